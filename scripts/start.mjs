import './require-node.mjs';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './run-command.mjs';
import { serveLocally, servingOf } from './serve.mjs';

console.log(`Inception Atlas\n\n1/3  Node ${process.versions.node}: good. Checking the installed packages.`);
if (!(await ensureInstalled())) process.exit(1);

console.log('2/3  Checking the built site.');
if (!(await ensureBuilt())) {
  console.error('The build failed; its message is above.');
  process.exit(1);
}

console.log('3/3  Starting the server.');
const wanted = Number(process.env.PORT) || 3000;
const serving = servingOf(process.env);
const { port } = await serveLocally(join(root, 'out'), { port: wanted, ...serving });
if (port !== wanted) console.log(`Port ${wanted} is in use, so the site is on ${port}.`);
console.log(`\nOpen  http://localhost:${port}${serving.base}/   (Ctrl+C ends it)`);
