import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createViteServer } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Serves the page that holds a session, straight from the sources, cross-origin isolated as the site is. */
export async function serveSessionPage(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const cacheDir = await mkdtemp(join(tmpdir(), 'atlas-session-page-'));
  const server = await createViteServer({
    root,
    configFile: false,
    cacheDir,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    // All of them known beforehand, or the page would be loaded again when the first is met.
    optimizeDeps: {
      entries: ['tests/e2e/session-page/index.html'],
      include: [
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgpu',
        '@tensorflow/tfjs-backend-cpu',
        'd3',
      ],
    },
    worker: { format: 'es' },
    server: {
      host: '127.0.0.1',
      port: 0,
      hmr: false,
      ws: false,
      watch: null,
      headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' },
    },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('the session page has no port');
  return {
    url: `http://127.0.0.1:${address.port}/tests/e2e/session-page/index.html`,
    close: async () => {
      await server.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
  };
}
