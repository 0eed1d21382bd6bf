/**
 * Makes the row of trained maps on the home page: what Inception-v3 with the weights that come with the packages answers
 * to a sample, from the stem to its last trained block. Run after a change of the network, the weights, the sample or
 * the colours:
 *
 *     node --import tsx scripts/home-maps.ts
 *
 * A test computes the keys and one sheet again.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { drawTrainedMaps } from '@/cli/trained-maps';

const file = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const SAMPLE = 'chelsea';
const FOLDER = '/trained';

const sample = await readFile(file(`public/samples/${SAMPLE}.jpg`));
const drawn = await drawTrainedMaps(sample, createRequire(import.meta.url), file('node_modules'));
await rm(file(`public${FOLDER}`), { recursive: true, force: true });
await mkdir(file(`public${FOLDER}`), { recursive: true });

async function put(name: string, webp: Buffer): Promise<string> {
  const path = `${FOLDER}/${name}.webp`;
  await writeFile(file(`public${path}`), webp);
  console.log(`${path}: ${webp.length} bytes`);
  return path;
}

const { network, variant, weights, key, picture } = drawn;
const sheets = [];
for (const { webp, ...sheet } of drawn.sheets) sheets.push({ ...sheet, path: await put(sheet.at, webp) });
const { webp, ...size } = picture;
const shown = { ...size, path: await put('picture', webp) };
const all = { network, variant, weights, key, sample: SAMPLE, picture: shown, sheets };
await writeFile(file('components/home/trained-maps.json'), `${JSON.stringify(all, null, 2)}\n`);
