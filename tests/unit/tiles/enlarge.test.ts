import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enlarge } from '@/lib/tiles/enlarge';

const map = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }))
  .chain(([width, height, factor]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      factor: fc.constant(factor),
      values: fc
        .array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: width * height, maxLength: width * height })
        .map((values) => Float32Array.from(values)),
    }),
  );

describe('an enlarged map', () => {
  it('goes straight from centre to centre, and on beyond the outermost', () => {
    const [a, b, c, d] = enlarge(Float32Array.of(0, 4), 2, 1, 4, 1);
    expect([a, b, c, d]).toEqual([0, 1, 3, 4]);
    expect([...enlarge(Float32Array.of(0, 4), 1, 2, 1, 4)]).toEqual([0, 1, 3, 4]);
    expect([...enlarge(Float32Array.of(0, 3), 2, 1, 3, 1)]).toEqual([0, 1.5, 3]);
  });

  it('stays within its values and holds each of them at the centre of its tile', () => {
    fc.assert(
      fc.property(map, ({ values, width, height, factor }) => {
        const large = enlarge(values, width, height, width * factor, height * factor);
        expect(large).toHaveLength(values.length * factor * factor);
        expect(Math.max(...large)).toBeLessThanOrEqual(Math.max(...values) + 1e-5);
        expect(Math.min(...large)).toBeGreaterThanOrEqual(Math.min(...values) - 1e-5);
        if (factor % 2 === 0) return;
        const half = (factor - 1) / 2;
        for (let y = 0; y < height; y++) {
          for (let x = 0; x < width; x++) {
            const at = (y * factor + half) * width * factor + x * factor + half;
            // −0 is 0 here.
            expect(large[at] === values[y * width + x]).toBe(true);
          }
        }
      }),
    );
  });
});
