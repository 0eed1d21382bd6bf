import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPicture } from '@/cli/read-picture';
import { AtlasError } from '@/lib/error';
import { contentKey } from '@/lib/picture/content-key';
import { flatten } from '@/lib/picture/flatten';
import type { OpaqueImage } from '@/lib/picture/image';
import { prepare, resizedSize, roundHalfEven } from '@/lib/picture/prepare';
import { type Preprocessing, preprocessingAt } from '@/lib/picture/preprocessing';
import { type Filter, resize } from '@/lib/picture/resize';
import golden from '@/tests/golden/picture/pillow.json';
import { type Pattern, patternOf, rgbaOf } from './pattern';

const sha256 = (bytes: Uint8Array | Uint8ClampedArray) => createHash('sha256').update(bytes).digest('hex');
const bytesOf = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
const triple = (values: readonly number[]): [number, number, number] => [
  values[0] ?? 0,
  values[1] ?? 0,
  values[2] ?? 0,
];

function image(width: number, height: number, pattern: Pattern = 'noise'): OpaqueImage {
  return { width, height, data: rgbaOf(patternOf(width, height, pattern)), opaque: true };
}

const half: [number, number, number] = [0.5, 0.5, 0.5];
const published = { cropShare: 0.875, interpolation: 'bicubic', mean: half, std: half } as const;
const rgbOf = (rgba: Uint8ClampedArray) => Uint8ClampedArray.from(rgba.filter((_, i) => i % 4 !== 3));

describe('prepare', () => {
  it.each(golden.evaluation)('is timm with Pillow bit for bit: $from to $size of $cropShare, $filter', (example) => {
    const [width = 0, height = 0] = example.from;
    const preprocessing = preprocessingAt(example.size, {
      cropShare: example.cropShare,
      interpolation: example.filter as Filter,
      mean: triple(example.mean),
      std: triple(example.std),
    });
    const source = image(width, height, example.pattern as Pattern);
    const resized = resizedSize(source, preprocessing.resizeShort);
    expect([resized.width, resized.height]).toEqual(example.resized);
    const { pixels, visible, crop } = prepare(source, preprocessing);
    expect([...pixels.subarray(0, 6)]).toEqual(example.first);
    expect(sha256(rgbOf(visible))).toBe(example.crop_sha256);
    expect(sha256(bytesOf(pixels))).toBe(example.tensor_sha256);
    const [left = 0, top = 0] = example.offset;
    expect(crop.x).toBeCloseTo((left * width) / resized.width, 9);
    expect(crop.y).toBeCloseTo((top * height) / resized.height, 9);
  });

  it.each(golden.samples)('is Pillow bit for bit from the file on: $file at $size of $cropShare', async (example) => {
    const { image: decoded } = await readPicture(await readFile(`public/samples/${example.file}`));
    expect([decoded.width, decoded.height]).toEqual(example.from);
    const preprocessing = preprocessingAt(example.size, {
      cropShare: example.cropShare,
      interpolation: example.filter as Filter,
      mean: triple(example.mean),
      std: triple(example.std),
    });
    expect(sha256(bytesOf(prepare(decoded, preprocessing).pixels))).toBe(example.tensor_sha256);
  });

  it('resizes the short side to the floor of size / share', () => {
    const short = (size: number, cropShare: number) => preprocessingAt(size, { ...published, cropShare }).resizeShort;
    expect([short(299, 0.875), short(299, 0.8975), short(75, 0.875), short(160, 1)]).toEqual([341, 333, 85, 160]);
  });

  it('rounds halves to even, as Python does', () => {
    expect([0.5, 1.5, 2.5, 21, 21.5, 0.49, 0.51].map(roundHalfEven)).toEqual([0, 2, 2, 21, 22, 0, 1]);
  });

  it('moves the crop without changing the scale, and keeps it inside', () => {
    const source = image(120, 80);
    const preprocessing = preprocessingAt(35, published);
    const resized = resizedSize(source, 40);
    expect(resized).toEqual({ width: 60, height: 40 });
    const whole = resize({ ...source, channels: 4 }, resized, 'bicubic');
    const at = (x: number, y: number) =>
      Array.from({ length: 35 }, (_, row) => [
        ...whole.subarray(((y + row) * 60 + x) * 3, ((y + row) * 60 + x + 35) * 3),
      ]);
    const moved = prepare(source, preprocessing, { x: 20, y: 4 });
    expect([...rgbOf(moved.visible)]).toEqual(at(10, 2).flat());
    expect(moved.crop).toEqual({ x: 20, y: 4, width: 70, height: 70 });
    const outside = prepare(source, preprocessing, { x: 1e6, y: -7 });
    expect(outside.crop).toEqual({ x: 50, y: 0, width: 70, height: 70 });
    expect([...rgbOf(outside.visible)]).toEqual(at(25, 0).flat());
  });

  it('resizes a square of the reader to the input, as the box of Pillow', () => {
    const source = image(120, 80);
    const taken = prepare(source, preprocessingAt(35, published), { x: 10.5, y: 20, side: 50 });
    expect(taken.crop).toEqual({ x: 10.5, y: 20, width: 50, height: 50 });
    const box = [10.5, 20, 60.5, 70] as const;
    const expected = resize({ ...source, channels: 4 }, { width: 35, height: 35 }, 'bicubic', { box });
    expect([...rgbOf(taken.visible)]).toEqual([...expected]);
    expect(taken.notes).toEqual([]);
    expect(prepare(source, preprocessingAt(35, published), { x: 0, y: 0, side: 10 }).notes).toEqual(['enlarged']);
    expect(prepare(source, preprocessingAt(35, published), { x: 0, y: 0, side: 999 }).crop.width).toBe(80);
  });

  it('lets a picture just cover a rectangle, so that the crop keeps the same share, as timm does', () => {
    const wide = preprocessingAt({ width: 35, height: 21 }, published);
    expect(wide).toMatchObject({ resizeShort: { width: 40, height: 24 }, crop: { width: 35, height: 21 } });
    expect(preprocessingAt({ width: 35, height: 35 }, published)).toEqual(preprocessingAt(35, published));
    // ResizeKeepRatio: the smaller of both ratios, and each side rounded.
    expect(resizedSize({ width: 120, height: 80 }, { width: 40, height: 24 })).toEqual({ width: 40, height: 27 });
    expect(resizedSize({ width: 500, height: 100 }, { width: 40, height: 24 })).toEqual({ width: 120, height: 24 });
    const source = image(120, 80);
    const whole = resize({ ...source, channels: 4 }, { width: 40, height: 27 }, 'bicubic');
    // round(5 / 2) is 2: halves go to even.
    const expected = Array.from({ length: 21 }, (_, row) => [
      ...whole.subarray(((row + 3) * 40 + 2) * 3, ((row + 3) * 40 + 2 + 35) * 3),
    ]).flat();
    const { visible, pixels, width, height, crop, notes } = prepare(source, wide);
    expect([...rgbOf(visible)]).toEqual(expected);
    expect([height, width, pixels.length]).toEqual([21, 35, 21 * 35 * 3]);
    expect(crop).toEqual({ x: 6, y: (3 * 80) / 27, width: 105, height: (21 * 80) / 27 });
    expect(notes).toEqual([]);
  });

  it('fills any rectangle from any picture, with a crop inside it', () => {
    const side = fc.integer({ min: 1, max: 60 });
    const target = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, target, target, fc.option(side), (w, h, width, height, own) => {
        const choice = own === null ? undefined : { x: 3, y: 4, side: own };
        const made = prepare(image(w, h), preprocessingAt({ width, height }, published), choice);
        expect(made).toMatchObject({ width, height });
        expect(made.pixels).toHaveLength(width * height * 3);
        expect(made.notes).not.toContain('padded');
        const { crop } = made;
        expect(Math.min(crop.x, crop.y)).toBeGreaterThanOrEqual(0);
        expect(crop.x + crop.width).toBeLessThanOrEqual(w + 1e-9);
        expect(crop.y + crop.height).toBeLessThanOrEqual(h + 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it('pads with black what is smaller than the crop and not resized, as torchvision does', () => {
    const source = image(3, 8);
    const preprocessing: Preprocessing = {
      resizeShort: null,
      crop: 6,
      interpolation: 'bicubic',
      mean: half,
      std: half,
    };
    const { visible, pixels, crop, notes } = prepare(source, preprocessing);
    expect(notes).toEqual(['padded']);
    expect(crop).toEqual({ x: -1, y: 1, width: 6, height: 6 });
    const rgb = rgbOf(visible);
    for (let y = 0; y < 6; y++) {
      for (let x = 0; x < 6; x++) {
        const inside = x >= 1 && x < 4;
        const from = ((y + 1) * 3 + (x - 1)) * 4;
        const expected = inside ? [...source.data.subarray(from, from + 3)] : [0, 0, 0];
        expect([...rgb.subarray((y * 6 + x) * 3, (y * 6 + x + 1) * 3)]).toEqual(expected);
      }
    }
    expect(pixels[0]).toBe(-1);
  });

  it('computes only the crop of a very long picture', () => {
    const { crop, notes } = prepare(image(16_384, 1), preprocessingAt(299, published));
    expect(notes).toEqual(['enlarged']);
    expect(crop.height).toBeCloseTo(299 / 341, 12);
  });

  it('always gives finite values and a crop inside the picture', () => {
    const side = fc.integer({ min: 1, max: 60 });
    const offset = fc.integer({ min: -50, max: 90 });
    fc.assert(
      fc.property(
        side,
        side,
        fc.integer({ min: 1, max: 40 }),
        offset,
        offset,
        fc.boolean(),
        (w, h, size, x, y, own) => {
          const { pixels, crop } = prepare(image(w, h), preprocessingAt(size, published), own ? { x, y } : undefined);
          expect(pixels).toHaveLength(size * size * 3);
          expect(pixels.every((value) => value >= -1 && value <= 1)).toBe(true);
          expect(Math.min(crop.x, crop.y)).toBeGreaterThanOrEqual(0);
          expect(crop.x + crop.width).toBeLessThanOrEqual(w + 1e-9);
          expect(crop.y + crop.height).toBeLessThanOrEqual(h + 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses what cannot be meant', () => {
    const refuse = (change: Partial<Preprocessing>) => () =>
      prepare(image(4, 4), { ...preprocessingAt(8, published), ...change });
    for (const change of [
      { crop: 0 },
      { crop: 2.5 },
      { crop: 1e6 },
      { resizeShort: -1 },
      { std: [1, 0, 1] as const },
    ]) {
      expect(refuse(change)).toThrow(AtlasError);
      expect(refuse(change)).toThrow(/bad-preprocessing/);
    }
  });
});

describe('flatten', () => {
  it('lays every value and alpha on white, to nearest', () => {
    const data = new Uint8ClampedArray(256 * 256 * 4);
    for (let i = 0; i < 256 * 256; i++) data.set([i >> 8, 7, 9, i & 255], i * 4);
    const { image: flat, notes } = flatten({ width: 256, height: 256, data });
    expect(notes).toEqual(['alpha-on-white']);
    for (let i = 0; i < 256 * 256; i++) {
      const a = (i & 255) / 255;
      expect(Math.abs((flat.data[i * 4] as number) - ((i >> 8) * a + 255 * (1 - a)))).toBeLessThanOrEqual(0.5 + 1e-9);
      expect(flat.data[i * 4 + 3]).toBe(255);
    }
  });

  it('sees grey, also after white was laid under it, and leaves opaque pixels alone', () => {
    const grey = flatten({ width: 2, height: 1, data: new Uint8ClampedArray([9, 9, 9, 255, 80, 80, 80, 0]) });
    expect(grey.notes).toEqual(['alpha-on-white', 'grey']);
    expect([...grey.image.data]).toEqual([9, 9, 9, 255, 255, 255, 255, 255]);
    const colour = flatten({ width: 2, height: 1, data: new Uint8ClampedArray([9, 9, 9, 255, 80, 81, 80, 255]) });
    expect(colour.notes).toEqual([]);
    expect([...colour.image.data]).toEqual([9, 9, 9, 255, 80, 81, 80, 255]);
  });
});

describe('contentKey', () => {
  it('is the same for the same input and another for any changed bit or side', () => {
    const pixels = Float32Array.from({ length: 75 }, (_, i) => Math.sin(i));
    const key = contentKey(pixels, 5);
    expect(key).toMatch(/^[0-9a-f]{16}$/);
    expect(contentKey(pixels.slice(), 5)).toBe(key);
    expect(contentKey(pixels, 3)).not.toBe(key);
    const seen = new Set([key]);
    for (let i = 0; i < 75; i++) {
      for (let bit = 0; bit < 32; bit++) {
        const changed = pixels.slice();
        const words = new Uint32Array(changed.buffer);
        words[i] = (words[i] as number) ^ (1 << bit);
        seen.add(contentKey(changed, 5));
      }
    }
    expect(seen.size).toBe(1 + 75 * 32);
  });
});
