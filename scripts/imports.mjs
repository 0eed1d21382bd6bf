import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/**
 * One file names another: by a static import or export, by `import(…)` in code or in a type, or as the module of a worker.
 * @typedef {{ from: string, to: string, specifier: string }} Arrow
 */

/** The rooms of the house: what a reader of the code looks for imports in. */
const folders = ['app', 'cli', 'components', 'content', 'lib', 'scripts', 'tests'];

const endings = ['', '.ts', '.tsx', '.mjs', '.mdx', '/index.ts', '/index.tsx'];

/** @param {string} root @param {string} path @returns {string[]} files below a folder, by their path from the root */
function filesBelow(root, path) {
  try {
    return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesBelow(root, `${path}/${entry.name}`) : [`${path}/${entry.name}`],
    );
  } catch {
    return [];
  }
}

/**
 * All that a module names, as it is written there.
 * @param {string} path @param {string} text @returns {string[]}
 */
export function specifiersOf(path, text) {
  if (path.endsWith('.mdx'))
    return Array.from(text.matchAll(/^import .* from ['"](.+)['"]/gm), ([, name = '']) => name);
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message}`);
  const found = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
  ];
  /** @param {unknown} node */
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && 'source' in node && (node.type === 'ImportExpression' || node.type === 'TSImportType')) {
      const { source } = node;
      if (source && typeof source === 'object' && 'value' in source) found.push(String(source.value));
    }
    if ('type' in node && node.type === 'NewExpression' && 'arguments' in node && Array.isArray(node.arguments)) {
      // new URL('./some.worker.ts', import.meta.url)
      const [first, second] = node.arguments;
      if (second?.type === 'MemberExpression' && second.object?.type === 'MetaProperty' && first?.type === 'Literal')
        found.push(String(first.value));
    }
    for (const value of Object.values(node)) {
      if (Array.isArray(value)) for (const one of value) visit(one);
      else visit(value);
    }
  };
  visit(program);
  return [...new Set(found)];
}

/**
 * Every arrow between files of the house, types and imports on demand included; what comes from packages is left out.
 * @param {string} root
 * @returns {Arrow[]}
 */
export function arrowsOf(root) {
  const files = folders.flatMap((folder) => filesBelow(root, folder)).filter((path) => /\.(tsx?|mjs|mdx)$/.test(path));
  const known = new Set(files);
  return files.flatMap((from) =>
    specifiersOf(from, readFileSync(join(root, from), 'utf8')).flatMap((specifier) => {
      const path = specifier.startsWith('@/')
        ? specifier.slice(2)
        : specifier.startsWith('.')
          ? posix.normalize(posix.join(posix.dirname(from), specifier))
          : null;
      if (path === null) return [];
      const to = endings.map((ending) => `${path}${ending}`).find((candidate) => known.has(candidate));
      return to === undefined || to === from ? [] : [{ from, to, specifier }];
    }),
  );
}

/**
 * Files that reach each other by imports, in groups (strongly connected components, Tarjan 1972).
 * @param {readonly Arrow[]} arrows
 * @returns {string[][]} each sorted, the largest first
 */
export function circlesOf(arrows) {
  /** @type {Map<string, string[]>} */
  const targets = new Map();
  for (const { from, to } of arrows) targets.set(from, [...(targets.get(from) ?? []), to]);
  /** @type {Map<string, { index: number, low: number }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  const onStack = new Set();
  /** @type {string[][]} */
  const circles = [];
  /** @param {string} file @returns {{ index: number, low: number }} */
  const visit = (file) => {
    const here = { index: seen.size, low: seen.size };
    seen.set(file, here);
    stack.push(file);
    onStack.add(file);
    for (const to of targets.get(file) ?? []) {
      const there = seen.get(to);
      if (!there) here.low = Math.min(here.low, visit(to).low);
      else if (onStack.has(to)) here.low = Math.min(here.low, there.index);
    }
    if (here.low === here.index) {
      const circle = stack.splice(stack.indexOf(file));
      for (const one of circle) onStack.delete(one);
      if (circle.length > 1) circles.push(circle.sort());
    }
    return here;
  };
  for (const file of targets.keys()) if (!seen.has(file)) visit(file);
  return circles.sort((a, b) => b.length - a.length);
}

/** Arrows from the library to the rest of the house. @param {readonly Arrow[]} arrows */
export const arrowsOutOfLib = (arrows) =>
  arrows.filter(({ from, to }) => from.startsWith('lib/') && !to.startsWith('lib/'));

/** Imports of the library that would not work outside of this repository. @param {readonly Arrow[]} arrows */
export const aliasesInLib = (arrows) =>
  arrows.filter(({ from, specifier }) => from.startsWith('lib/') && specifier.startsWith('@/'));

if (process.argv[1]?.endsWith('imports.mjs')) {
  const arrows = arrowsOf(process.cwd());
  const circles = circlesOf(arrows);
  const outward = arrowsOutOfLib(arrows);
  const aliases = aliasesInLib(arrows);
  console.log(`circles of imports, types included: ${circles.length}`);
  for (const circle of circles) console.log(`  ${circle.length}: ${circle.join(', ')}`);
  console.log(`arrows from lib to outside: ${outward.length}`);
  for (const { from, to } of outward) console.log(`  ${from} → ${to}`);
  console.log(`alias imports in lib: ${aliases.length}`);
  process.exitCode = circles.length + outward.length + aliases.length === 0 ? 0 : 1;
}
