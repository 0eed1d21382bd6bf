import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandErrors } from '@/cli/words/command-errors';
import { errors as english } from '@/content/en/words/every-error';
import { errors as chinese } from '@/content/zh/words/every-error';
import { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';
import {
  extentOf,
  formatSize,
  type InputSize,
  inputSize,
  LARGEST_SIZE,
  parseSide,
  parseSize,
  sameSize,
} from '@/lib/reading/size';

const SMALLEST = 75;

const refused = (read: () => unknown): AtlasError => {
  try {
    read();
  } catch (error) {
    if (error instanceof AtlasError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('a size as text', () => {
  it('is a side, or height and width', () => {
    expect(parseSize('299', SMALLEST)).toBe(299);
    expect(parseSize('299x299', SMALLEST)).toBe(299);
    for (const text of ['224x320', '224X320', '224×320']) {
      expect(parseSize(text, SMALLEST)).toEqual({ height: 224, width: 320 });
    }
    expect(formatSize(inputSize(224, 320))).toBe('224x320');
    expect(formatSize(inputSize(299, 299))).toBe('299');
  });

  it('comes back from an address as it was', () => {
    const side = fc.integer({ min: SMALLEST, max: LARGEST_SIZE });
    fc.assert(
      fc.property(side, side, (height, width) => {
        const size: InputSize = inputSize(height, width);
        const { searchParams } = new URL(`http://atlas.test/?${new URLSearchParams({ size: formatSize(size) })}`);
        expect(parseSize(searchParams.get('size') ?? '', SMALLEST)).toEqual(size);
        expect(extentOf(size)).toEqual({ height, width });
      }),
    );
  });

  it('is written in one way only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789x×X. -') }), (text) => {
        let size: InputSize;
        try {
          size = parseSize(text, SMALLEST);
        } catch (error) {
          expect(error).toBeInstanceOf(AtlasError);
          return;
        }
        expect(sameSize(parseSize(formatSize(size), SMALLEST), size)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['74', '0', '', ' 299', '2.5', '1e2', '-299', '224x', 'x320', '224x320x3', '0x320', '224 x 320', 'large'])(
    'is not “%s”',
    (text) => {
      expect(refused(() => parseSize(text, SMALLEST))).toMatchObject({
        code: 'network/bad-size',
        data: { text, smallest: SMALLEST, largest: LARGEST_SIZE },
      });
    },
  );

  it('goes up to 4096 on each side, and what is beyond is refused with the limits', () => {
    expect(LARGEST_SIZE).toBe(4096);
    expect(parseSize('4096', SMALLEST)).toBe(4096);
    expect(parseSize('4096x80', SMALLEST)).toEqual({ height: 4096, width: 80 });
    for (const text of ['4097', '4097x300', '300x4097']) {
      const error = refused(() => parseSize(text, SMALLEST));
      for (const words of [english, chinese, commandErrors]) {
        const { what, next } = explain(words, error) ?? { what: '', next: '' };
        expect(what).toContain(text);
        expect(next).toMatch(/75.*4096/);
      }
    }
  });

  it('is a side where only a square will do', () => {
    expect(parseSide('160', SMALLEST)).toBe(160);
    expect(parseSide('160x160', SMALLEST)).toBe(160);
    expect(refused(() => parseSide('160x161', SMALLEST)).code).toBe('network/square-only');
    expect(refused(() => parseSide('4097', SMALLEST)).code).toBe('network/bad-size');
  });
});
