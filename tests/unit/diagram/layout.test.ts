import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagram } from '@/content/en/words/diagram';
import type { Edge, Geometry, Item, Point, Rect } from '@/lib/diagram/geometry';
import { foldableParts, layoutBlock, layoutNetwork, openingsFor } from '@/lib/diagram/layout';
import { resolvePath } from '@/lib/graph/address';
import { type Part, walkParts } from '@/lib/graph/naming';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf, networks } from '@/lib/networks';
import { arbitraryModel } from './arbitrary-drawing';

const { wording } = diagram;

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const within = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** The rectangles that an edge runs through: one for each straight run, one around the final curve. */
const runs = ({ points, drop }: Edge): readonly Rect[] => {
  const all: Point[] = [...points, ...(drop ? [drop] : [])];
  return all.slice(1).flatMap((to, index) => {
    const from = all[index];
    if (!from) return [];
    return [
      {
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(to.x - from.x),
        height: Math.abs(to.y - from.y),
      },
    ];
  });
};

/** Whether a run reaches the inside of a box: touching its border is not enough. A run may have no width or height. */
const enters = (run: Rect, box: Rect): boolean =>
  run.x < box.x + box.width && run.x + run.width > box.x && run.y < box.y + box.height && run.y + run.height > box.y;

const name = (thing: { readonly id: string }): string => thing.id;

/** Every violation of the invariants of geometry.ts, in words. */
function violations({ items, frames, edges, labels, width, height }: Geometry): readonly string[] {
  const wrong: string[] = [];
  const boxes: readonly (Item | (typeof labels)[number])[] = [...items, ...labels];
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) if (overlap(a, b)) wrong.push(`${name(a)} overlaps ${name(b)}`);
  });
  const whole = { x: 0, y: 0, width, height };
  for (const rect of [...boxes, ...frames]) if (!within(rect, whole)) wrong.push(`${name(rect)} is out of bounds`);
  for (const a of frames) {
    for (const b of [...frames, ...boxes]) {
      if (a !== b && overlap(a, b) && !within(b, a) && !within(a, b)) wrong.push(`${a.id} cuts ${name(b)}`);
    }
    const title = { x: a.x, y: a.y, width: a.titleWidth, height: 44 };
    for (const b of boxes) if (overlap(title, b)) wrong.push(`${name(b)} covers the title of ${a.id}`);
    for (const edge of edges)
      if (runs(edge).some((run) => enters(run, title))) wrong.push(`${edge.id} crosses the title of ${a.id}`);
  }
  for (const edge of edges) {
    for (const run of runs(edge)) {
      if (!within(run, whole)) wrong.push(`${edge.id} is out of bounds`);
      for (const box of items) if (enters(run, box)) wrong.push(`${edge.id} passes through ${box.id}`);
    }
    const first = edge.points[0];
    const last = edge.drop ?? edge.points.at(-1);
    const on = (point: Point | undefined, id: string | null): boolean => {
      const box = items.find((item) => item.id === id);
      if (!box || !point) return id === null;
      return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
    };
    if (!on(first, edge.from)) wrong.push(`${edge.id} does not start at its box`);
    if (!on(last, edge.to)) wrong.push(`${edge.id} does not end at its box`);
    const runsSquare = edge.points.every((to, i) => {
      const from = edge.points[i - 1];
      return !from || from.x === to.x || from.y === to.y;
    });
    if (!runsSquare) wrong.push(`${edge.id} runs askew`);
  }
  const numbers = [...boxes, ...frames].flatMap(({ x, y, width: w, height: h }) => [x, y, w, h]);
  numbers.push(
    ...edges.flatMap(({ points, drop }) => [...points, ...(drop ? [drop] : [])].flatMap(({ x, y }) => [x, y])),
  );
  if (!numbers.every(Number.isInteger)) wrong.push('a coordinate is not whole');
  const ids = [...items, ...frames, ...edges, ...labels].map(name);
  if (new Set(ids).size !== ids.length) wrong.push('an id is there twice');
  for (const item of items) {
    if (item.type !== 'bar') continue;
    let x = item.x;
    const total = item.segments.reduce((sum, { channels }) => sum + channels, 0);
    for (const segment of item.segments) {
      if (segment.x !== x) wrong.push(`${item.id} has a gap`);
      x += segment.width;
      if (Math.abs(segment.width - (item.width * segment.channels) / total) > 1)
        wrong.push(`${item.id} is out of proportion`);
    }
    if (x !== item.x + item.width) wrong.push(`${item.id} is not as long as its parts`);
  }
  return wrong;
}

/** The nodes of the graph that an item draws, with bn and relu on their conv's. */
const branchesOfBars = (geometry: Geometry, inputs: (node: string) => readonly string[]): readonly string[] => {
  const wrong: string[] = [];
  for (const bar of geometry.items) {
    if (bar.type !== 'bar') continue;
    const ends = inputs(bar.node).map((node) => {
      const edge = geometry.edges.find(
        ({ from, to }) => to === bar.id && geometry.items.find(({ id }) => id === from)?.node === node,
      );
      return (edge?.drop ?? edge?.points.at(-1))?.x;
    });
    ends.forEach((x, i) => {
      const segment = bar.segments[i];
      if (x === undefined || !segment || x < segment.x || x > segment.x + segment.width)
        wrong.push(`${bar.id} branch ${i} lands beside its part`);
    });
  }
  return wrong;
};

describe('the check of the invariants', () => {
  const model = modelOf('inception-v4');
  const good = layoutBlock(
    model,
    resolvePath(model, 'inception-v4', 'features.6').part,
    inferShapes(model.graph, 299),
    {
      wording,
    },
  );

  it('sees a box on another, on an edge, out of bounds and between pixels', () => {
    const moved = (dx: number, dy: number) =>
      violations({
        ...good,
        items: good.items.map((item, i) => (i === 2 ? { ...item, x: item.x + dx, y: item.y + dy } : item)),
      });
    expect(violations(good)).toEqual([]);
    expect(moved(80, 0).join()).toMatch(/overlaps/);
    expect(moved(0, -60).join()).toMatch(/passes through/);
    expect(moved(-1000, 0).join()).toMatch(/out of bounds/);
    expect(moved(0.5, 0).join()).toMatch(/not whole/);
  });
});

describe('the layout of random networks', () => {
  it('keeps the invariants with everything open', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const shapes = inferShapes(model.graph, 9);
        const geometry = layoutNetwork(model, shapes, new Set(foldableParts(model)), { wording });
        expect(violations(geometry)).toEqual([]);
        expect(branchesOfBars(geometry, (node) => model.nodes.get(node)?.inputs ?? [])).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the invariants with any choice of parts open', () => {
    fc.assert(
      fc.property(arbitraryModel, fc.infiniteStream(fc.boolean()), (model, choice) => {
        const shapes = inferShapes(model.graph, 9);
        const open = new Set(foldableParts(model).filter(() => choice.next().value));
        expect(violations(layoutNetwork(model, shapes, open, { wording }))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('draws every op once and joins what the graph joins', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const shapes = inferShapes(model.graph, 9);
        const { items, edges } = layoutNetwork(model, shapes, new Set(foldableParts(model)), { wording });
        const drawn = new Map(items.map((item) => [item.node, item.id]));
        // What is not drawn for itself (conv and batch norm of a unit) hands its input on.
        const source = (node: string): string | null => {
          const item = drawn.get(node);
          if (item !== undefined) return item;
          const before = model.nodes.get(node)?.inputs[0];
          return before === undefined ? null : source(before);
        };
        const inner = (node: string): readonly string[] =>
          (model.nodes.get(node)?.inputs ?? []).flatMap((input) =>
            drawn.has(input) || !model.nodes.get(input)?.inputs.length ? [input] : inner(input),
          );
        const wanted = [...drawn].flatMap(([node, id]) => inner(node).map((input) => `${source(input) ?? ''}→${id}`));
        expect(
          edges
            .filter(({ to }) => to !== null)
            .map(({ id }) => id)
            .sort(),
        ).toEqual([...new Set(wanted)].sort());
      }),
      { numRuns: 100 },
    );
  });

  it('keeps branches left to right in their order', () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const shapes = inferShapes(model.graph, 9);
        const { items } = layoutNetwork(model, shapes, new Set(foldableParts(model)), { wording });
        for (const part of walkParts(model.root)) {
          if (part.kind !== 'concat') continue;
          const spans = part.children.map((branch) => {
            const inside = new Set([...walkParts(branch)].map(({ id }) => id));
            const own = items.filter((item) => inside.has(item.part));
            return {
              left: Math.min(...own.map(({ x }) => x)),
              right: Math.max(...own.map(({ x, width }) => x + width)),
            };
          });
          spans.slice(1).forEach((span, i) => {
            expect(span.left).toBeGreaterThanOrEqual(spans[i]?.right ?? Number.NaN);
          });
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Every part, but of equal blocks in a row only the first: the others are drawn alike. */
function* differentParts(part: Part): Generator<Part> {
  yield part;
  const children = part.kind === 'times' ? part.children.slice(0, 1) : part.children;
  for (const child of children) yield* differentParts(child);
}

describe('the layout of every network', () => {
  const variants = networks.flatMap(({ id, defaultSize, variants: all }) =>
    all.map((variant) => ({ id, variant: variant.id, size: defaultSize })),
  );

  it.each(variants)('keeps the invariants: $id, $variant', ({ id, variant, size }) => {
    const model = modelOf(id, variant);
    const shapes = inferShapes(model.graph, size);
    for (const part of differentParts(model.root)) {
      expect(violations(layoutBlock(model, part, shapes, { wording })), part.id).toEqual([]);
    }
    for (const open of [[], foldableParts(model)]) {
      expect(violations(layoutNetwork(model, shapes, new Set(open), { wording }))).toEqual([]);
    }
  });

  it('counts the blocks of a stage, however the code divides them into entries', () => {
    const counts = (id: string, variant: string | null) => {
      const model = modelOf(id, variant);
      const { items } = layoutNetwork(model, inferShapes(model.graph, 299), new Set(), { wording });
      return items.flatMap((item) => (item.type === 'card' && item.count > 1 ? [`${item.name} ${item.count}`] : []));
    };
    const residual = (a: number, b: number, c: number) => [
      `Inception-ResNet-A ${a}`,
      `Inception-ResNet-B ${b}`,
      `Inception-ResNet-C ${c}`,
    ];
    expect(counts('inception-resnet-v2', null)).toEqual(residual(10, 20, 10));
    expect(counts('inception-resnet-v2', 'paper')).toEqual(residual(5, 10, 5));
    expect(counts('inception-resnet-v1', null)).toEqual(residual(5, 10, 6));
    expect(counts('inception-v3', null)).toEqual(['Inception-A 3', 'Inception-B 4', 'Inception-C 2']);
  });

  it('numbers the last block of Inception-ResNet with the others', () => {
    const model = modelOf('inception-resnet-v2');
    const shapes = inferShapes(model.graph, 299);
    const { part } = resolvePath(model, 'inception-resnet-v2', 'inception-resnet-c');
    const titles = layoutBlock(model, part, shapes, { wording }).items.flatMap((item) =>
      item.type === 'card' ? [item.title] : [],
    );
    expect(titles).toEqual(['Inception-ResNet-C ×9', 'Inception-ResNet-C 10']);
  });
});

describe('a residual', () => {
  const drawn = (at: string) => {
    const model = modelOf('inception-resnet-v2');
    const { part } = resolvePath(model, 'inception-resnet-v2', at);
    return layoutBlock(model, part, inferShapes(model.graph, 299), { wording });
  };

  it.each([
    ['repeat.0', '×0.17', true],
    ['repeat_1.19', '×0.1', true],
    ['repeat_2.8', '×0.2', true],
    ['block8', '×1', false],
  ])('%s has one shortcut round everything, %s on the line, and after the add a ReLU: %s', (at, scale, relu) => {
    const { items, edges, labels } = drawn(at);
    const shortcuts = edges.filter(({ shortcut }) => shortcut);
    expect(shortcuts).toHaveLength(1);
    const around = Math.max(...(shortcuts[0]?.points ?? []).map(({ x }) => x));
    const add = items.find(({ type }) => type === 'add');
    expect(shortcuts[0]?.to).toBe(add?.id);
    for (const item of items) expect(item.x + item.width, item.id).toBeLessThan(around);
    const name = labels.find(({ shortcut }) => shortcut);
    expect(name && [name.text, name.x + name.width / 2]).toEqual(['shortcut', around]);
    const pills = items.flatMap((item) => (item.type === 'pill' ? [item.text] : []));
    expect(pills).toEqual(relu ? [scale, 'ReLU'] : [scale]);
    const linear = items.find(({ id }) => id === `${at}.conv2d`);
    expect(linear?.type === 'op' && linear.lines[1]).toMatch(/^\d+, no ReLU$/);
  });
});

describe('the layout of Inception-v4', () => {
  const model = modelOf('inception-v4');
  const shapes = inferShapes(model.graph, 299);
  const at = (path: string) => resolvePath(model, 'inception-v4', path).part;

  it('shows a closed network as one card per stage, with its repetitions and output shape', () => {
    const { items } = layoutNetwork(model, shapes, new Set(), { wording });
    const cards = items.map((item) => (item.type === 'card' ? [item.name, item.count, item.text] : item.type));
    expect(cards).toEqual([
      ['Stem', 1, '35×35×384'],
      ['Inception-A', 4, '35×35×384'],
      ['Reduction-A', 1, '17×17×1024'],
      ['Inception-B', 7, '17×17×1024'],
      ['Reduction-B', 1, '8×8×1536'],
      ['Inception-C', 3, '8×8×1536'],
      ['Head', 1, '1000'],
    ]);
  });

  it('opens a stage into its blocks, a block into its ops', () => {
    const stage = layoutNetwork(model, shapes, new Set(['inception-a']), { wording });
    expect(stage.items.filter(({ type }) => type === 'card')).toHaveLength(6 + 4);
    expect(stage.frames.map(({ name: title, count }) => [title, count])).toEqual([['Inception-A', 4]]);
    const both = layoutNetwork(model, shapes, new Set(['inception-a', 'features.6']), { wording });
    expect(both.frames.map(({ depth }) => depth)).toEqual([0, 1]);
    expect(both.items.filter(({ address }) => address.startsWith('features.6'))).toHaveLength(8 + 1);
  });

  it('opens a stage of one block straight into the block', () => {
    const { frames, items } = layoutNetwork(model, shapes, new Set(['reduction-a']), { wording });
    expect(frames).toHaveLength(1);
    expect(items.some(({ address }) => address === 'features.10.branch1.1')).toBe(true);
  });

  it('names what must be open for a part to be seen', () => {
    const open = new Set(openingsFor(model, 'features.6.branch1.0'));
    expect(layoutNetwork(model, shapes, open, { wording }).items.map(({ address }) => address)).toContain(
      'features.6.branch1.0',
    );
  });

  it('makes a wider op of more filters', () => {
    const { items } = layoutBlock(model, at('features.19'), shapes, { wording });
    const width = (address: string) => items.find((item) => item.address === address)?.width ?? 0;
    expect(width('features.19.branch2.2')).toBeGreaterThan(width('features.19.branch2.1'));
    expect(width('features.19.branch2.1')).toBeGreaterThan(width('features.19.branch2.0'));
  });

  it('writes the shape on every edge that leaves an op', () => {
    const { labels } = layoutBlock(model, at('features.6'), shapes, { wording });
    expect(labels.map(({ text }) => text).sort()).toEqual(
      [
        '35×35×384', // in
        '35×35×64',
        '35×35×64',
        '35×35×96',
        '35×35×384', // after the pool
        '35×35×96',
        '35×35×96',
        '35×35×96',
        '35×35×96',
        '35×35×384', // out
      ].sort(),
    );
  });
});
