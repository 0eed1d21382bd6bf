/**
 * Makes the posters: what the lab shows before anything was computed, the first maps of the parts that the articles and
 * the explorer open with, on the first sample. Run after a change of the network, the recipe, the sample or the colours:
 *
 *     node --import tsx scripts/posters.ts
 *
 * A test compares the keys in `components/lab/posters.json` with the network as it is now.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { POSTER_CHANNELS, posterPath } from '@/components/lab/poster';
import { DEFAULT_SAMPLE, samplePath } from '@/components/lab/samples';
import { readPicture } from '@/lib/cli/read-picture';
import { inferShapes } from '@/lib/graph/shapes';
import { findNetwork, modelOf } from '@/lib/networks';
import { contentKey } from '@/lib/picture/content-key';
import { prepare } from '@/lib/picture/prepare';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import { drawView } from '@/lib/runtime/draw-view';
import { openBackend } from '@/lib/runtime/engine/backend';
import { Engine } from '@/lib/runtime/engine/engine';
import { plan } from '@/lib/runtime/plan';
import { structuralHashes } from '@/lib/runtime/structural-hash';
import { seededWeights } from '@/lib/weights/weight-source';

const NETWORK = 'inception-v4';
/** What the articles' labs are fixed on; the stem is also what the explorer opens with. */
const NODES = [2, 3, 5, 6, 10, 11, 18, 19, 21].map((index) => (index === 2 ? 'features.2@relu' : `features.${index}`));
/** Larger maps are drawn with every n-th value: a tile of a poster is small. */
const LARGEST_TILE = 64;

const file = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const definition = findNetwork(NETWORK);
const { graph } = modelOf(NETWORK);
const size = definition.defaultSize;
const { image } = await readPicture(await readFile(file(`public${samplePath(DEFAULT_SAMPLE)}`)));
const { pixels } = prepare(image, preprocessingAt(size, definition.preprocessing));
const picture = { height: size, width: size, channels: 3, pixels };
const shapes = inferShapes(graph, size);
const root = { picture: contentKey(pixels, size), weights: seededWeights.identity, calibrated: true };
const keys = structuralHashes(graph, shapes, root);

const engine = new Engine(await openBackend('wasm'));
const made = plan({ graph, shapes, targets: NODES, kept: (key) => engine.has(key), ...root });
const { release } = await engine.run(made, { picture, weights: seededWeights });
await mkdir(file(`public/posters/${NETWORK}`), { recursive: true });
const posters: Record<string, object> = {};
for (const node of NODES) {
  const values = await engine.read(made.targets.get(node) ?? '', node);
  const [height = 1, width = 1, channels = 1] = shapes.get(node) ?? [];
  const every = Math.ceil(Math.max(height, width) / LARGEST_TILE);
  const [rows, columns, count] = [
    Math.ceil(height / every),
    Math.ceil(width / every),
    Math.min(channels, POSTER_CHANNELS),
  ];
  const picked = new Float32Array(rows * columns * count);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const from = (y * every * width + x * every) * channels;
      picked.set(values.subarray(from, from + count), (y * columns + x) * count);
    }
  }
  const { pixels: drawn, grid } = drawView(node, [rows, columns, count], picked, 'channel');
  const raw = { width: grid.width, height: grid.height, channels: 4 } as const;
  const webp = await sharp(drawn, { raw }).webp({ quality: 70, alphaQuality: 50 }).toBuffer();
  await writeFile(file(`public${posterPath(NETWORK, node)}`), webp);
  const { columns: across, tileWidth, tileHeight, gap } = grid;
  posters[node] = { key: keys.get(node), count, columns: across, tileWidth, tileHeight, gap };
  console.log(`${posterPath(NETWORK, node)}: ${count} of ${channels} channels, ${webp.length} bytes`);
}
release();
engine.close();
await writeFile(file('components/lab/posters.json'), `${JSON.stringify({ [NETWORK]: posters }, null, 2)}\n`);
