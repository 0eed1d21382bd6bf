/**
 * Makes the posters: what the lab shows before anything was computed, the first maps of the parts that the articles and
 * the explorer open with, on the first sample. Those of Inception-v3 as Keras has it are made with the trained weights
 * that come with the packages, all others with the seeded recipe. Run after a change of the network, the weights, the
 * sample or the colours:
 *
 *     node --import tsx scripts/posters.ts
 *
 * A test compares the keys in `components/lab/maps/posters.json` with the network as it is now.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { packagedWeights } from '@/cli/packaged-inception-v3';
import { readPicture } from '@/cli/read-picture';
import { POSTER_CHANNELS, type Poster } from '@/components/lab/maps/poster';
import { DEFAULT_SAMPLE, samplePath } from '@/components/lab/workbench/samples';
import { parseLocalAddress, resolvePath } from '@/lib/graph/address';
import type { Shape } from '@/lib/graph/shapes';
import { findNetwork, modelOf, networks } from '@/lib/networks';
import { contentKey } from '@/lib/picture/content-key';
import { prepare } from '@/lib/picture/prepare';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import { Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { compute, prepareRun } from '@/lib/runtime/session/compute';
import { drawView } from '@/lib/runtime/session/draw-view';
import { packagedInceptionV3, SEEDED } from '@/lib/weights/catalogue';
import { seededWeights } from '@/lib/weights/weight-source';

/**
 * What the articles' labs are fixed on, and what the explorer opens with: the first stage; by network and variant, as
 * addresses inside it.
 */
const POSTERS: Readonly<Record<string, readonly string[]>> = {
  'inception-v4:released': [2, 3, 5, 6, 10, 11, 18, 19, 21].map((index) => `features.${index}`),
  'inception-v4:paper': ['stem'],
  'inception-resnet-v2:released': [
    'stem',
    'repeat.0',
    'repeat.0@sum',
    'repeat.0@scaled',
    'mixed_6a',
    'repeat_1.0',
    'repeat_1.0@scaled',
    'repeat_2.0',
    'block8',
  ],
  'inception-resnet-v2:paper': ['stem', 'repeat_1.0'],
  'inception-resnet-v1:released': ['stem', 'repeat_1.0', 'repeat_2.0', 'block8'],
  'inception-resnet-v1:paper': ['stem', 'repeat_1.0'],
  'inception-v3:released': ['stem', 'Mixed_5b', 'Mixed_6b', 'Mixed_7c'],
  'inception-v3:keras': ['stem', 'Mixed_5b', 'Mixed_5c', 'Mixed_5d', 'Mixed_6a', 'Mixed_6b', 'Mixed_6c'],
};
/** Larger maps are drawn with every n-th value: a tile of a poster is small. */
const LARGEST_TILE = 64;

/** Variants whose lab opens with trained weights; their posters are made with the same. */
const TRAINED: ReadonlySet<string> = new Set([`${packagedInceptionV3.network}:${packagedInceptionV3.variants[0]}`]);

const file = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { image } = await readPicture(await readFile(file(`public${samplePath(DEFAULT_SAMPLE)}`)));
const trained = await packagedWeights(createRequire(import.meta.url), file('node_modules'));
const engine = new Engine(await openBackend('wasm'));
const posters: Record<string, Record<string, Poster>> = {};
await rm(file('public/posters'), { recursive: true, force: true });
for (const { id } of networks) await mkdir(file(`public/posters/${id}`), { recursive: true });
const drawn = new Map<string, Poster>();
const paths = new Map<string, string>();

/** Every n-th value of the first channels, so that a tile is no larger than a tile of a poster. */
function thinned(values: Float32Array, [height = 1, width = 1, channels = 1]: Shape) {
  const every = Math.ceil(Math.max(height, width) / LARGEST_TILE);
  const [rows, columns] = [Math.ceil(height / every), Math.ceil(width / every)];
  const count = Math.min(channels, POSTER_CHANNELS);
  const picked = new Float32Array(rows * columns * count);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const from = (y * every * width + x * every) * channels;
      picked.set(values.subarray(from, from + count), (y * columns + x) * count);
    }
  }
  return { shape: [rows, columns, count] as const, picked };
}

for (const [name, addresses] of Object.entries(POSTERS)) {
  const [network = '', variant = ''] = name.split(':');
  const definition = findNetwork(network);
  const model = modelOf(network, variant);
  const { graph } = model;
  const size = definition.defaultSize;
  const { pixels } = prepare(image, preprocessingAt(size, definition.preprocessing));
  const picture = { height: size, width: size, channels: 3, pixels };
  const [id, weights] = TRAINED.has(name) ? [packagedInceptionV3.id, trained] : [SEEDED, seededWeights];
  const targets = addresses.map((address) => {
    const { path, tensor } = parseLocalAddress(address);
    return resolvePath(model, network, path, tensor).node.id;
  });
  const pictureKey = contentKey(pixels, size);
  const given = { network, graph, picture, pictureKey, weights, calibrated: id === SEEDED, rewrites: {} };
  const prepared = prepareRun(engine, given, targets);
  const own: Record<string, Poster> = {};
  await compute(engine, prepared, {}, async ({ whole, shapeOf }) => {
    for (const node of targets) {
      const key = prepared.ground.reach(node) ?? '';
      const known = drawn.get(key);
      if (known) {
        own[node] = known;
        continue;
      }
      const { shape, picked } = thinned(await whole(node), shapeOf(node));
      const { pixels: painted, grid } = drawView(node, shape, picked, 'channel');
      const raw = { width: grid.width, height: grid.height, channels: 4 } as const;
      const webp = await sharp(painted, { raw }).webp({ quality: 70, alphaQuality: 50 }).toBuffer();
      const place = variant === definition.defaultVariant ? node : `${variant}-${node}`;
      // A scaled tensor looks as the one before it, where every channel has its own colours.
      const content = webp.toString('base64');
      const path = paths.get(content) ?? `/posters/${network}/${place.replace('@', '-')}.webp`;
      paths.set(content, path);
      await writeFile(file(`public${path}`), webp);
      const { columns, tileWidth, tileHeight, gap } = grid;
      own[node] = { weights: id, key, path, count: shape[2], columns, tileWidth, tileHeight, gap };
      drawn.set(key, own[node]);
      console.log(`${path}: ${shape[2]} channels, ${webp.length} bytes`);
    }
  });
  posters[name] = own;
}
engine.close();
await writeFile(file('components/lab/maps/posters.json'), `${JSON.stringify(posters, null, 2)}\n`);
