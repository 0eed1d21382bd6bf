import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from '../browser';
import type { Group } from '../group';

const require = createRequire(import.meta.url);

/** What a page that uses a peer loads, by its own ready-made files. */
const PEERS: Readonly<Record<string, readonly string[]>> = {
  'tfjs layers on WebAssembly': [
    '@tensorflow/tfjs-core/dist/tf-core.min.js',
    '@tensorflow/tfjs-layers/dist/tf-layers.min.js',
    '@tensorflow/tfjs-backend-cpu/dist/tf-backend-cpu.min.js',
    '@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js',
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  ],
  'onnxruntime-web on WebAssembly': [
    'onnxruntime-web/dist/ort.wasm.bundle.min.mjs',
    'onnxruntime-web/dist/ort-wasm-simd-threaded.wasm',
  ],
  'onnxruntime-web on WebGPU': [
    'onnxruntime-web/dist/ort.webgpu.bundle.min.mjs',
    'onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify.wasm',
  ],
};

/** The folder of an installed package: its package.json need not be exported. */
function folderOf(name: string): string {
  const entry = require.resolve(name).replaceAll('\\', '/');
  return entry.slice(0, entry.lastIndexOf(`node_modules/${name}/`) + `node_modules/${name}`.length);
}

const kibibytes = (bytes: number): string => (bytes / 1024).toFixed(0);

interface Weight {
  script: number;
  wasm: number;
}

const nothing = (): Weight => ({ script: 0, wasm: 0 });

function weigh(weight: Weight, url: string, body: Uint8Array): void {
  const bytes = gzipSync(body, { level: 9 }).length;
  if (url.endsWith('.wasm')) weight.wasm += bytes;
  else weight.script += bytes;
}

/** Bytes of code on the way, gzip level 9. */
export const codeSize: Group = {
  id: 'size',
  async run({ site, say }) {
    const origin = await site();
    say('the exported site, until maps are there');
    const browser = await launch();
    const [page0, engine] = [nothing(), nothing()];
    try {
      const page = await (await browser.newContext()).newPage();
      let into = page0;
      const weighing: Promise<void>[] = [];
      const seen = new Set<string>();
      page.context().on('response', (response) => {
        const url = response.url().split('?')[0] ?? '';
        if (!/\.(js|mjs|wasm)$/.test(url) || seen.has(url)) return;
        seen.add(url);
        const target = into;
        weighing.push(
          response.body().then(
            (body) => weigh(target, url, body),
            () => undefined,
          ),
        );
      });
      await page.goto(`${origin}/en/networks/inception-v4/?at=features.0`);
      const run = page.getByRole('button', { name: /^Compute the/ }).last();
      await run.scrollIntoViewIfNeeded();
      await page.waitForLoadState('networkidle');
      into = engine;
      await run.click();
      await page.locator('[data-phase=done]').waitFor();
      await Promise.all(weighing);
    } finally {
      await browser.close();
    }
    const rows = [
      ['the explorer of the site before a picture is computed', kibibytes(page0.script), kibibytes(page0.wasm)],
      ['what computing brings on top: session, engine, backend', kibibytes(engine.script), kibibytes(engine.wasm)],
    ];
    for (const [name, files] of Object.entries(PEERS)) {
      const weight = nothing();
      for (const file of files) {
        const packageName = file.startsWith('@') ? file.split('/').slice(0, 2).join('/') : (file.split('/')[0] ?? '');
        const path = join(dirname(folderOf(packageName)), file.slice(packageName.lastIndexOf('/') + 1));
        weigh(weight, file, await readFile(path));
      }
      rows.push([name, kibibytes(weight.script), kibibytes(weight.wasm)]);
    }
    return [
      {
        id: 'size',
        title: 'Code on the way',
        notes: [
          'KiB after gzip level 9. Ours as the exported site loads it; peers by their own ready-made minified files.',
        ],
        tables: [{ title: 'KiB', columns: ['', 'JavaScript', 'wasm'], rows }],
        verdicts: [],
      },
    ];
  },
};
