import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectCoverage } from './collect-coverage.mjs';
import { ensureTrained } from './ensure-trained.mjs';
import { root, runCommand, runInstalled } from './run-command.mjs';
import { holdScripts } from './scripts-after-paint.mjs';

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
  'mdx-components.tsx',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];

const stampFile = join(root, '.stamps', 'build');

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
 * A hash over names and contents of the given files and folders below `base`; missing ones count as absent.
 * @param {string} base
 * @param {readonly string[]} paths
 */
export async function hashOf(base, paths) {
  const hash = createHash('sha256');
  for (const path of paths) await addToHash(hash, base, path);
  for (const setting of ['ATLAS_WEIGHT_HOSTS', 'ATLAS_REPORTS', 'ATLAS_URL'])
    hash.update(`\0${process.env[setting] ?? ''}`);
  return hash.digest('hex');
}

/** Builds the site into out/; resolves to whether that worked. */
export async function build() {
  await ensureTrained();
  // A build that fails half-way must not leave a stamp or an old site that looks new.
  await rm(stampFile, { force: true });
  await rm(join(root, 'out'), { recursive: true, force: true });
  const before = await hashOf(root, sources);
  const code = await runInstalled('next/dist/bin/next', ['build'], { NODE_ENV: 'production' });
  if (code !== 0) return false;
  if ((await runCommand(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'search-index.ts')])) !== 0)
    return false;
  const { rows, faults } = await collectCoverage(join(root, 'out'));
  if (faults.length > 0) {
    console.error(`The notes are not covered:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    return false;
  }
  await holdScripts(join(root, 'out'));
  await writeFile(join(root, 'out', 'coverage.json'), `${JSON.stringify(rows, null, 1)}\n`);
  await mkdir(join(root, '.stamps'), { recursive: true });
  await writeFile(stampFile, before);
  return true;
}

/** Builds only where the sources changed since the last build; resolves to whether out/ is current. */
export async function ensureBuilt() {
  await ensureTrained();
  const stamp = await readFile(stampFile, 'utf8').catch(() => '');
  const there = await access(join(root, 'out', 'index.html')).then(
    () => true,
    () => false,
  );
  if (there && stamp === (await hashOf(root, sources))) {
    console.log('The built site is current.');
    return true;
  }
  console.log('Building the site into out/; about half a minute.');
  return build();
}
