import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectCoverage } from './collect-coverage.mjs';
import { ensureTrained } from './ensure-trained.mjs';
import { root, runCommand, runInstalled } from './run-command.mjs';
import { holdScripts } from './scripts-after-paint.mjs';
import { siteBase } from './site-base.mjs';

/** Everything that the exported site is made of. */
const sources = [
  'app',
  'components',
  'content',
  'lib',
  'public',
  'scripts/search-index.ts',
  'scripts/remark-heading-ids.mjs',
  'scripts/remark-typed-numbers.mjs',
  'scripts/rehype-bind-marks.mjs',
  'scripts/scripts-after-paint.mjs',
  'scripts/site-base.mjs',
  'mdx-components.tsx',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Where a build goes to and where it is to lie on its host.
 * @typedef {{ readonly out?: string, readonly base?: string | undefined }} Target out: a folder of the project
 */

/** @param {string} out */
const stampOf = (out) => join(root, '.stamps', out === 'out' ? 'build' : `build-${out}`);

/**
 * Adds the names and bytes of a file or folder to a hash, in a fixed order.
 * @param {import('node:crypto').Hash} hash
 * @param {string} base
 * @param {string} path
 */
async function addToHash(hash, base, path) {
  const full = join(base, path);
  const entries = await readdir(full, { withFileTypes: true }).catch(() => null);
  if (entries === null) {
    const bytes = await readFile(full).catch(() => null);
    if (bytes) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    return;
  }
  const names = entries.map((entry) => entry.name).sort();
  for (const name of names) await addToHash(hash, base, `${path}/${name}`);
}

/**
 * A hash over names and contents of the given files and folders below `folder`, which may be missing, over the settings
 * of a build, and over where the site is to lie.
 * @param {string} folder
 * @param {readonly string[]} paths
 * @param {string} base
 */
export async function hashOf(folder, paths, base) {
  const hash = createHash('sha256');
  for (const path of paths) await addToHash(hash, folder, path);
  for (const setting of ['ATLAS_WEIGHT_HOSTS', 'ATLAS_REPORTS', 'ATLAS_URL'])
    hash.update(`\0${process.env[setting] ?? ''}`);
  hash.update(`\0${base}`);
  return hash.digest('hex');
}

/**
 * Builds the site into `out`, to lie below `base` on its host; resolves to whether that worked.
 * @param {Target} [target]
 * @throws where ATLAS_BASE is no path
 */
export async function build({ out = 'out', base: wanted = process.env.ATLAS_BASE } = {}) {
  const base = siteBase(wanted);
  const [stampFile, folder] = [stampOf(out), join(root, out)];
  await ensureTrained();
  // A build that fails half-way must not leave a stamp or an old site that looks new.
  await rm(stampFile, { force: true });
  await rm(folder, { recursive: true, force: true });
  const before = await hashOf(root, sources, base);
  const env = { NODE_ENV: 'production', ATLAS_BASE: base, ATLAS_OUT: out };
  const code = await runInstalled('next/dist/bin/next', ['build'], env);
  if (code !== 0) return false;
  if ((await runCommand(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'search-index.ts'), folder])) !== 0)
    return false;
  const { rows, faults } = await collectCoverage(folder, base);
  if (faults.length > 0) {
    console.error(`The notes are not covered:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    return false;
  }
  await holdScripts(folder);
  await writeFile(join(folder, 'coverage.json'), `${JSON.stringify(rows, null, 1)}\n`);
  await mkdir(join(root, '.stamps'), { recursive: true });
  await writeFile(stampFile, before);
  return true;
}

/**
 * Builds only where the sources or the base changed since the last build; resolves to whether `out` is current.
 * @param {Target} [target]
 * @throws where ATLAS_BASE is no path
 */
export async function ensureBuilt({ out = 'out', base: wanted = process.env.ATLAS_BASE } = {}) {
  const base = siteBase(wanted);
  await ensureTrained();
  const stamp = await readFile(stampOf(out), 'utf8').catch(() => '');
  const there = await access(join(root, out, 'index.html')).then(
    () => true,
    () => false,
  );
  if (there && stamp === (await hashOf(root, sources, base))) {
    console.log('The built site is current.');
    return true;
  }
  console.log(`Building the site into ${out}/; about half a minute.`);
  return build({ out, base });
}
