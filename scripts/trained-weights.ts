/**
 * Writes the trained weights that come with the packages into `public/weights`, where the site streams them from, and
 * the list of all weights there: the frozen ImageNet part of the Keras Inception-v3 in the package `nsfwjs` (MIT), from
 * the stem to Mixed_6c. `npm start`, `npm test`, `npm run build` and `npm run dev` run it when the file is not there or
 * was made by an older version of what makes it.
 */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listHosted } from '@/cli/hosted-folder';
import { packagedFile } from '@/cli/packaged-inception-v3';

const file = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const [, , target = file('public/weights/inception-v3-keras.safetensors')] = process.argv;

const { pieces, parameters, blocks } = packagedFile(createRequire(import.meta.url), file('node_modules'));
await mkdir(dirname(target), { recursive: true });
// A run that is cut off must not leave half a file that looks whole.
await writeFile(`${target}.part`, Buffer.concat([...pieces]));
await rename(`${target}.part`, target);
await listHosted(dirname(target));
console.log(
  `${(parameters / 1e6).toFixed(1)} million trained parameters, ${blocks.at(0)} to ${blocks.at(-1)}: ${target}`,
);
