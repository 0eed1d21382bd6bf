import { expect, it } from 'vitest';
import { wordsFor } from '@/content/languages';
import type { Look } from '@/lib/diagram/drawn';
import { drawnElements } from '@/lib/diagram/drawn-elements';
import { layoutBlock, layoutNetwork } from '@/lib/diagram/layout';
import { type Paint, paintOf, type Setting } from '@/lib/diagram/paint';
import { PALETTES } from '@/lib/diagram/palette';
import { standaloneSvg } from '@/lib/diagram/svg';
import { inferShapes } from '@/lib/graph/shapes';
import { resolveAddress } from '@/lib/networks';

/** Paint in few colours: by the look of a shape and the kind of op around it. */
const FILLS: Readonly<Record<string, string>> = {
  pointwise: '#b3ddfe',
  square: '#fee6a4',
  pool: '#c4f7d2',
  join: '#d6dad7',
};

const WORDS: readonly Look[] = [
  'title',
  'note',
  'pillText',
  'segmentText',
  'cardTitle',
  'cardNote',
  'frameTitle',
  'label',
];

function simplePaint(look: Look, { kind }: Setting): Paint {
  if (look === 'edge') return { fill: 'none', stroke: '#6a655c', 'stroke-width': 1.25, 'stroke-linecap': 'round' };
  const width = look === 'label' ? 6 : 1.25;
  if (!WORDS.includes(look)) {
    const fill = look === 'outline' ? 'none' : (FILLS[kind ?? ''] ?? '#ffffff');
    return { fill, stroke: '#1052cc', 'stroke-width': width };
  }
  return {
    fill: '#1e1c19',
    ...(look === 'label' ? { stroke: '#fbfaf6', 'stroke-width': width } : {}),
    ...(look === 'title' ? { 'font-weight': 600 } : {}),
    'text-anchor': 'middle',
  };
}

const siteColours = (look: Look, setting: Setting): Paint => paintOf(look, setting, PALETTES.light);

function fileOf(address: string, paint: typeof siteColours = siteColours): string {
  const { definition, model, part } = resolveAddress(address);
  const shapes = inferShapes(model.graph, definition.defaultSize);
  const { wording } = wordsFor('en').diagram;
  const isNetwork = part.kind === 'network';
  const geometry = isNetwork
    ? layoutNetwork(model, shapes, new Set(['stem', 'inception-a']), { wording })
    : layoutBlock(model, part, shapes, { wording });
  return standaloneSvg(drawnElements(geometry, { expandable: isNetwork }), {
    width: geometry.width,
    height: geometry.height,
    title: 'Drawing of Inception-A & its <branches>',
    description: 'Inception Atlas, https://atlas.test/en/?at=features.6&size=299',
    language: 'en',
    ground: '#fbfaf6',
    paint,
  });
}

const parsed = (text: string): Document => {
  const read = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(read.querySelector('parsererror')).toBe(null);
  return read;
};

it('a saved drawing is the same to the letter each time', async () => {
  const once = fileOf('inception-v4/features.6', simplePaint);
  expect(fileOf('inception-v4/features.6', simplePaint)).toBe(once);
  await expect(once).toMatchFileSnapshot('../../golden/diagram/saved-inception-a.svg');
});

it('what answers to a reader is no part of a saved drawing', () => {
  const network = parsed(fileOf('inception-v4'));
  expect(network.querySelectorAll('text').length).toBeGreaterThan(30);
  expect(network.querySelectorAll('[role=button], [tabindex], [class], [data-stop]')).toHaveLength(0);
  const unseen = [...network.querySelectorAll('rect, circle')].filter(
    (each) => each.getAttribute('fill') === 'none' && each.getAttribute('stroke') === null,
  );
  expect(unseen).toEqual([]);
});

it('needs nothing from outside and says what it is', () => {
  const text = fileOf('inception-resnet-v2/repeat.0');
  expect(text).not.toMatch(/var\(|class=|style=|data-|<style|href=|url\(/);
  const { documentElement: svg } = parsed(text);
  const named = (svg.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => svg.querySelector(`#${id}`));
  expect(named.map((element) => element?.textContent)).toEqual([
    'Drawing of Inception-A & its <branches>',
    'Inception Atlas, https://atlas.test/en/?at=features.6&size=299',
  ]);
  expect(svg.getAttribute('font-family')).toMatch(/sans-serif$/);
  const [x, y, width, height] = (svg.getAttribute('viewBox') ?? '').split(' ').map(Number);
  expect([x, y]).toEqual([-16, -16]);
  expect([width, height].map(String)).toEqual([svg.getAttribute('width'), svg.getAttribute('height')]);
});

it('letters on a line stand on a band of their own, below them', () => {
  const { documentElement: svg } = parsed(fileOf('inception-v4/features.6'));
  const shapes = [...svg.querySelectorAll('text')].filter(({ textContent }) => textContent === '35×35×384');
  expect(shapes.length).toBeGreaterThan(2);
  expect(shapes.map((each) => each.getAttribute('stroke'))).toEqual(
    shapes.map((_, i) => (i % 2 === 0 ? '#fbfaf6' : null)),
  );
});
