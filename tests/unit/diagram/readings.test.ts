import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { between } from '@/components/diagram/motion';
import { diagram } from '@/content/en/words/diagram';
import { landing, segmentsOf } from '@/lib/diagram/bar';
import { findItem } from '@/lib/diagram/find-item';
import { foldableParts, layoutBlock, layoutNetwork } from '@/lib/diagram/layout';
import { opKind } from '@/lib/diagram/op-kind';
import { layersOf, layoutStrip } from '@/lib/diagram/strip';
import { textWidth } from '@/lib/diagram/text-metrics';
import { wayThrough } from '@/lib/diagram/way';
import { resolvePath } from '@/lib/graph/address';
import { block, chain, concat, conv, network, residual } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { arbitraryModel } from './arbitrary-drawing';

const { wording } = diagram;
const model = modelOf('inception-v4');
const shapes = inferShapes(model.graph, 299);
const partAt = (path: string) => resolvePath(model, 'inception-v4', path).part;

describe('opKind', () => {
  it('tells the kinds apart, and gives batch norm and ReLU the kind of their convolution', () => {
    const kinds = (path: string) =>
      model.graph.nodes.filter(({ origin }) => origin === path).map((node) => opKind(node, model.nodes));
    expect(kinds('features.0')).toEqual(['square', 'square', 'square']);
    expect(kinds('features.6.branch0')).toEqual(['pointwise', 'pointwise', 'pointwise']);
    expect(kinds('features.11.branch1.1')).toEqual(['asymmetric', 'asymmetric', 'asymmetric']);
    expect(kinds('features.3.branch0')).toEqual(['pool']);
    expect(kinds('features.6/concat')).toEqual(['join']);
    expect(kinds('softmax')).toEqual(['head']);
    const [input] = model.graph.nodes;
    expect(input && opKind(input, model.nodes)).toBeNull();
  });
});

describe('a residual', () => {
  const body = chain(concat(conv(32, 1), chain(conv(32, 1), conv(48, 3))));
  const block35 = (scale: number) =>
    readNetwork(network({ body: chain(conv(64, 1), block('Block35', residual(body, { scale }))) }));

  it('has its 1×1 and its scale on the line, a circle for the add, and a shortcut that goes round', () => {
    const one = block35(0.17);
    const part = one.parts.get('body.1');
    if (!part) throw new Error('no block');
    const { items, edges } = layoutBlock(one, part, inferShapes(one.graph, 35), { wording });
    const [add] = items.filter(({ type }) => type === 'add');
    expect(items.filter(({ type }) => type === 'pill').map((item) => 'text' in item && item.text)).toEqual([
      '×0.17',
      'ReLU',
    ]);
    const shortcut = edges.find(({ from, to }) => from === null && to === add?.id);
    const rightmost = Math.max(...items.map(({ x, width }) => x + width));
    expect(Math.max(...(shortcut?.points ?? []).map(({ x }) => x))).toBeGreaterThan(rightmost);
  });

  it('writes a scale of one too: it says that nothing is scaled', () => {
    const one = block35(1);
    const part = one.parts.get('body.1');
    if (!part) throw new Error('no block');
    const { items } = layoutBlock(one, part, inferShapes(one.graph, 35), { wording });
    expect(items.flatMap((item) => (item.type === 'pill' ? [item.text] : []))).toEqual(['×1', 'ReLU']);
  });
});

describe('a bar', () => {
  it('is divided without gaps, in proportion, and is landed on where it can be', () => {
    const branches = fc.array(
      fc.integer({ min: 1, max: 2048 }).map((channels) => ({ node: '', channels, kind: 'square' as const })),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(
        branches,
        fc.integer({ min: -500, max: 500 }),
        fc.integer({ min: 20, max: 900 }),
        (list, x, width) => {
          const segments = segmentsOf(list, x, width);
          const total = list.reduce((sum, { channels }) => sum + channels, 0);
          expect(segments.reduce((sum, segment) => sum + segment.width, 0)).toBe(width);
          for (const segment of segments) {
            expect(Math.abs(segment.width - (width * segment.channels) / total)).toBeLessThanOrEqual(1);
            for (const wanted of [x - 50, x + width / 2, x + width + 50]) {
              const at = landing(segment, Math.round(wanted), 10);
              expect(at).toBeGreaterThanOrEqual(segment.x);
              expect(at).toBeLessThanOrEqual(segment.x + segment.width);
              expect(Number.isInteger(at)).toBe(true);
            }
          }
        },
      ),
    );
  });
});

describe('textWidth', () => {
  it('grows with every letter, and gives an unknown sign a full em', () => {
    expect(textWidth('35×35×384', 12)).toBeGreaterThan(textWidth('35×35×38', 12));
    expect(textWidth('特征图', 12)).toBe(36);
    expect(textWidth('Inception-A', 14, 'semibold')).toBeGreaterThan(textWidth('Inception-A', 14));
  });
});

describe('wayThrough', () => {
  it('agrees with the graph: what the op depends on, what depends on it', () => {
    fc.assert(
      fc.property(arbitraryModel, fc.nat(), (random, pick) => {
        const geometry = layoutNetwork(random, inferShapes(random.graph, 9), new Set(foldableParts(random)), {
          wording,
        });
        const item = geometry.items[pick % geometry.items.length];
        if (!item) return;
        const reaches = (from: string, to: string): boolean => {
          const seen = new Set([to]);
          for (const node of random.graph.nodes.toReversed()) {
            if (seen.has(node.id)) for (const input of node.inputs) seen.add(input);
          }
          return seen.has(from);
        };
        const way = wayThrough(geometry, item.id);
        const wanted = geometry.items.filter(({ node }) => reaches(node, item.node) || reaches(item.node, node));
        expect([...way.items].sort()).toEqual(wanted.map(({ id }) => id).sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe('findItem', () => {
  const geometry = layoutBlock(model, partAt('features.6'), shapes, { wording });
  const find = (path: string, tensor: 'conv' | 'bn' | null = null) =>
    findItem(geometry, model, 'inception-v4', { path, tensor });

  it('finds an op, an earlier tensor of it, and the end of a branch', () => {
    expect(find('features.6.branch1.0')).toBe('features.6.branch1.0@relu');
    expect(find('features.6.branch1.0', 'conv')).toBe('features.6.branch1.0@relu');
    expect(find('features.6.branch1')).toBe('features.6.branch1.1@relu');
    expect(find('features.6')).toBe('features.6');
  });

  it('finds nothing elsewhere', () => {
    expect(find('features.7.branch1.0')).toBeNull();
  });
});

describe('the strip', () => {
  const strip = layoutStrip(model, shapes);

  it('shows the funnel: maps shrink, channels grow', () => {
    const body = strip.slices.filter(({ shape }) => shape.length === 3);
    expect(body.at(0)?.shape).toEqual([149, 149, 32]);
    expect(body.at(-1)?.shape).toEqual([8, 8, 1536]);
    body.slice(1).forEach((slice, i) => {
      expect(slice.size).toBeLessThanOrEqual(body[i]?.size ?? 0);
      expect(slice.channels).toBeGreaterThanOrEqual(body[i]?.channels ?? 0);
    });
    expect(strip.picture.size).toBe(strip.axis);
  });

  it('is as tall as the network is deep, without overlaps, in whole pixels', () => {
    strip.slices.slice(1).forEach((slice, i) => {
      const before = strip.slices[i];
      expect(slice.y).toBeGreaterThan((before?.y ?? 0) + (before?.height ?? 0));
    });
    expect(
      strip.slices.flatMap(({ y, height, size, channels }) => [y, height, size, channels]).every(Number.isInteger),
    ).toBe(true);
    // Paper, figures 4 to 6: 3, 5 and 4 layers along the longest branch.
    expect(['features.6', 'features.11', 'features.19'].map((path) => layersOf(partAt(path)))).toEqual([3, 5, 4]);
  });

  it('names the stages and how often their block repeats', () => {
    expect(strip.stages.map(({ name, count }) => [name, count])).toEqual([
      ['Stem', 1],
      ['Inception-A', 4],
      ['Reduction-A', 1],
      ['Inception-B', 7],
      ['Reduction-B', 1],
      ['Inception-C', 3],
      ['Head', 1],
    ]);
  });
});

describe('the motion between two drawings', () => {
  const closed = layoutNetwork(model, shapes, new Set(), { wording });
  const open = layoutNetwork(model, shapes, new Set(['inception-a']), { wording });

  it('starts a frame as its card and ends where it is laid out', () => {
    const card = closed.items.find(({ id }) => id === 'card:inception-a');
    const [start] = between(closed, open, 0).geometry.frames;
    expect(start && [start.x, start.y, start.width, start.height]).toEqual(
      card && [card.x, card.y, card.width, card.height],
    );
    const end = between(closed, open, 1).geometry;
    expect(end.frames).toEqual(open.frames);
    expect(end.items).toEqual(open.items);
    expect(end.edges).toEqual(open.edges);
    expect(end.height).toBe(open.height);
  });

  it('fades in only what was not there', () => {
    const { entering } = between(closed, open, 0.5);
    expect(entering?.ids.has('card:features.6')).toBe(true);
    expect(entering?.ids.has('card:stem')).toBe(false);
  });
});
