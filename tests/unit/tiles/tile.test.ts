import { lab, rgb } from 'd3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourRange, scaleOf } from '@/lib/tiles/colour-range';
import { cssGradient, gradientStops, LUT_STEPS, lutOf, type Scale, stepOf } from '@/lib/tiles/colour-scale';
import { channelStatistics } from '@/lib/tiles/statistics';
import { paint, tile } from '@/lib/tiles/tile';
import { tileLayout, tileOrigin } from '@/lib/tiles/tile-layout';

const SCALES: readonly Scale[] = ['sequential', 'diverging'];
const colourAt = (scale: Scale, step: number) => [...lutOf(scale).bytes.subarray(step * 4, step * 4 + 4)];
const lightness = (scale: Scale) =>
  Array.from({ length: LUT_STEPS }, (_, step) => {
    const [r = 0, g = 0, b = 0] = colourAt(scale, step);
    return lab(rgb(r, g, b)).l;
  });

describe('colour scales', () => {
  it('sequential: lightness only rises, and evenly', () => {
    const steps = lightness('sequential');
    const rises = steps.slice(16).map((value, i) => value - (steps[i] as number));
    expect(Math.min(...rises)).toBeGreaterThan(0);
    expect(Math.max(...rises) / Math.min(...rises)).toBeLessThan(2.2);
  });

  it('diverging: lightest in the middle, falling to both ends, blue below and red above', () => {
    const steps = lightness('diverging');
    const middle = (LUT_STEPS - 1) / 2;
    expect(Math.max(...steps) - (steps[middle] as number)).toBeLessThan(0.2);
    for (let i = 8; i <= middle; i += 8) {
      expect(steps[middle - i] as number).toBeLessThan(steps[middle - i + 8] as number);
      expect(steps[middle + i] as number).toBeLessThan(steps[middle + i - 8] as number);
    }
    const [r = 0, g = 0, b = 0] = colourAt('diverging', middle);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(6);
    const [lowR = 0, , lowB = 0] = colourAt('diverging', 30);
    const [highR = 0, , highB = 0] = colourAt('diverging', LUT_STEPS - 31);
    expect(lowB).toBeGreaterThan(lowR + 60);
    expect(highR).toBeGreaterThan(highB + 60);
  });

  it('gives zero the middle exactly, ends beyond the range, and what is not finite a colour of its own', () => {
    expect(stepOf(0, -3.7, 3.7)).toBe((LUT_STEPS - 1) / 2);
    expect([stepOf(-9, 0, 1), stepOf(9, 0, 1), stepOf(1, 0, 1), stepOf(0, 0, 1)]).toEqual([0, 256, 256, 0]);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(colourAt('sequential', stepOf(value, 0, 1))).toEqual([255, 0, 255, 255]);
    }
    for (const scale of SCALES) {
      for (let step = 0; step < LUT_STEPS; step++) expect(colourAt(scale, step)).not.toEqual([255, 0, 255, 255]);
    }
  });

  it.each(SCALES)('%s: a gradient of its stops is the table within three levels', (scale) => {
    const stops = gradientStops(scale);
    expect(stops[0]?.offset).toBe(0);
    expect(stops.at(-1)?.offset).toBe(1);
    const channels = stops.map(({ colour }) => (colour.match(/\d+/g) ?? []).map(Number));
    for (let step = 0; step < LUT_STEPS; step++) {
      const place = (step / (LUT_STEPS - 1)) * (stops.length - 1);
      const left = Math.min(Math.floor(place), stops.length - 2);
      const mixed = [0, 1, 2].map((c) => {
        const [a = 0, b = 0] = [channels[left]?.[c], channels[left + 1]?.[c]];
        return a + (b - a) * (place - left);
      });
      const worst = Math.max(...mixed.map((value, c) => Math.abs(value - (colourAt(scale, step)[c] as number))));
      expect(worst).toBeLessThanOrEqual(3);
    }
    expect(cssGradient(scale)).toMatch(/^linear-gradient\(to right, rgb\(\d+ \d+ \d+\) 0%, .*100%\)$/);
  });
});

describe('colourRange', () => {
  const of = (min: readonly number[], max: readonly number[]) => ({
    min: Float32Array.from(min),
    max: Float32Array.from(max),
  });
  const lists = (extremes: ReturnType<typeof of>, range: 'channel' | 'shared') => {
    const { low, high } = colourRange(extremes, range);
    return { low: [...low], high: [...high] };
  };

  it('starts at 0 after ReLU, is centred on 0 for signed maps', () => {
    expect(lists(of([0, 1], [2, 4]), 'channel')).toEqual({ low: [0, 0], high: [2, 4] });
    expect(lists(of([0, 1], [2, 4]), 'shared')).toEqual({ low: [0, 0], high: [4, 4] });
    expect(lists(of([-6, 1], [2, 4]), 'channel')).toEqual({ low: [-6, -4], high: [6, 4] });
    expect(lists(of([-6, 1], [2, 4]), 'shared')).toEqual({ low: [-6, -6], high: [6, 6] });
    expect([scaleOf(of([0], [1])), scaleOf(of([0, -1e-9], [1, 1]))]).toEqual(['sequential', 'diverging']);
  });

  it('answers constant and dead channels', () => {
    expect(lists(of([0, 3], [0, 3]), 'channel')).toEqual({ low: [0, 0], high: [1, 3] });
    expect(lists(of([0, -3], [0, -3]), 'channel')).toEqual({ low: [-1, -3], high: [1, 3] });
    expect(lists(of([0, 0], [0, 0]), 'shared')).toEqual({ low: [0, 0], high: [1, 1] });
  });

  it('covers every value with low below high', () => {
    const pair = fc.tuple(
      fc.float({ noNaN: true, noDefaultInfinity: true }),
      fc.float({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 1, maxLength: 9 }),
        fc.constantFrom('channel', 'shared'),
        (pairs, range) => {
          const extremes = of(
            pairs.map(([a, b]) => Math.min(a, b)),
            pairs.map(([a, b]) => Math.max(a, b)),
          );
          const { low, high } = colourRange(extremes, range as 'channel' | 'shared');
          pairs.forEach((_, c) => {
            expect(low[c] as number).toBeLessThan(high[c] as number);
            expect(low[c] as number).toBeLessThanOrEqual(extremes.min[c] as number);
            expect(high[c] as number).toBeGreaterThanOrEqual(extremes.max[c] as number);
          });
        },
      ),
    );
  });
});

describe('tileLayout', () => {
  it.each([
    [64, 147, 147],
    [2080, 8, 8],
    [384, 35, 35],
    [1536, 8, 8],
    [32, 299, 299],
    [1, 1, 1],
    [1000, 1, 1],
  ])('%i channels of %i×%i: whole, near-square', (channels, height, width) => {
    const layout = tileLayout(channels, width, height);
    expect(layout).toMatchObject({ step: 1, tileWidth: width, tileHeight: height, gap: 1 });
    const ratio = layout.width / layout.height;
    expect(Math.max(ratio, 1 / ratio)).toBeLessThan(1.2);
  });

  const size = fc.integer({ min: 1, max: 600 });
  it('never overlaps, never leaves the bitmap, never grows beyond a canvas', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        size,
        size,
        fc.integer({ min: 1, max: 20_000 }),
        (n, w, h, max) => {
          const layout = tileLayout(n, w, h, max);
          expect(layout.columns * layout.rows).toBeGreaterThanOrEqual(n);
          expect(layout.columns * (layout.rows - 1)).toBeLessThan(n);
          expect(layout.height).toBeLessThanOrEqual(16_384);
          expect(layout.width * layout.height).toBeLessThanOrEqual(2 ** 24);
          expect(layout.width).toBeLessThanOrEqual(max);
          expect([layout.tileWidth, layout.tileHeight]).toEqual([
            Math.ceil(w / layout.step),
            Math.ceil(h / layout.step),
          ]);
          const last = tileOrigin(layout, n - 1);
          expect(last.x + layout.tileWidth).toBeLessThanOrEqual(layout.width);
          expect(last.y + layout.tileHeight).toBeLessThanOrEqual(layout.height);
        },
      ),
    );
  });

  it('draws every step-th value of what would be too large', () => {
    const layout = tileLayout(64, 4000, 3000);
    expect(layout.step).toBe(8);
    expect(() => tileLayout(0, 1, 1)).toThrow(RangeError);
  });
});

describe('tile', () => {
  const map = fc
    .record({ w: fc.integer({ min: 1, max: 9 }), h: fc.integer({ min: 1, max: 9 }), c: fc.integer({ min: 1, max: 7 }) })
    .chain(({ w, h, c }) =>
      fc.record({
        w: fc.constant(w),
        h: fc.constant(h),
        c: fc.constant(c),
        values: fc
          .array(fc.oneof(fc.float({ min: -2, max: 2 }), fc.constant(0)), {
            minLength: w * h * c,
            maxLength: w * h * c,
          })
          .map((list) => Float32Array.from(list)),
      }),
    );

  it('colours every value at its place, and nothing else', () => {
    fc.assert(
      fc.property(map, fc.integer({ min: 1, max: 40 }), fc.constantFrom('channel', 'shared'), (m, maxWidth, range) => {
        const { values, w, h, c } = m;
        const statistics = channelStatistics(values, h, w, c);
        const ranges = colourRange(statistics, range as 'channel' | 'shared');
        const lut = lutOf(scaleOf(statistics));
        const layout = tileLayout(c, w, h, maxWidth);
        const bitmap = tile(values, layout, ranges, lut);
        const expected = new Uint8ClampedArray(layout.width * layout.height * 4);
        for (let channel = 0; channel < c; channel++) {
          const origin = tileOrigin(layout, channel);
          for (let y = 0; y < layout.tileHeight; y++) {
            for (let x = 0; x < layout.tileWidth; x++) {
              const value = values[(y * layout.step * w + x * layout.step) * c + channel] as number;
              const step = stepOf(value, ranges.low[channel] as number, ranges.high[channel] as number);
              const at = ((origin.y + y) * layout.width + origin.x + x) * 4;
              expected.set(lut.bytes.subarray(step * 4, step * 4 + 4), at);
            }
          }
        }
        // A value half-way between two steps may fall on either: the loop multiplies where `stepOf` divides.
        const differing = bitmap.reduce(
          (sum, value, i) => sum + (Math.abs(value - (expected[i] as number)) > 6 ? 1 : 0),
          0,
        );
        expect(differing).toBe(0);
      }),
    );
  });

  it('paints one channel alone', () => {
    const bitmap = paint(Float32Array.of(0, 1, 0.5, Number.NaN), 2, 2, [0, 1], lutOf('sequential'));
    const steps = [0, 256, 128, LUT_STEPS].flatMap((step) => colourAt('sequential', step));
    expect([...bitmap]).toEqual(steps);
  });

  it('refuses a length that is not the shape', () => {
    const ranges = { low: Float32Array.of(0), high: Float32Array.of(1) };
    expect(() => tile(new Float32Array(5), tileLayout(1, 2, 2), ranges, lutOf('sequential'))).toThrow(RangeError);
  });
});
