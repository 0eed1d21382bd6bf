import './require-node.mjs';
import { build } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

process.exitCode = (await ensureInstalled()) && (await build()) ? 0 : 1;
