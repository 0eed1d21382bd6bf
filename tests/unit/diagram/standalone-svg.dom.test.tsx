import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Diagram, NetworkDiagram } from '@/components/diagram';
import { type StyleOf, standaloneSvg } from '@/components/diagram/standalone-svg';

afterEach(cleanup);

/** Styles as a browser would tell them, in few: by the class of an element and the kind of op around it. */
const FILLS: Readonly<Record<string, string>> = {
  pointwise: 'rgb(179, 221, 254)',
  square: 'rgb(254, 230, 164)',
  pool: 'rgb(196, 247, 210)',
  join: 'rgb(214, 218, 215)',
};

const styleOf: StyleOf = (element) => {
  const is = (name: string): boolean => (element.getAttribute('class') ?? '').includes(`_${name}_`);
  const kind = element.closest('[data-kind]')?.getAttribute('data-kind') ?? '';
  const isText = element.tagName === 'text';
  const fill = isText ? 'rgb(30, 28, 25)' : (FILLS[kind] ?? 'rgb(255, 255, 255)');
  const stroke = is('label') ? 'rgb(251, 250, 246)' : isText ? 'none' : 'rgb(16, 82, 204)';
  const style: Readonly<Record<string, string>> = {
    fill: is('edge') || is('outline') ? 'none' : fill,
    stroke: is('edge') ? 'rgb(106, 101, 92)' : stroke,
    'stroke-width': is('label') ? '6px' : '1.25px',
    'stroke-dasharray': 'none',
    'stroke-linecap': is('edge') ? 'round' : 'butt',
    'stroke-linejoin': 'miter',
    'font-weight': is('title') ? '600' : '400',
    'text-anchor': isText ? 'middle' : 'start',
  };
  return { getPropertyValue: (property) => style[property] ?? '' };
};

function fileOf(drawing: React.ReactElement): string {
  const { container } = render(drawing);
  const content = container.querySelector('svg > g');
  const [, , width = 0, height = 0] = (container.querySelector('svg')?.getAttribute('viewBox') ?? '')
    .split(' ')
    .map(Number);
  if (!content) throw new Error('no drawing');
  return standaloneSvg(content, {
    extent: { x: 0, y: 0, width, height },
    title: 'Drawing of Inception-A & its <branches>',
    description: 'Inception Atlas, https://atlas.test/en/?at=features.6&size=299',
    language: 'en',
    ground: 'rgb(251, 250, 246)',
    styleOf,
  });
}

const parsed = (text: string): Document => {
  const read = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(read.querySelector('parsererror')).toBe(null);
  return read;
};

it('a saved drawing is the same to the letter each time', async () => {
  const once = fileOf(<Diagram of="inception-v4/features.6" />);
  cleanup();
  expect(fileOf(<Diagram of="inception-v4/features.6" />)).toBe(once);
  await expect(once).toMatchFileSnapshot('../../golden/diagram/saved-inception-a.svg');
});

it('what is selected or opens leaves no trace in a saved drawing', () => {
  const plain = fileOf(<Diagram of="inception-v4/features.6" />);
  cleanup();
  expect(fileOf(<Diagram of="inception-v4/features.6" selected="features.6.branch1.0" />)).toBe(plain);
  cleanup();
  const network = parsed(fileOf(<NetworkDiagram network="inception-v4" />));
  expect(network.querySelectorAll('[role=button], [tabindex], [class], [data-stop]')).toHaveLength(0);
});

it('needs nothing from outside and says what it is', () => {
  const text = fileOf(<Diagram of="inception-resnet-v2/repeat.0" />);
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
  const { documentElement: svg } = parsed(fileOf(<Diagram of="inception-v4/features.6" />));
  const shapes = [...svg.querySelectorAll('text')].filter(({ textContent }) => textContent === '35×35×384');
  expect(shapes.length).toBeGreaterThan(2);
  expect(shapes.map((each) => each.getAttribute('stroke'))).toEqual(
    shapes.map((_, i) => (i % 2 === 0 ? '#fbfaf6' : null)),
  );
});
