import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOfProject } from './architecture-rooms.mjs';
import { layeredLayout } from './layered-layout.mjs';

/** Where the drawing lies, and the command that makes it. */
export const drawingPath = 'docs/architecture.svg';
export const drawingCommand = 'node scripts/architecture-drawing.mjs';

/** What lives in a room, in a few words; a room that is not named here is drawn by its name alone. */
const contents = {
  app: 'routes, tokens, fonts',
  cli: 'the atlas command',
  content: 'articles, all words, data',
  'components/bench': 'measuring, as a page',
  'components/charts': 'plots',
  'components/code': 'listings',
  'components/compare': 'two networks',
  'components/diagram': 'drawings in React',
  'components/explorer': 'a network, opened',
  'components/home': 'the start page',
  'components/inspector': 'what an op is',
  'components/instruments': 'to try, in articles',
  'components/lab': 'picture in, maps out',
  'components/prose': 'parts of articles',
  'components/reading': 'contents, minutes',
  'components/results': 'scores, derived',
  'components/search': 'words and parts',
  'components/tour': 'ten steps',
  'components/ui': 'small shared parts',
  'lib/analysis': 'cost, fields, differences',
  'lib/diagram': 'geometry of drawings',
  'lib/export': 'PyTorch, ONNX, tables',
  'lib/graph': 'the language',
  'lib/import': 'graphs from files',
  'lib/networks': 'one file per network',
  'lib/picture': 'from bytes to a tensor',
  'lib/reading': 'a network at a size',
  'lib/runtime': 'the protocol',
  'lib/runtime/engine': 'TensorFlow.js',
  'lib/runtime/head': 'classes and their maps',
  'lib/runtime/kernels': 'own WASM and WGSL',
  'lib/runtime/plan': 'steps of a computation',
  'lib/runtime/session': 'worker and client',
  'lib/tiles': 'statistics, colours, tiles',
  'lib/weights': 'safetensors, seeds',
};

/** Colours of the site by house; a room of the runtime differs from the rest of the library. */
const palettes = { pages: 'head', components: 'square', content: 'pool', lib: 'pointwise', runtime: 'asymmetric' };

/** @param {string} room @returns {keyof typeof palettes} */
function paletteOf(room) {
  if (room.startsWith('lib/runtime')) return 'runtime';
  const [house] = room.split('/');
  return house === 'components' || house === 'content' || house === 'lib' ? house : 'pages';
}

/** Width of a sign in px, as wide faces have it, so that no text leaves its box. */
const NAME = 7.7;
const HOUSE = 6.1;
const WORDS = 5.7;
const CHIP = { height: 46, gap: 10, padding: 12 };
const AROUND = 14;
const MARGIN = 32;
const FOOT = 62;

/** @param {string} room @returns {[house: string, name: string]} */
const partsOf = (room) => [room.slice(0, room.lastIndexOf('/') + 1), room.slice(room.lastIndexOf('/') + 1)];
const wordsOf = (/** @type {string} */ room) => contents[/** @type {keyof typeof contents} */ (room)] ?? '';

/** @param {string} room */
function chipWidth(room) {
  const [house, name] = partsOf(room);
  return (
    Math.ceil(Math.max(house.length * HOUSE + name.length * NAME, wordsOf(room).length * WORDS)) + 2 * CHIP.padding
  );
}

/** Rooms of a place in lines, in columns of one width. @param {readonly string[]} rooms */
function sizeOf(rooms) {
  const column = Math.max(...rooms.map(chipWidth));
  const columns = Math.min(rooms.length, rooms.length > 4 ? 4 : 2);
  const lines = Math.ceil(rooms.length / columns);
  const around = rooms.length > 1 ? AROUND : 0;
  return {
    column,
    columns,
    around,
    width: columns * column + (columns - 1) * CHIP.gap + 2 * around,
    height: lines * CHIP.height + (lines - 1) * CHIP.gap + 2 * around,
  };
}

const escaped = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @param {string} room @param {number} x @param {number} y its middle @param {number} width */
function chip(room, x, y, width) {
  const words = wordsOf(room);
  const [house, last] = partsOf(room);
  const name = house === '' ? last : `<tspan class="house">${house}</tspan>${last}`;
  return [
    `<g class="${paletteOf(room)}">`,
    `<rect x="${x - width / 2}" y="${y - CHIP.height / 2}" width="${width}" height="${CHIP.height}" rx="8"/>`,
    `<text class="name" x="${x}" y="${words ? y - 4 : y + 4.5}">${name}</text>`,
    ...(words ? [`<text class="words" x="${x}" y="${y + 13}">${escaped(words)}</text>`] : []),
    '</g>',
  ].join('');
}

/** A curve that leaves and arrives upright and passes every point. @param {readonly { x: number, y: number }[]} points */
function pathOf(points) {
  const [first, ...rest] = points;
  let from = first ?? { x: 0, y: 0 };
  let path = `M${from.x} ${from.y}`;
  for (const to of rest) {
    const bend = Math.round((to.y - from.y) * 0.55);
    path += from.x === to.x ? `V${to.y}` : `C${from.x} ${from.y + bend} ${to.x} ${to.y - bend} ${to.x} ${to.y}`;
    from = to;
  }
  return path;
}

/** The colours of a theme of the site. @param {string} sheet @param {string} selector */
function tokensOf(sheet, selector) {
  const start = sheet.indexOf(`${selector} {`);
  const block = sheet.slice(start, sheet.indexOf('}', start));
  return new Map(
    Array.from(block.matchAll(/--([\w-]+): (#[0-9a-f]+);/g), ([, name = '', value = '']) => [name, value]),
  );
}

/** The rules of a theme, with colours written out: some programs that show SVG know no variables. */
function rulesOf(/** @type {ReadonlyMap<string, string>} */ tokens) {
  const colour = (/** @type {string} */ name) => tokens.get(name) ?? 'none';
  return [
    `.paper{fill:${colour('paper')};stroke:${colour('rule')}}`,
    `.place{stroke:${colour('ink-faint')}}`,
    `.arrow{stroke:${colour('ink-faint')}}`,
    `.tip{fill:${colour('ink-faint')}}`,
    `.says{fill:${colour('ink-soft')}}`,
    ...Object.entries(palettes).flatMap(([name, kind]) => [
      `.${name} rect{fill:${colour(`op-${kind}-fill`)};stroke:${colour(`op-${kind}-stroke`)}}`,
      `.${name} text{fill:${colour(`op-${kind}-ink`)}}`,
    ]),
  ].join('');
}

/**
 * The rooms of this project and who imports whom, as an SVG that is the same for the same files.
 * @param {string} root of the project
 * @param {import('./architecture-rooms.mjs').Plan} plan of its rooms
 * @returns {string}
 */
export function architectureDrawing(root, plan = planOfProject(root)) {
  const roomsOf = new Map(plan.places.map(({ id, rooms }) => [id, rooms]));
  const layout = layeredLayout(
    plan.places.map(({ id, rooms }) => ({ id, ...sizeOf(rooms) })),
    plan.arrows,
  );
  const sheet = readFileSync(join(root, 'app/tokens.css'), 'utf8');
  const [width, height] = [layout.width + 2 * MARGIN, layout.height + 2 * MARGIN + FOOT];
  const places = [...layout.boxes.values()].flatMap((box) => {
    const rooms = roomsOf.get(box.id) ?? [];
    const { column, columns, around } = sizeOf(rooms);
    const [left, top] = [box.x - box.width / 2, box.y - box.height / 2];
    const frame = `<rect class="place" x="${left}" y="${top}" width="${box.width}" height="${box.height}" rx="14"/>`;
    return [
      ...(rooms.length > 1 ? [frame] : []),
      ...rooms.map((room, i) => {
        const line = Math.floor(i / columns);
        // A last line that is not full stands in the middle.
        const inLine = Math.min(columns, rooms.length - line * columns);
        const shift = ((columns - inLine) * (column + CHIP.gap)) / 2;
        const x = left + around + shift + (i % columns) * (column + CHIP.gap) + column / 2;
        return chip(room, x, top + around + line * (CHIP.height + CHIP.gap) + CHIP.height / 2, column);
      }),
    ];
  });
  const says = [
    'An arrow leads from a room to one that it imports, types included; what follows from other arrows is left out.',
    'Rooms in one frame import each other. Not drawn: lib/error and lib/explanation, which every room may import; scripts, tests.',
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    '<title id="title">The rooms of the project and who imports whom</title>',
    `<!-- Made by \`${drawingCommand}\` from the imports of all files. -->`,
    '<style>',
    'text{text-anchor:middle;font-family:Inter,system-ui,-apple-system,"Segoe UI",sans-serif}',
    '.name{font:600 12.5px "JetBrains Mono",ui-monospace,"SF Mono",Menlo,Consolas,monospace}',
    '.house{font-size:10px;font-weight:400;opacity:.75}.words{font-size:10.5px;opacity:.85}.says{font-size:12px}',
    '.place{fill:none;stroke-dasharray:4 4}.arrow{fill:none;stroke-width:1.25;opacity:.75}',
    rulesOf(tokensOf(sheet, ':root')),
    `@media (prefers-color-scheme:dark){${rulesOf(tokensOf(sheet, '[data-theme="dark"]'))}}`,
    '</style>',
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 .8 7.2 4 0 7.2Z"/></marker></defs>',
    `<rect class="paper" x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="12"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    ...layout.arrows.map(({ points }) => `<path class="arrow" d="${pathOf(points)}" marker-end="url(#tip)"/>`),
    ...places,
    '</g>',
    ...says.map((text, i) => `<text class="says" x="${width / 2}" y="${height - 44 + 19 * i}">${escaped(text)}</text>`),
    '</svg>',
    '',
  ].join('\n');
}

if (process.argv[1]?.endsWith('architecture-drawing.mjs')) {
  const root = process.cwd();
  writeFileSync(join(root, drawingPath), architectureDrawing(root));
  console.log(`${drawingPath} is drawn.`);
}
