// Cuts the typefaces of the site down to what it writes: node scripts/subset-fonts.mjs
import './require-node.mjs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import subsetFont from 'subset-font';
import { root } from './run-command.mjs';

const require = createRequire(import.meta.url);

/** ASCII, and the signs of the texts; tests/e2e/load.spec.ts holds that no page writes more that the faces have. */
export const kept = `${String.fromCodePoint(
  ...Array.from({ length: 0x7f - 0x20 }, (_, i) => 0x20 + i),
)}\u00a0©§°±²³µ·×÷éüöäßñ–—‘’“”„†‡•…‹›«»′″←↑→↓−∕`;

/** Kerning, ligatures, and figures of one width, above and below the line: what app and components ask of a face. */
const keepFeatures = ['kern', 'liga', 'ccmp', 'tnum', 'lnum', 'onum'];

/** The faces by the name of their file in app/fonts, with the file that each is cut from. */
export const faces = [
  { name: 'serif', from: 'source-serif-4/files/source-serif-4-latin-wght-normal.woff2' },
  { name: 'serif-italic', from: 'source-serif-4/files/source-serif-4-latin-wght-italic.woff2' },
  { name: 'sans', from: 'inter/files/inter-latin-wght-normal.woff2' },
  { name: 'mono', from: 'jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2' },
];

/** Where the faces lie in the repository. */
export const folder = join(root, 'app', 'fonts');

/**
 * A face cut down: the kept signs, weights from regular to bold, no hints.
 * @param {string} from path below the packages of fontsource
 * @returns {Promise<Buffer>} WOFF2
 */
export async function cut(from) {
  return subsetFont(await readFile(require.resolve(`@fontsource-variable/${from}`)), kept, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures,
    noHinting: true,
  });
}

/** Their licences in one text: the Open Font License travels with every copy. */
export async function licences() {
  const packages = [...new Set(faces.map(({ from }) => from.split('/')[0]))];
  const texts = await Promise.all(
    packages.map((name) => readFile(require.resolve(`@fontsource-variable/${name}/LICENSE`), 'utf8')),
  );
  return texts.map((text, i) => `${packages[i]}, changed: cut down to fewer signs\n\n${text.trim()}\n`).join('\n\n');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await mkdir(folder, { recursive: true });
  for (const { name, from } of faces) {
    const bytes = await cut(from);
    await writeFile(join(folder, `${name}.woff2`), bytes);
    console.log(`${name}: ${bytes.length} bytes`);
  }
  await writeFile(join(folder, 'LICENSE.txt'), await licences());
}
