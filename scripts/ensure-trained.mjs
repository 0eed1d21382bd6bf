import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runCommand } from './run-command.mjs';

/** What the file of trained weights is made of and by: where one of these changes it is made again. */
const makers = [
  'scripts/trained-weights.ts',
  'cli/hosted-folder.ts',
  'cli/packaged-inception-v3.ts',
  'lib/networks/inception-v3.ts',
  'lib/weights/hosted-index.ts',
  'lib/weights/keras-inception-v3.ts',
  'lib/weights/safetensors-writer.ts',
  'node_modules/nsfwjs/package.json',
];

/**
 * A hash over the bytes of what makes the trained weights; a missing file counts as empty.
 * @param {string} base
 */
export async function makersOf(base) {
  const hash = createHash('sha256');
  for (const path of makers) {
    const bytes = await readFile(join(base, path)).catch(() => Buffer.alloc(0));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** @param {string} path */
const isThere = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Makes sure that the trained weights which come with the packages are in `public/weights`, made by the present version
 * of what makes them. The site works without them, so a failure is told and no reason to stop.
 * @param {string} [base] the root of the repository
 * @param {() => Promise<number>} [make] makes them; resolves to an exit code
 */
export async function ensureTrained(base = root, make = makeTrained) {
  const folder = join(base, 'public', 'weights');
  const stampFile = join(base, '.stamps', 'trained');
  const current = await makersOf(base);
  const there = await Promise.all(
    ['inception-v3-keras.safetensors', 'index.json'].map((n) => isThere(join(folder, n))),
  );
  if (there.every(Boolean) && (await readFile(stampFile, 'utf8').catch(() => '')) === current) return;
  // A run that fails must be tried again the next time.
  await rm(stampFile, { force: true });
  const code = await make();
  if (code !== 0) {
    console.error('The trained weights could not be prepared; the site shows untrained maps instead.');
    return;
  }
  await mkdir(join(base, '.stamps'), { recursive: true });
  await writeFile(stampFile, current);
}

const makeTrained = () =>
  runCommand(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'trained-weights.ts')]);
