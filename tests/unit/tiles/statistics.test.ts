import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram } from '@/lib/tiles/histogram';
import { drawOrder } from '@/lib/tiles/order';
import { rankAt, rankChannels } from '@/lib/tiles/rank';
import { channelStatistics, tensorStatistics } from '@/lib/tiles/statistics';

const float = fc.oneof(
  { weight: 6, arbitrary: fc.float({ min: -1000, max: 1000, noNaN: true }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);

const map = fc
  .record({
    h: fc.integer({ min: 1, max: 6 }),
    w: fc.integer({ min: 1, max: 6 }),
    c: fc.integer({ min: 1, max: 5 }),
  })
  .chain(({ h, w, c }) =>
    fc.record({
      h: fc.constant(h),
      w: fc.constant(w),
      c: fc.constant(c),
      values: fc.array(float, { minLength: h * w * c, maxLength: h * w * c }).map((list) => Float32Array.from(list)),
    }),
  );

/** What the definitions say, channel by channel. */
function expected(all: readonly number[]) {
  const finite = all.filter(Number.isFinite);
  const n = finite.length;
  const mean = n === 0 ? 0 : finite.reduce((a, b) => a + b, 0) / n;
  const variance = n === 0 ? 0 : finite.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
  const size = (value: number) => (Number.isFinite(value) ? Math.abs(value) : -1);
  return {
    mean,
    std: Math.sqrt(variance),
    min: n === 0 ? 0 : Math.min(...finite),
    max: n === 0 ? 0 : Math.max(...finite),
    zeros: n === 0 ? 0 : finite.filter((value) => value === 0).length / n,
    peak: n === 0 ? 0 : all.findIndex((value) => size(value) === Math.max(...all.map(size))),
    nonFinite: all.length - n,
  };
}

describe('channelStatistics', () => {
  it('is what the definitions say, for every channel', () => {
    fc.assert(
      fc.property(map, ({ values, h, w, c }) => {
        const statistics = channelStatistics(values, h, w, c);
        for (let channel = 0; channel < c; channel++) {
          const own = expected([...values].filter((_, i) => i % c === channel));
          expect(statistics.mean[channel]).toBeCloseTo(own.mean, 3);
          expect(Math.abs((statistics.std[channel] as number) - own.std)).toBeLessThanOrEqual(1e-4 * (1 + own.std));
          expect(statistics.min[channel]).toBeCloseTo(own.min, 5);
          expect(statistics.max[channel]).toBeCloseTo(own.max, 5);
          expect(statistics.zeros[channel]).toBeCloseTo(own.zeros, 6);
          expect(statistics.peak[channel]).toBe(own.peak);
          expect(statistics.nonFinite[channel]).toBe(own.nonFinite);
        }
      }),
    );
  });

  it('keeps a small deviation beside a large mean', () => {
    const values = Float32Array.from({ length: 10_000 }, (_, i) => 1e6 + (i % 2));
    const { mean, std } = channelStatistics(values, 100, 100, 1);
    expect(std[0]).toBeCloseTo(0.5, 6);
    expect(mean[0]).toBe(1e6 + 0.5);
  });

  it('survives a first value that is far from the others', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => (i === 0 ? 1e15 : i % 2));
    const { std } = channelStatistics(values, 1000, 1, 1);
    const share = Math.sqrt(1 / 1000 - 1 / 1000 ** 2);
    expect((std[0] as number) / (1e15 * share)).toBeCloseTo(1, 6);
  });

  it('counts negative zero as zero', () => {
    expect(channelStatistics(Float32Array.of(-0, 0, 1, 2), 2, 2, 1).zeros[0]).toBe(0.5);
  });

  it('refuses a length that is not the shape', () => {
    expect(() => channelStatistics(new Float32Array(5), 1, 2, 3)).toThrow(RangeError);
  });
});

describe('tensorStatistics', () => {
  it('takes all values as one channel', () => {
    fc.assert(
      fc.property(map, ({ values }) => {
        const { mean, std, min, max, zeros, nonFinite } = tensorStatistics(values);
        const own = expected([...values]);
        expect(nonFinite).toBe(own.nonFinite);
        if (nonFinite === values.length) {
          expect([mean, std, min, max, zeros]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN, 0]);
          return;
        }
        expect(mean).toBeCloseTo(own.mean, 9);
        expect(std).toBeCloseTo(own.std, 9);
        // −0 is 0 here.
        expect([min + 0, max + 0, nonFinite]).toEqual([own.min + 0, own.max + 0, own.nonFinite]);
        expect(zeros).toBe(Math.round(own.zeros * (values.length - nonFinite)));
      }),
    );
  });
});

describe('histogram', () => {
  it('counts every value exactly once', () => {
    fc.assert(
      fc.property(map, fc.integer({ min: 1, max: 40 }), ({ values, c }, bins) => {
        for (let index = 0; index < c; index++) {
          const { counts, zeros, nonFinite, outside, low, high } = histogram(values, bins, {
            channel: { index, of: c },
          });
          expect(counts).toHaveLength(bins);
          expect(low).toBeLessThan(high);
          expect(outside).toBe(0);
          expect(counts.reduce((a, b) => a + b, 0) + zeros + nonFinite).toBe(values.length / c);
        }
      }),
    );
  });

  it('puts values where they belong: lower ends in, the upper end of the last bin too', () => {
    const { counts, zeros, low, high } = histogram(Float32Array.of(1, 2, 2.9, 3, 4, 5, 0, 0), 4);
    expect({ counts: [...counts], zeros, low, high }).toEqual({ counts: [1, 2, 1, 2], zeros: 2, low: 1, high: 5 });
  });

  it('keeps to a given range and says how many are outside', () => {
    const { counts, outside } = histogram(Float32Array.of(-1, 0.25, 0.75, 1, 7), 2, { range: [0, 1] });
    expect({ counts: [...counts], outside }).toEqual({ counts: [1, 2], outside: 2 });
  });

  it.each([[[]], [[0, 0]], [[5, 5, 0]], [[3e38, 3e38]], [[Number.NaN]]])('answers %j', (list) => {
    const { low, high, counts } = histogram(Float32Array.from(list), 8);
    expect(high - low).toBeGreaterThan(0);
    expect(counts.reduce((a, b) => a + b, 0)).toBe(list.filter((value) => value !== 0 && !Number.isNaN(value)).length);
  });
});

describe('drawOrder', () => {
  const statistics = {
    mean: Float32Array.of(1, 3, 2, 3),
    std: Float32Array.of(5, 5, 9, 0),
    zeros: Float32Array.of(0, 0.5, 0.25, 0.5),
    nonFinite: new Uint32Array(4),
  };

  it('puts the largest first and leaves equals in index order', () => {
    expect([...drawOrder(statistics, 'index')]).toEqual([0, 1, 2, 3]);
    expect([...drawOrder(statistics, 'mean')]).toEqual([1, 3, 2, 0]);
    expect([...drawOrder(statistics, 'variance')]).toEqual([2, 0, 1, 3]);
    expect([...drawOrder(statistics, 'sparsity')]).toEqual([1, 3, 2, 0]);
  });

  it('puts channels with values that are not finite last, but where the index orders', () => {
    const broken = { ...statistics, nonFinite: Uint32Array.of(0, 7, 0, 0) };
    expect([...drawOrder(broken, 'index')]).toEqual([0, 1, 2, 3]);
    expect([...drawOrder(broken, 'mean')]).toEqual([3, 2, 0, 1]);
  });

  it('is a permutation that is sorted and stable', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 50 }), (list) => {
        const mean = Float32Array.from(list);
        const order = [...drawOrder({ mean, std: mean, zeros: mean, nonFinite: new Uint32Array(mean.length) }, 'mean')];
        expect([...order].sort((a, b) => a - b)).toEqual(list.map((_, i) => i));
        for (let i = 1; i < order.length; i++) {
          const [before, after] = [order[i - 1] as number, order[i] as number];
          const step = (list[before] as number) - (list[after] as number);
          expect(step > 0 || (step === 0 && before < after)).toBe(true);
        }
      }),
    );
  });
});

describe('rankAt', () => {
  it('ranks by how unusual the answer is for its channel', () => {
    // Channel 0 is large everywhere, channel 1 small but for one place, channel 2 constant, channel 3 below its mean.
    const values = Float32Array.from(
      [
        [900, 0.1, 5, 4],
        [910, 0.1, 5, 4],
        [905, 0.9, 5, 0],
        [895, 0.1, 5, 4],
      ].flat(),
    );
    const statistics = channelStatistics(values, 2, 2, 4);
    const ranked = rankAt(values, 2, statistics, 1, 0);
    expect(ranked.map(({ channel }) => channel)).toEqual([1, 0, 2, 3]);
    expect(ranked[0]?.value).toBeCloseTo(0.9, 6);
    expect(ranked[0]?.score).toBeCloseTo(Math.sqrt(3), 4);
    expect(ranked[2]?.score).toBe(0);
  });

  it('does not change when a channel is scaled or shifted', () => {
    const values = Float32Array.from({ length: 9 * 4 }, (_, i) => Math.sin(i * i));
    const scaled = values.map((value, i) => (i % 4 === 2 ? 64 * value + 8 : value));
    const rank = (map: Float32Array) => rankAt(map, 3, channelStatistics(map, 3, 3, 4), 1, 2).map((one) => one.channel);
    expect(rank(scaled)).toEqual(rank(values));
  });

  it('gives no score to NaN and to dead channels', () => {
    const statistics = { mean: Float32Array.of(0, 0), std: Float32Array.of(1, 0) };
    expect(rankChannels(Float32Array.of(Number.NaN, 0), statistics).map(({ score }) => score)).toEqual([0, 0]);
  });
});
