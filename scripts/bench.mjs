// Starts the benchmark: installs what is missing, compiles TypeScript on the fly.
import './require-node.mjs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

if (await ensureInstalled()) {
  const tsx = await import('tsx/esm/api');
  tsx.register({ tsconfig: `${root}tsconfig.json` });
  const { main } = await import(pathToFileURL(`${root}tests/bench/run.ts`).href);
  process.exitCode = await main(process.argv.slice(2));
  // A browser or server that hangs must not hold the command.
  process.exit();
} else {
  process.exitCode = 1;
}
