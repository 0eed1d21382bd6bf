import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** Without comments, strings and what stands in parentheses, in which a dot begins no class. */
const plain = (css: string): string => css.replace(/\/\*[\s\S]*?\*\/|"[^"]*"|:global\([^)]*\)|url\([^)]*\)/g, '');

const classesIn = (css: string): readonly string[] =>
  [...plain(css).matchAll(/\.([a-z_][\w-]*)/gi)].flatMap(([, name]) => name ?? []);

interface Asked {
  readonly file: string;
  readonly sheet: string;
  readonly names: readonly string[];
  /** Whether classes are chosen by a value, `styles[kind]`, so that it cannot be seen here which. */
  readonly byValue: boolean;
}

function askedIn(file: string, code: string): readonly Asked[] {
  return [...code.matchAll(/import (\w+) from '([^']+\.module\.css)'/g)].map(([, styles = '', from = '']) => ({
    file,
    sheet: from.startsWith('@/') ? from.slice(2) : join(dirname(file), from),
    names: [...code.matchAll(new RegExp(`\\b${styles}(?:\\.(\\w+)|\\['([\\w-]+)'\\])`, 'g'))].flatMap(
      ([, dotted, quoted]) => dotted ?? quoted ?? [],
    ),
    byValue: new RegExp(`\\b${styles}\\[(?!')`).test(code),
  }));
}

const sheets = new Map<string, ReadonlySet<string>>();
const asked: Asked[] = [];

for (const folder of ['app', 'components']) {
  for (const path of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })) {
    const file = join(folder, path);
    if (file.endsWith('.module.css')) sheets.set(file, new Set(classesIn(readFileSync(join(ROOT, file), 'utf8'))));
    else if (/\.tsx?$/.test(file)) asked.push(...askedIn(file, readFileSync(join(ROOT, file), 'utf8')));
  }
}

it('style sheets were found', () => expect(sheets.size).toBeGreaterThan(50));

it('every class that a component asks for is in its style sheet', () => {
  const missing = asked.flatMap(({ file, sheet, names }) =>
    names.filter((name) => !sheets.get(sheet)?.has(name)).map((name) => `${file}: ${name}`),
  );
  expect(missing).toEqual([]);
});

it('every class of a style sheet is asked for', () => {
  const unused = [...sheets].flatMap(([sheet, classes]) => {
    const users = asked.filter((each) => each.sheet === sheet);
    if (users.some(({ byValue }) => byValue)) return [];
    const names = new Set(users.flatMap((each) => each.names));
    return [...classes].filter((name) => !names.has(name)).map((name) => `${sheet}: ${name}`);
  });
  expect(unused).toEqual([]);
});
