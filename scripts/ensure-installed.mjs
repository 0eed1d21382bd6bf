import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runCommand } from './run-command.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, link?: boolean }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/**
 * Why what is installed is not what the lock file names, or null where it is. npm keeps its own record of what it
 * installed in node_modules/.package-lock.json; optional packages of other platforms are not in it.
 * @param {Lock} wanted package-lock.json
 * @param {Lock | null} installed node_modules/.package-lock.json
 * @returns {string | null}
 */
export function whyInstall(wanted, installed) {
  if (!installed) return 'nothing is installed yet';
  for (const [path, entry] of Object.entries(wanted.packages)) {
    if (path === '' || entry.link) continue;
    const have = installed.packages[path];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!have && (entry.optional || entry.devOptional || entry.peer)) continue;
    if (!have) return `${name} is missing`;
    if (have.version !== entry.version) return `${name} is ${have.version}, the lock file says ${entry.version}`;
  }
  return null;
}

/** @param {string} path */
async function readLock(path) {
  try {
    return /** @type {Lock} */ (JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Installs exactly what the lock file names where that is not so already; resolves to whether all is there. */
export async function ensureInstalled() {
  const wanted = await readLock(join(root, 'package-lock.json'));
  if (!wanted) {
    console.error('package-lock.json cannot be read; get it back with: git checkout package-lock.json');
    return false;
  }
  const why = whyInstall(wanted, await readLock(join(root, 'node_modules', '.package-lock.json')));
  if (!why) return true;
  console.log(`Installing packages with npm ci (${why}); the first time takes about a minute.`);
  const code = await runCommand('npm', ['ci', '--no-audit', '--no-fund']);
  if (code === 0) return true;
  console.error('npm ci failed; its message is above. With no network, try again once there is one.');
  return false;
}
