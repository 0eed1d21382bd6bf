import { type Browser, chromium, type Page } from 'playwright';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { asRoot, softwareWebgpu } from '../e2e/chromium-flags';
import { type ServedPage, serveSources } from '../e2e/source-server';

/** A new browser; with `webgpu` it has WebGPU, in software where no flag of the caller says otherwise. */
export async function launch({ webgpu = false } = {}): Promise<Browser> {
  const executablePath = (await findBrowser()) ?? undefined;
  // A machine with a graphics card measures that one.
  const flags = process.env.ATLAS_BENCH_GPU ? ['--enable-unsafe-webgpu', '--enable-features=Vulkan'] : softwareWebgpu;
  return chromium.launch({ executablePath, args: [...asRoot, ...(webgpu ? flags : [])] });
}

/** Serves the page with the engines. */
export const serveEngines = (): Promise<ServedPage> =>
  serveSources({
    page: 'tests/bench/page/index.html',
    include: ['@tensorflow/tfjs'],
    exclude: ['onnxruntime-web', 'onnxruntime-web/wasm', 'onnxruntime-web/webgpu'],
  });

/** Opens the page with the engines. */
export async function openEngines(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  page.on('pageerror', (error) => console.error(`  the page: ${error.message}`));
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in window, null, { timeout: 120_000 });
  return page;
}
