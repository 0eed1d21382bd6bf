import './require-node.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run-command.mjs';

// Checked only for presence: the command must stay quick, and its output must hold nothing but the answer.
if (!existsSync(join(root, 'node_modules', 'tsx'))) {
  console.error('The packages are not installed: run npm ci first.');
  process.exit(2);
}
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(join(root, 'lib', 'cli', 'main.ts')).href);
