import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, overlap, placeLabels } from '@/components/charts/place-labels';
import {
  FRAMES,
  layOutScatter,
  MARK_RADIUS,
  type ScatterFrame,
  type ScatterMark,
} from '@/components/charts/scatter-layout';
import { CHART_TRIALS } from '@/components/results/chart-mark';
import { chartView } from '@/components/results/chart-view';

const mark = (id: string, x: number, y: number, other: ScatterMark['other'] = null): ScatterMark => ({
  id,
  name: `Network ${id}`,
  reading: '20.0%',
  x,
  y,
  shape: 'circle',
  other,
});

const contains = (outer: Box, inner: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** What is wrong with a layout, in words; empty where nothing is. */
function faultsOf(marks: readonly ScatterMark[], frame: ScatterFrame): readonly string[] {
  const { plot, marks: placed, xTicks, yTicks } = layOutScatter(marks, frame);
  const faults: string[] = [];
  const numbers = [
    ...placed.flatMap(({ x, y, other }) => [x, y, other?.x ?? 0]),
    ...[...xTicks, ...yTicks].flatMap(({ value, at }) => [value, at]),
  ];
  if (!numbers.every(Number.isFinite)) faults.push('a number is none');
  if (xTicks.length < 2 || yTicks.length < 2) faults.push('an axis has no two ticks');
  const labels = placed.flatMap(({ mark: { id }, label, other }) => [
    { id, label },
    ...(other ? [{ id: `${id}+`, label: other.label }] : []),
  ]);
  for (const { id, label } of labels) if (!label) faults.push(`${id} has no label`);
  const boxes = labels.flatMap(({ id, label }) => (label ? [{ id, box: label.box }] : []));
  const dots = placed.flatMap(({ mark: { id }, x, y, other }) =>
    [x, ...(other ? [other.x] : [])].map((cx) => ({
      id,
      box: { x: cx - MARK_RADIUS, y: y - MARK_RADIUS, width: 2 * MARK_RADIUS, height: 2 * MARK_RADIUS },
    })),
  );
  for (const [index, a] of boxes.entries()) {
    if (!contains(plot, a.box)) faults.push(`the label of ${a.id} leaves the plot`);
    for (const b of boxes.slice(index + 1)) if (overlap(a.box, b.box)) faults.push(`${a.id} covers ${b.id}`);
    for (const dot of dots) if (overlap(a.box, dot.box)) faults.push(`the label of ${a.id} covers the mark ${dot.id}`);
    for (const {
      mark: { id },
      x,
      y,
      other,
    } of placed) {
      if (!other) continue;
      const line = { x: Math.min(x, other.x), y: y - 0.5, width: Math.abs(other.x - x), height: 1 };
      if (overlap(a.box, line)) faults.push(`the label of ${a.id} covers the line of ${id}`);
    }
  }
  for (const dot of dots) if (!contains(plot, dot.box)) faults.push(`the mark ${dot.id} leaves the plot`);
  return faults;
}

const SIZES = [
  ['parameters', 1e6],
  ['macs', 1e9],
] as const;

describe.each(FRAMES.map((frame) => [frame.id, frame] as const))('a %s chart of the results', (_id, frame) => {
  for (const trial of CHART_TRIALS) {
    for (const [size, unit] of SIZES) {
      for (const error of ['top1', 'top5'] as const) {
        it(`has every label of ${trial}, ${size}, ${error}, and none covers anything`, () => {
          const marks = chartView(trial).marks.map(
            (each): ScatterMark => ({
              id: each.id,
              name: each.name,
              reading: `${each.errors[error].toFixed(each.decimals)}%`,
              x: each.size[size] / unit,
              y: each.errors[error],
              shape: each.residual ? 'diamond' : 'circle',
              other: each.other && { x: each.other[size] / unit, name: 'released code' },
            }),
          );
          expect(marks.length).toBeGreaterThanOrEqual(3);
          expect(faultsOf(marks, frame)).toEqual([]);
        });
      }
    }
  }
});

describe('the layout of any chart', () => {
  const [, , wide] = FRAMES;
  if (!wide) throw new Error('there is no wide frame');

  it('keeps the order of the values: more to the right, larger higher up', () => {
    const { marks } = layOutScatter([mark('a', 1, 1), mark('b', 2, 5), mark('c', 3, 3)], wide);
    const [a, b, c] = marks;
    expect([a?.x, b?.x, c?.x]).toEqual([a?.x, b?.x, c?.x].toSorted((p, q) => (p ?? 0) - (q ?? 0)));
    expect(b?.y).toBeLessThan(c?.y ?? 0);
    expect(c?.y).toBeLessThan(a?.y ?? 0);
  });

  it('has room for a single mark and for several at the same place', () => {
    expect(faultsOf([mark('a', 4, 20)], wide)).toEqual([]);
    expect(faultsOf([mark('a', 4, 20), mark('b', 4, 20), mark('c', 4, 20)], wide)).toEqual([]);
  });

  it('draws a line to a label that stands far from its mark', () => {
    const { marks } = layOutScatter(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => mark(id, 4, 20)),
      wide,
    );
    const leaders = marks.filter(({ label }) => label?.leader);
    expect(leaders.length).toBeGreaterThan(0);
    expect(leaders.length).toBeLessThan(marks.length);
  });

  it('places up to eight marks anywhere without a fault', () => {
    // Published rates have three digits after the point at most.
    const value = fc.integer({ min: 1000, max: 100_000 }).map((thousandths) => thousandths / 1000);
    const other = fc.option(fc.record({ x: value, name: fc.constant('released') }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.record({ x: value, y: value, other }), { minLength: 1, maxLength: 8 }), (points) => {
        const marks = points.map((point, index) => mark(`${index}`, point.x, point.y, point.other));
        expect(faultsOf(marks, wide)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves labels out rather than letting them overlap where there is no room', () => {
    const wishes = ['a', 'b', 'c'].map((id) => ({ id, at: { x: 50, y: 20 }, width: 90, height: 15 }));
    const placed = placeLabels(wishes, [], { x: 0, y: 0, width: 100, height: 30 });
    expect(placed.length).toBeLessThan(wishes.length);
    for (const [index, a] of placed.entries()) {
      for (const b of placed.slice(index + 1)) expect(overlap(a.box, b.box)).toBe(false);
    }
  });
});
