import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export interface SourcePage {
  /** Path of the page below the root of the project. */
  readonly page: string;
  /** Packages beyond those of a session, known beforehand, or the page would be loaded again when the first is met. */
  readonly include?: readonly string[];
  /** Packages that are served as they are. */
  readonly exclude?: readonly string[];
  /** Whether memory can be shared between threads, as on the site. */
  readonly isolated?: boolean;
}

const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export interface ServedPage {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a page for tests or measurements straight from the sources, cross-origin isolated as the site is. */
export async function serveSources({
  page,
  include = [],
  exclude = [],
  isolated = true,
}: SourcePage): Promise<ServedPage> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'atlas-sources-'));
  const server = await createViteServer({
    root,
    configFile: false,
    cacheDir,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    optimizeDeps: {
      entries: [page],
      include: [
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgpu',
        '@tensorflow/tfjs-backend-cpu',
        'd3',
        ...include,
      ],
      exclude: [...exclude],
    },
    worker: { format: 'es' },
    server: {
      host: '127.0.0.1',
      port: 0,
      hmr: false,
      ws: false,
      watch: null,
      headers: isolated ? ISOLATION : {},
    },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error(`${page} has no port`);
  return {
    url: `http://127.0.0.1:${address.port}/${page}`,
    close: async () => {
      await server.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
