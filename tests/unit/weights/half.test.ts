import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFloat16, encodeFloat16 } from '@/lib/weights/half';

const bitsOf = (bytes: Uint8Array): number[] => [...new Uint16Array(bytes.slice().buffer)];
const encode = (...values: number[]): number[] => bitsOf(encodeFloat16(Float32Array.from(values)));

/** Every finite float16, in order. */
const finite = [
  ...decodeFloat16(new Uint8Array(Uint16Array.from({ length: 0x7c00 }, (_, bits) => bits).buffer)),
] as const;

describe('float16', () => {
  it('comes back to the bit, all 65,536 of them', () => {
    const all = new Uint8Array(Uint16Array.from({ length: 65536 }, (_, bits) => bits).buffer);
    const again = bitsOf(encodeFloat16(decodeFloat16(all)));
    const isNumber = (bits: number): boolean => (bits & 0x7fff) <= 0x7c00;
    expect(again.filter((bits, from) => isNumber(from) && bits !== from)).toEqual([]);
    // One NaN for all, but a NaN.
    expect(again.filter((bits, from) => !isNumber(from) && isNumber(bits))).toEqual([]);
  });

  it('is the nearest of both neighbours, the even one of two that are equally near', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: finite.length - 2 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (low, share) => {
          const [a = 0, b = 0] = [finite[low], finite[low + 1]];
          const value = Math.fround(a + (b - a) * share);
          const nearer = value - a < b - value ? low : value - a > b - value ? low + 1 : low + (low & 1);
          expect(encode(value, -value)).toEqual([nearer, nearer | 0x8000]);
        },
      ),
      { numRuns: 5000 },
    );
    const [one = 0] = encode(1);
    expect(encode(1 + 2 ** -11, 1 + 3 * 2 ** -11)).toEqual([one, one + 2]);
  });

  it('is an infinity beyond the largest, and zero below half of the smallest', () => {
    expect(encode(65504, 65519.99, 65520, 1e30, Number.POSITIVE_INFINITY)).toEqual([
      0x7bff, 0x7bff, 0x7c00, 0x7c00, 0x7c00,
    ]);
    expect(encode(-65520, Number.NaN)).toEqual([0xfc00, 0x7e00]);
    expect(encode(2 ** -24, 2 ** -25, 2 ** -25 * 1.001, -1e-30)).toEqual([1, 0, 1, 0x8000]);
  });

  it('is read from a view that does not begin at the first byte', () => {
    const values = Float32Array.from([9, 1, -2]).subarray(1);
    expect([...decodeFloat16(encodeFloat16(values))]).toEqual([1, -2]);
  });
});
