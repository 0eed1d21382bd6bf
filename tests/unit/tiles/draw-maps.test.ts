import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourRange, scaleOf } from '@/lib/tiles/colour-range';
import { lutOf } from '@/lib/tiles/colour-scale';
import { drawMaps } from '@/lib/tiles/draw-maps';
import { histogram } from '@/lib/tiles/histogram';
import { channelPlanes } from '@/lib/tiles/planes';
import { channelStatistics, planeStatistics } from '@/lib/tiles/statistics';
import { tile } from '@/lib/tiles/tile';
import { tileLayout } from '@/lib/tiles/tile-layout';

const BINS = 64;

/** Values as they come after ReLU, signed ones, and every kind of number that breaks shortcuts. */
const ordinary = fc.oneof(
  fc.constantFrom(0, 0, 0, -0),
  fc.float({ noNaN: true, noDefaultInfinity: true, min: Math.fround(-20), max: Math.fround(20) }),
);
const positive = fc.oneof(fc.constant(0), fc.float({ noNaN: true, min: Math.fround(1e-6), max: 4 }));
const negative = positive.map((value) => -value);
const odd = fc.oneof(
  ordinary,
  fc.float(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e-45, -1e-45, 3.4e38),
);
const between = fc.float({ noNaN: true, min: 5, max: 6 });

const map = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 35 }))
  .chain(([height, width, channels]) =>
    fc
      .constantFrom<fc.Arbitrary<number>>(
        ordinary,
        positive,
        negative,
        odd,
        fc.oneof(fc.constant(0), between),
        fc.constant(0),
      )
      .chain((value) =>
        fc
          .array(value, { minLength: height * width * channels, maxLength: height * width * channels })
          .map((values) => ({ height, width, channels, values: Float32Array.from(values) })),
      ),
  );

/** Statistics of one channel, each by its definition. */
function byDefinition(values: Float32Array, channels: number, channel: number) {
  const own = Array.from(values).filter((_, i) => i % channels === channel);
  const finite = own.filter((value) => Number.isFinite(value));
  const largest = Math.max(...finite.map(Math.abs));
  return {
    min: finite.length > 0 ? Math.min(...finite) : 0,
    max: finite.length > 0 ? Math.max(...finite) : 0,
    peak: finite.length > 0 ? own.findIndex((value) => Number.isFinite(value) && Math.abs(value) === largest) : 0,
    zeros: finite.length > 0 ? Math.fround(finite.filter((value) => value === 0).length / finite.length) : 0,
    nonFinite: own.length - finite.length,
  };
}

describe('drawing all maps at once', () => {
  it('gives the statistics, the histogram and the bitmap that each gives alone', () => {
    fc.assert(
      fc.property(map, fc.constantFrom('channel' as const, 'shared' as const), (drawn, range) => {
        const { height, width, channels, values } = drawn;
        const found = drawMaps(values, drawn, range, BINS);
        const statistics = channelStatistics(values, height, width, channels);
        expect(found.statistics).toEqual(statistics);
        const ranges = colourRange(statistics, range);
        expect(found.ranges).toEqual(ranges);
        expect(found.scale).toBe(scaleOf(statistics));
        expect(found.grid).toEqual(tileLayout(channels, width, height));
        expect(found.pixels).toEqual(tile(values, found.grid, ranges, lutOf(found.scale)));
        const { low, high, counts, zeros } = histogram(values, BINS);
        expect(found.histogram).toEqual({ low, high, counts, zeros });
      }),
      { numRuns: 600 },
    );
  });

  it('takes the extremes, zeros and peaks of every channel as they are defined', () => {
    fc.assert(
      fc.property(map, ({ height, width, channels, values }) => {
        const { min, max, peak, zeros, nonFinite } = channelStatistics(values, height, width, channels);
        for (let c = 0; c < channels; c++) {
          const found = { min: min[c], max: max[c], peak: peak[c], zeros: zeros[c], nonFinite: nonFinite[c] };
          // Of a zero the sign does not matter.
          expect(Object.values(found).map((each) => (each ?? 0) + 0)).toEqual(
            Object.values(byDefinition(values, channels, c)).map((each) => each + 0),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('counts a map whose tiles are drawn with a step whole', () => {
    const [side, channels] = [160, 1024];
    const values = Float32Array.from({ length: side * side * channels }, (_, i) => (i * 7919) % 101);
    const { grid, histogram: found } = drawMaps(values, { height: side, width: side, channels }, 'shared', BINS);
    expect(grid.step).toBeGreaterThan(1);
    expect(found.counts.reduce((sum, count) => sum + count, found.zeros)).toBe(values.length);
  });

  it('keeps nothing of the map before: results of a second map do not depend on a larger first', () => {
    const small = { height: 2, width: 2, channels: 3, values: Float32Array.from({ length: 12 }, (_, i) => i - 4) };
    const first = drawMaps(small.values, small, 'channel', BINS);
    const large = { height: 9, width: 9, channels: 40, values: new Float32Array(9 * 9 * 40).fill(Number.NaN) };
    drawMaps(large.values, large, 'channel', BINS);
    expect(drawMaps(small.values, small, 'channel', BINS)).toEqual(first);
  });
});

describe('planes', () => {
  it('hold every value of a channel side by side', () => {
    const [places, channels] = [5, 37];
    const values = Float32Array.from({ length: places * channels }, (_, i) => i);
    const planes = channelPlanes(values, places, channels);
    for (let c = 0; c < channels; c++) {
      for (let p = 0; p < places; p++) expect(planes[c * places + p]).toBe(p * channels + c);
    }
  });

  it('refuse a length that is not the shape, and know a map without a value that is not zero', () => {
    expect(() => channelPlanes(new Float32Array(5), 2, 2)).toThrow(RangeError);
    const { extent } = planeStatistics(new Float32Array(4), 2, 2);
    expect(extent).toEqual({ low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, zeros: 4, nonFinite: 0 });
  });
});
