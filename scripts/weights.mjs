// `npm run weights`: fills public/weights with published weights. Compiles TypeScript on the fly, installs nothing.
import './require-node.mjs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run-command.mjs';

/** @type {typeof import('tsx/esm/api') | null} */
const tsx = await import('tsx/esm/api').catch(() => null);
if (tsx) {
  tsx.register({ tsconfig: join(root, 'tsconfig.json') });
  const { hostWeights } = await import(pathToFileURL(join(root, 'lib', 'cli', 'host-weights.ts')).href);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.exitCode = await hostWeights(
    process.argv.slice(2),
    {
      out: (/** @type {string} */ text) => process.stdout.write(text),
      err: (/** @type {string} */ text) => process.stderr.write(text),
    },
    { folder: join(root, 'public', 'weights'), unfinished: join(root, '.downloads'), signal: stop.signal },
  );
} else {
  console.error('The packages are not installed yet. Run npm ci first.');
  process.exitCode = 2;
}
