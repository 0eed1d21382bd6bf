import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Look } from '@/lib/diagram/drawn';
import { OP_KINDS } from '@/lib/diagram/op-kind';
import { type Paint, paintOf } from '@/lib/diagram/paint';
import { PALETTES, type Palette } from '@/lib/diagram/palette';

/* A file of a drawing looks as its page does: both are read here, for every look in every place that changes it. */

const css = readFileSync(new URL('../../../components/diagram/drawing.module.css', import.meta.url), 'utf8');

/** Selector → declarations, in the order of the file. */
const rules = [...css.replace(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(
  ([, selectors = '', body = '']) =>
    selectors.split(',').map((selector) => ({
      selector: selector.trim(),
      declarations: [...body.matchAll(/([\w-]+):\s*([^;]+);/g)].map(
        ([, name = '', value = '']) => [name, value] as const,
      ),
    })),
);

const attributesIn = (selector: string): number => selector.split('[').length;

/** What CSS says where all of these selectors match: those that ask for more attributes over the others. */
function declared(...selectors: readonly string[]): ReadonlyMap<string, string> {
  const found = rules.filter(({ selector }) => selectors.includes(selector));
  expect(new Set(found.map(({ selector }) => selector)), selectors.join(', ')).toEqual(new Set(selectors));
  found.sort((a, b) => attributesIn(a.selector) - attributesIn(b.selector));
  return new Map(found.flatMap(({ declarations }) => declarations));
}

const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'font-weight',
  'text-anchor',
] as const satisfies readonly (keyof Paint)[];

/** A value as a file writes it: colours from the palette, lengths without a unit. */
function written(value: string, palette: Palette, variables: ReadonlyMap<string, string>): string {
  const name = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (name === undefined) return value.replace(/px$/, '');
  const inner = variables.get(`--${name}`);
  if (inner !== undefined) return written(inner, palette, variables);
  const [, kind, part] = /^op-(\w+)-(\w+)$/.exec(name) ?? [];
  const colours: Readonly<Record<string, string>> | undefined = Object.entries(palette.kinds)
    .filter(([each]) => each === kind)
    .map(([, each]) => ({ ...each }))[0];
  const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const grounds: Readonly<Record<string, unknown>> = { ...palette };
  return String(part === undefined ? grounds[camel] : colours?.[part]);
}

const SELECTORS: Readonly<Record<Look, readonly string[]>> = {
  box: ['.box'],
  title: ['.title'],
  note: ['.note'],
  pillText: ['.pillText'],
  segment: ['.segment path'],
  segmentBorder: ['.segment line'],
  segmentText: ['.segment text'],
  outline: ['.outline'],
  plus: ['.plus'],
  pile: ['.pile'],
  card: ['.card'],
  cardTitle: ['.cardTitle'],
  cardNote: ['.cardNote'],
  stroke: ['.stroke'],
  frameBox: ['.frameBox'],
  frameTitle: ['.frameTitle'],
  edge: ['.edge'],
  label: ['.label'],
};

/** What changes a look: a shortcut, or an odd number of frames around it. */
const CHANGED: Partial<Record<Look, { readonly shortcut?: string; readonly odd?: string }>> = {
  edge: { shortcut: '.edge[data-shortcut]' },
  label: { shortcut: '.label[data-shortcut]', odd: '.label[data-depth="1"]' },
  frameBox: { odd: '.frame[data-depth="1"] .frameBox' },
};

const looks = Object.entries(SELECTORS).map(([look, selectors]) => [look as Look, selectors] as const);

it.each(looks)('%s is painted in a file as on its page', (look, selectors) => {
  const changes = CHANGED[look];
  for (const palette of Object.values(PALETTES)) {
    for (const kind of OP_KINDS) {
      for (const shortcut of [false, ...(changes?.shortcut ? [true] : [])]) {
        for (const depth of [0, ...(changes?.odd ? [1, 2, 3] : [])]) {
          const variables = declared(`.item[data-kind="${kind}"]`);
          const all = [...selectors];
          if (shortcut && changes?.shortcut) all.push(changes.shortcut);
          if (depth % 2 === 1 && changes?.odd) all.push(changes.odd);
          const onPage = declared(...all);
          const paint = paintOf(look, { kind, depth, shortcut }, palette);
          for (const property of PROPERTIES) {
            const value = onPage.get(property);
            // One pixel is the width of a stroke that says none.
            const said = value === undefined || (property === 'stroke-width' && value === '1') ? undefined : value;
            const wanted = said === undefined ? undefined : written(said, palette, variables);
            expect(paint[property]?.toString(), `${look} ${kind} ${property}`).toBe(wanted);
          }
        }
      }
    }
  }
});
