import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { runCommand, runInstalled } from './run-command.mjs';

const execute = promisify(execFile);

/**
 * Where a browser comes from and how to get one; the parts that touch the machine can be replaced in a test.
 * @typedef {{
 *   env: Readonly<Record<string, string | undefined>>,
 *   platform: string,
 *   isRoot: boolean,
 *   isDebian: boolean,
 *   playwrightPath: () => Promise<string | null>,
 *   exists: (path: string) => boolean,
 *   answers: (path: string) => Promise<boolean>,
 *   aptInstall: () => Promise<boolean>,
 *   playwrightInstall: () => Promise<boolean>,
 *   say: (line: string) => void,
 * }} Machine
 */

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * Paths at which an installed Chromium or Chrome may lie, in order of preference.
 * @param {Pick<Machine, 'env' | 'platform'>} machine
 */
export function installedCandidates({ env, platform }) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  if (platform === 'darwin') {
    return ['Chromium', 'Google Chrome'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
  }
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * A browser for the tests: CHROME_PATH, Playwright's own, an installed one that really starts, else one that gets
 * installed (apt on Debian as root, otherwise by Playwright). Null where none can be had.
 * @param {Machine} machine
 * @param {{ install: boolean }} options
 * @returns {Promise<string | null>}
 */
export async function findBrowserOn(machine, { install }) {
  const named = machine.env.CHROME_PATH;
  if (named) {
    if (await machine.answers(named)) return named;
    machine.say(`CHROME_PATH names ${named}, which does not start; looking for another browser.`);
  }
  const own = await machine.playwrightPath();
  if (own && machine.exists(own) && (await machine.answers(own))) return own;
  // Ubuntu's "chromium" may be a stub that only says how to install it, so being there is not enough.
  for (const path of installedCandidates(machine)) {
    if (machine.exists(path) && (await machine.answers(path))) return path;
  }
  if (!install) return null;
  if (machine.isDebian && machine.isRoot) {
    machine.say('No browser found: installing Debian’s chromium.');
    if (await machine.aptInstall()) {
      for (const path of installedCandidates(machine)) {
        if (machine.exists(path) && (await machine.answers(path))) return path;
      }
    }
  }
  machine.say('Installing the browser that comes with Playwright.');
  if (await machine.playwrightInstall()) {
    const fresh = await machine.playwrightPath();
    if (fresh && machine.exists(fresh) && (await machine.answers(fresh))) return fresh;
  }
  return null;
}

/** @param {string} path */
async function answersVersion(path) {
  // On Windows --version opens a window instead of answering, so there the file itself has to do.
  if (process.platform === 'win32') return existsSync(path);
  try {
    const { stdout } = await execute(path, ['--version'], { timeout: 30_000 });
    return /chrom/i.test(stdout);
  } catch {
    return false;
  }
}

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/**
 * `findBrowserOn` for this machine.
 * @param {{ install?: boolean }} [options]
 */
export function findBrowser({ install = false } = {}) {
  return findBrowserOn(
    {
      env: process.env,
      platform: process.platform,
      isRoot: process.getuid?.() === 0,
      isDebian: isDebian(),
      playwrightPath: async () => {
        const { chromium } = await import('playwright');
        return chromium.executablePath();
      },
      exists: existsSync,
      answers: answersVersion,
      aptInstall: async () =>
        (await runCommand('apt-get', ['update'])) === 0 &&
        (await runCommand('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
          DEBIAN_FRONTEND: 'noninteractive',
        })) === 0,
      playwrightInstall: async () => (await runInstalled('playwright/cli.js', ['install', 'chromium'])) === 0,
      say: (line) => console.error(line),
    },
    { install },
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const path = await findBrowser();
  if (path) console.log(path);
  else process.exitCode = 1;
}
