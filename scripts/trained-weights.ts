/**
 * Writes the trained weights that come with the packages into `public/weights`, where the site streams them from: the
 * frozen ImageNet part of the Keras Inception-v3 in the package `nsfwjs` (MIT), from the stem to Mixed_6c.
 * `npm start`, `npm test`, `npm run build` and `npm run dev` run it when the file is not there.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPackagedModel } from '@/lib/cli/packaged-inception-v3';
import { stateDict } from '@/lib/graph/graph';
import { modelOf } from '@/lib/networks';
import { convertFrozenInceptionV3 } from '@/lib/weights/keras-inception-v3';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';

const file = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const [, , target = file('public/weights/inception-v3-keras.safetensors')] = process.argv;

const packaged = readPackagedModel(createRequire(import.meta.url), file('node_modules'));
const { tensors, blocks, parameters } = convertFrozenInceptionV3(
  packaged,
  stateDict(modelOf('inception-v3', 'keras').graph),
);
const pieces = [
  ...safetensorsPieces(tensors, {
    format: 'pt',
    source: 'Keras Inception-v3, ImageNet; the layers that nsfwjs 4.4.0 (MIT) left frozen',
    rounding: '8 bits, one scale per tensor',
    last_block: blocks.at(-1) ?? '',
  }),
];
await mkdir(dirname(target), { recursive: true });
// A run that is cut off must not leave half a file that looks whole.
await writeFile(`${target}.part`, Buffer.concat(pieces));
await rename(`${target}.part`, target);
console.log(
  `${(parameters / 1e6).toFixed(1)} million trained parameters, ${blocks.at(0)} to ${blocks.at(-1)}: ${target}`,
);
