import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs a program in the root with its output on this terminal; resolves to the exit code (1 where a signal ended it,
 * 127 where it could not be started).
 * @param {string} program
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env] added to the environment
 * @returns {Promise<number>}
 */
export function runCommand(program, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
      // npm and npx are .cmd files on Windows, which only a shell can start; all arguments here are our own words.
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      console.error(`${program}: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a program that an installed package brings, by its JavaScript file, so that no shell and no npx is between.
 * @param {string} file path below node_modules, e.g. "next/dist/bin/next"
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export function runInstalled(file, args, env) {
  return runCommand(process.execPath, [join(root, 'node_modules', file), ...args], env);
}
