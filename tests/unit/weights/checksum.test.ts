import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumOf, textChecksum } from '@/lib/weights/checksum';

describe('the checksum', () => {
  // Known answers of XXH32, from the tests of its ports (0 and 3 bytes, 39 bytes: all three loops) and its own
  // sanity check (a byte and a seed).
  it.each([
    ['', 0, 0x02cc5d05],
    ['a', 0, 0x550d7456],
    ['abc', 0, 0x32d153ff],
    ['Nobody inspects the spammish repetition', 0, 0xe2293b2f],
    ['', 0x9e3779b1, 0x36b78ae7],
  ])('of %j with seed %i is that of XXH32', (text, seed, wanted) => {
    expect(textChecksum(text, seed)).toBe(wanted);
  });

  it('does not depend on where the bytes lie, and changes with each of them', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 70 }),
        fc.nat(15),
        fc.nat(),
        fc.nat(7),
        (bytes, shift, at, bit) => {
          const own = Uint8Array.from(bytes);
          const shifted = new Uint8Array(shift + own.length);
          shifted.set(own, shift);
          expect(checksumOf(shifted.subarray(shift))).toBe(checksumOf(own));
          const spoiled = own.slice();
          const place = at % own.length;
          spoiled[place] = (spoiled[place] ?? 0) ^ (1 << bit);
          expect(checksumOf(spoiled)).not.toBe(checksumOf(own));
        },
      ),
    );
  });
});
