import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Filter, resize } from '@/lib/picture/resize';
import golden from '@/tests/golden/picture/pillow.json';
import { type Pattern, patternOf, rgbaOf } from './pattern';

const sha256 = (bytes: Uint8Array | Uint8ClampedArray) => createHash('sha256').update(bytes).digest('hex');
const pair = (values: readonly number[]): [number, number] => [values[0] ?? 0, values[1] ?? 0];

describe('resize', () => {
  it.each(golden.resize)('is Pillow bit for bit: $from to $to, $filter, $pattern, box $box', (example) => {
    const [width, height] = pair(example.from);
    const [toWidth, toHeight] = pair(example.to);
    const data = patternOf(width, height, example.pattern as Pattern);
    const box = example.box as [number, number, number, number] | undefined;
    const to = { width: toWidth, height: toHeight };
    const out = resize({ width, height, channels: 3, data }, to, example.filter as Filter, { box });
    if (example.rgb !== undefined) expect([...out]).toEqual([...Buffer.from(example.rgb, 'base64')]);
    expect(sha256(out)).toBe(example.sha256);
    const rgba = resize({ width, height, channels: 4, data: rgbaOf(data) }, to, example.filter as Filter, { box });
    expect(sha256(rgba)).toBe(example.sha256);
  });

  const picture = fc
    .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }) })
    .chain(({ width, height }) =>
      fc.record({
        source: fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          channels: fc.constant(3 as const),
          data: fc.uint8ClampedArray({ minLength: width * height * 3, maxLength: width * height * 3 }),
        }),
        to: fc.record({ width: fc.integer({ min: 1, max: 30 }), height: fc.integer({ min: 1, max: 30 }) }),
        filter: fc.constantFrom<Filter>('bilinear', 'bicubic', 'lanczos'),
        u: fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 4, maxLength: 4 }),
      }),
    );

  it('computes of a window exactly what the whole result holds there', () => {
    fc.assert(
      fc.property(picture, ({ source, to, filter, u }) => {
        const [a = 0, b = 0, c = 0, d = 0] = u;
        const x = Math.floor(a * to.width);
        const y = Math.floor(b * to.height);
        const window = { x, y, width: 1 + Math.floor(c * (to.width - x)), height: 1 + Math.floor(d * (to.height - y)) };
        const whole = resize(source, to, filter);
        const rows = Array.from({ length: window.height }, (_, row) => {
          const start = ((y + row) * to.width + x) * 3;
          return [...whole.subarray(start, start + window.width * 3)];
        });
        expect([...resize(source, to, filter, { window })]).toEqual(rows.flat());
      }),
    );
  });

  it('leaves a picture of one colour alone, whatever the sizes', () => {
    fc.assert(
      fc.property(picture, fc.integer({ min: 0, max: 255 }), ({ source, to, filter }, value) => {
        const flat = { ...source, data: new Uint8ClampedArray(source.data.length).fill(value) };
        expect(new Set(resize(flat, to, filter))).toEqual(new Set([value]));
      }),
    );
  });

  it('gives the same bytes at the same size', () => {
    fc.assert(
      fc.property(picture, ({ source, filter }) => {
        expect([...resize(source, source, filter)]).toEqual([...source.data]);
      }),
    );
  });
});
