import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMapDrawer } from '@/lib/runtime/kernels/map-drawer';
import { LUT_STEPS, lutOf } from '@/lib/tiles/colour-scale';
import { type DrawnMaps, drawMaps } from '@/lib/tiles/draw-maps';

const BINS = 64;

/** Places of a bin or a colour by which float32 may miss its border. */
const ROUNDING = 1e-4;

const draw = openMapDrawer();

interface Map {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float32Array;
}

const noise = (count: number, seed: number): Float32Array => {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
};

const mapOf = (height: number, width: number, channels: number, values?: (noise: number, i: number) => number): Map => {
  const drawn = noise(height * width * channels, height + 31 * channels);
  return { height, width, channels, values: values ? drawn.map(values) : drawn };
};

/** The step of every pixel on its scale; −1 where it is transparent. */
function stepsOf({ pixels, scale }: DrawnMaps): Int32Array {
  const steps = new globalThis.Map<number, number>([[0, -1]]);
  lutOf(scale).words.forEach((word, step) => void (steps.has(word) || steps.set(word, step)));
  return Int32Array.from(new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length / 4), (word) => {
    const step = steps.get(word);
    if (step === undefined) throw new Error(`${word} is no colour of the scale`);
    return step;
  });
}

/** Two colours side by side may be the same word, so steps are compared as the first of their colour. */
const firstOf = (scale: DrawnMaps['scale']): readonly number[] => {
  const { words } = lutOf(scale);
  return Array.from(words, (word) => words.indexOf(word));
};

/** Both ways of drawing: all the same, but for steps and bins whose border a value is at. */
function expectSame(map: Map, range: 'channel' | 'shared'): void {
  const wanted = drawMaps(map.values, map, range, BINS);
  const found = draw(map.values, map, range, BINS);
  const { pixels: _, histogram: counted, ...rest } = found;
  const { pixels: __, histogram, ...others } = wanted;
  expect(rest).toEqual(others);
  const [mine, its] = [stepsOf(found), stepsOf(wanted)];
  expect(mine.length).toBe(its.length);
  const first = firstOf(wanted.scale);
  const near = (step: number, other: number): boolean =>
    step === other ||
    [other - 1, other + 1].some((each) => (first[each] ?? -2) === step) ||
    [step - 1, step + 1].some((each) => (first[each] ?? -2) === other);
  for (let i = 0; i < its.length; i++) {
    const [step = -2, other = -2] = [mine[i], its[i]];
    if (step !== other)
      expect({ i, near: step >= 0 && other >= 0 && other < LUT_STEPS && near(step, other) }).toEqual({ i, near: true });
  }
  const { low, high, zeros } = histogram;
  expect({ low: counted.low, high: counted.high, zeros: counted.zeros }).toEqual({ low, high, zeros });
  // So many values are below each border as are below it by more, and at most those within a rounding.
  let below = 0;
  const finite = map.values.filter((value) => value !== 0 && Number.isFinite(value)).sort();
  for (let bin = 0; bin < BINS; bin++) {
    below += counted.counts[bin] ?? 0;
    const border = (by: number): number => low + ((bin + 1 + by) * (high - low)) / BINS;
    const count = (limit: number): number => finite.findLastIndex((value) => value < limit) + 1;
    if (bin < BINS - 1) {
      expect(below).toBeGreaterThanOrEqual(count(border(-ROUNDING)));
      expect(below).toBeLessThanOrEqual(count(border(ROUNDING)));
    } else expect(below).toBe(finite.length);
  }
}

const ordinary = fc.oneof(
  fc.constantFrom(0, 0, 0, -0),
  fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-20), max: Math.fround(20) }),
);
const positive = fc.oneof(fc.constant(0), fc.float({ noNaN: true, min: Math.fround(1e-6), max: 4 }));
const odd = fc.oneof(
  ordinary,
  fc.float(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e-45, -1e-45, 3.4e38),
);
const kinds: readonly fc.Arbitrary<number>[] = [
  ordinary,
  positive,
  positive.map((value) => -value),
  odd,
  fc.float({ noNaN: true, min: 5, max: 6 }),
  fc.oneof(fc.constant(0), fc.float({ noNaN: true, min: 5, max: 6 })),
  fc.constant(0),
  fc.constant(-2.5),
];

describe('drawing with SIMD', () => {
  it('gives what drawing without it gives, whatever the values', () => {
    const side = fc.integer({ min: 1, max: 7 });
    const some = fc.record({ height: side, width: side, channels: fc.constantFrom(1, 2, 3, 4, 8, 12, 20, 36) });
    fc.assert(
      fc.property(
        some.chain((extent) => {
          const length = extent.height * extent.width * extent.channels;
          return fc
            .constantFrom(...kinds)
            .chain((kind) => fc.array(kind, { minLength: length, maxLength: length }))
            .map((values) => ({ ...extent, values: Float32Array.from(values) }));
        }),
        fc.constantFrom('channel' as const, 'shared' as const),
        expectSame,
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same for maps as large as they are met', () => {
    const relu = (value: number): number => Math.max(0, value);
    expectSame(mapOf(147, 147, 64, relu), 'channel');
    expectSame(mapOf(35, 35, 384), 'shared');
    expectSame(mapOf(8, 8, 2080, relu), 'channel');
    expectSame(mapOf(1, 1, 1536), 'shared');
    expectSame(mapOf(299, 299, 3), 'channel');
  });

  it('draws channels that are constant, dead, not finite, and one alone', () => {
    const channel = (i: number): number => i % 8;
    expectSame(
      mapOf(9, 9, 8, (value, i) => [0, 3, -3, value, 0, 1e-3, value * 1e6, 1][channel(i)] ?? 0),
      'channel',
    );
    expectSame(
      mapOf(9, 9, 8, (value, i) => (channel(i) === 5 ? Number.NaN : value)),
      'channel',
    );
    expectSame(
      mapOf(9, 9, 8, (value, i) => (i === 77 ? Number.NEGATIVE_INFINITY : value)),
      'shared',
    );
    expectSame(mapOf(9, 9, 1), 'channel');
  });

  it('counts in floating point of 32 bits where that is fine enough only', () => {
    expectSame(
      mapOf(5, 5, 4, (value) => value * 1e-41),
      'channel',
    );
    expectSame(
      mapOf(5, 5, 4, (value) => value * 3e38),
      'shared',
    );
    expectSame(
      mapOf(5, 5, 4, (value) => 1e6 + Math.fround(value)),
      'shared',
    );
  });

  it('leaves nothing of one map in the next: gaps stay transparent, counts start anew', () => {
    const [large, small] = [mapOf(20, 20, 40), mapOf(6, 5, 12)];
    for (const map of [large, small, large, small, small, mapOf(5, 6, 12), mapOf(6, 5, 8)]) expectSame(map, 'channel');
    // One that cannot be drawn this way leaves its values there.
    const odd = mapOf(20, 20, 40, (value, i) => (i === 5 ? Number.NaN : value));
    for (const map of [small, odd, small]) expectSame(map, 'channel');
    // More than is kept in memory between two.
    const huge = mapOf(260, 260, 64);
    expect(draw(huge.values, huge, 'channel', BINS).statistics).toEqual(
      drawMaps(huge.values, huge, 'channel', BINS).statistics,
    );
    expectSame(small, 'channel');
  });

  it('draws ordinary maps in its own memory, and leaves others to the drawing without it', () => {
    const isOwn = (map: Map): boolean => draw(map.values, map, 'channel', BINS).pixels.byteOffset > 0;
    expect([mapOf(35, 35, 384), mapOf(8, 8, 2080, (value) => Math.max(0, value))].map(isOwn)).toEqual([true, true]);
    expect([mapOf(9, 9, 1), mapOf(5, 5, 4, () => Number.NaN)].map(isOwn)).toEqual([false, false]);
  });
});
