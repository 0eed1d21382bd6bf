import './require-node.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { ensureTrained } from './ensure-trained.mjs';
import { runInstalled } from './run-command.mjs';

if (!(await ensureInstalled())) process.exit(1);
await ensureTrained();
process.exitCode = await runInstalled('next/dist/bin/next', [
  'dev',
  '--hostname',
  '127.0.0.1',
  ...process.argv.slice(2),
]);
