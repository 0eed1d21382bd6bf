import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPicture } from '@/cli/read-picture';
import { AtlasError } from '@/lib/error';
import { admit, checkSize, identify } from '@/lib/picture/identify';
import type { OpaqueImage } from '@/lib/picture/image';
import { kindOf } from '@/lib/picture/kind';
import { PICTURE_LIMITS } from '@/lib/picture/limits';
import { CORNERS, claimingPng, expectationOf, PICTURE_NAMES, picture, SCENE, scene } from '@/tests/e2e/pictures';

const made = new Map<string, Buffer>();
beforeAll(async () => {
  for (const name of PICTURE_NAMES) made.set(name, await picture(name));
});
function bytesOf(name: string): Buffer {
  const bytes = made.get(name);
  if (bytes === undefined) throw new Error(name);
  return bytes;
}

async function failureOf(run: () => unknown): Promise<AtlasError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof AtlasError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const at = ({ data, width }: OpaqueImage, x: number, y: number) => [
  ...data.subarray((y * width + x) * 4).subarray(0, 3),
];

describe('every kind of file, as made by encoders', () => {
  it.each(PICTURE_NAMES)('%s is answered or refused by name', async (name) => {
    const expectation = expectationOf(name, 'command line');
    if ('refused' in expectation) {
      const error = await failureOf(() => readPicture(bytesOf(name)));
      expect(error.code).toBe(expectation.refused);
      expect(error.data).toMatchObject(expectation.facts ?? {});
      return;
    }
    const { identity, notes, image } = await readPicture(bytesOf(name));
    expect({ kind: identity.kind, notes }).toEqual(expectation);
    expect(identity.complete).toBe(true);
    expect(image.data).toHaveLength(image.width * image.height * 4);
    expect(image.data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
    if (name === 'one-pixel.png') return;
    expect([image.width, image.height]).toEqual([SCENE.width, SCENE.height]);
  });

  it.each(PICTURE_NAMES.filter((name) => 'kind' in expectationOf(name)))('%s has its size in the header', (name) => {
    const { size, orientation } = identify(bytesOf(name));
    const swapped = orientation > 4 || /-[5-8]\.avif$/.test(name);
    const stored = swapped ? [SCENE.height, SCENE.width] : [SCENE.width, SCENE.height];
    expect([size?.width, size?.height]).toEqual(name === 'one-pixel.png' ? [1, 1] : stored);
  });

  const turned = PICTURE_NAMES.filter((name) => name.startsWith('orientation-'));
  it.each(turned)('%s is read and undone', async (name) => {
    const { identity, image } = await readPicture(bytesOf(name));
    const orientation = Number(/\d/.exec(name)?.[0]);
    expect(identity.turned).toBe(orientation !== 1);
    // An AVIF is turned by properties of its own.
    expect(identity.orientation).toBe(identity.kind === 'avif' ? 1 : orientation);
    const [w, h] = [SCENE.width - 9, SCENE.height - 9];
    const corners = { topLeft: [8, 8], topRight: [w, 8], bottomRight: [w, h], bottomLeft: [8, h] } as const;
    for (const [corner, [x, y]] of Object.entries(corners)) {
      const expected = CORNERS[corner as keyof typeof CORNERS];
      const difference = at(image, x, y).map((value, c) => Math.abs(value - (expected[c] as number)));
      expect(Math.max(...difference), corner).toBeLessThan(30);
    }
  });

  it('takes the first frame', async () => {
    for (const name of ['animated.gif', 'animated.webp']) {
      expect(identify(bytesOf(name)).frames).toBe(3);
      const { image } = await readPicture(bytesOf(name));
      expect(Math.max(...at(image, 20, 20))).toBeGreaterThan(150);
    }
    expect(identify(bytesOf('still.gif')).frames).toBe(1);
  });

  it('keeps lossless pixels as they are and lays transparent ones on white', async () => {
    const { image } = await readPicture(bytesOf('picture.png'));
    expect([...image.data.filter((_, i) => i % 4 !== 3)]).toEqual([...scene()]);
    const alpha = await readPicture(bytesOf('alpha.png'));
    expect(at(alpha.image, 5, 5)).toEqual([255, 255, 255]);
    expect(at(alpha.image, 155, 5)).toEqual(at(image, 155, 5));
  });

  it('counts the frames of an animated PNG', () => {
    const still = bytesOf('picture.png');
    const control = Buffer.from('000000086163544c000000030000000000000000', 'hex');
    const animated = Buffer.concat([still.subarray(0, 33), control, still.subarray(33)]);
    expect(identify(animated)).toMatchObject({ kind: 'png', frames: 3, complete: true });
  });
});

describe('cut files', () => {
  const lossy = PICTURE_NAMES.filter((name) => 'kind' in expectationOf(name));

  it.each(lossy)('%s, cut anywhere, is never said to be whole', (name) => {
    const bytes = bytesOf(name);
    // What may follow the last byte of the first picture: the GIF trailer, later frames, an even byte of RIFF.
    const whole = { gif: 0.3, webp: 0.9, bmp: 1, tiff: 0 }[kindOf(bytes) as string] ?? 1;
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (share) => {
        const length = Math.floor(bytes.length * whole * share);
        const { complete, kind } = identify(bytes.subarray(0, length));
        return kind === 'unknown' || !complete;
      }),
      { numRuns: 60 },
    );
  });

  it('never reads past its own bytes into the buffer behind them', () => {
    const bytes = bytesOf('picture.png');
    expect(identify(bytes.subarray(0, 20)).size).toBeNull();
    expect(identify(bytesOf('still.gif').subarray(0, 8)).size).toBeNull();
  });

  it('answers any bytes behind any beginning', () => {
    const beginnings = PICTURE_NAMES.map((name) => bytesOf(name).subarray(0, 48));
    fc.assert(
      fc.property(
        fc.constantFrom(...beginnings),
        fc.nat(48),
        fc.uint8Array({ maxLength: 300 }),
        (beginning, keep, tail) => {
          const { size, orientation, frames } = identify(Buffer.concat([beginning.subarray(0, keep), tail]));
          expect(size === null || (size.width > 0 && size.height > 0)).toBe(true);
          expect(orientation >= 1 && orientation <= 8 && frames >= 1).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds the end of a JPEG behind an embedded thumbnail and before trailing bytes', async () => {
    const thumbnail = bytesOf('grey.jpg');
    const jpeg = bytesOf('photograph.jpg');
    const segment = Buffer.concat([Buffer.from([0xff, 0xe5, 0, 0]), thumbnail]);
    segment.writeUInt16BE(thumbnail.length + 2, 2);
    const nested = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
    expect(identify(nested)).toMatchObject({ complete: true, size: SCENE });
    expect(identify(nested.subarray(0, nested.length - 40)).complete).toBe(false);
    expect(identify(Buffer.concat([nested, Buffer.from('trailer of a phone')])).complete).toBe(true);
  });

  it('keeps the size where the EXIF block is nonsense', () => {
    const jpeg = bytesOf('photograph.jpg');
    const exif = Buffer.from('ffe100104578696600004d4d002a00000008', 'hex');
    expect(identify(Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]))).toMatchObject({
      size: SCENE,
      orientation: 1,
      complete: true,
    });
  });
});

describe('limits', () => {
  it('refuses by size alone, before anything is decoded', async () => {
    expect((await failureOf(() => admit(claimingPng(16_385, 1)))).code).toBe('picture/too-large');
    expect((await failureOf(() => admit(claimingPng(8193, 8192)))).data).toMatchObject({
      width: 8193,
      height: 8192,
      maxPixels: PICTURE_LIMITS.maxPixels,
    });
    expect(admit(claimingPng(8192, 8192)).size).toEqual({ width: 8192, height: 8192 });
    expect(admit(claimingPng(16_384, 4096)).complete).toBe(true);
    expect(() => checkSize('jpeg', 16_384, 4097)).toThrow(/too-large/);
    const limits = { ...PICTURE_LIMITS, maxBytes: 10 };
    expect((await failureOf(() => admit(bytesOf('picture.png'), limits))).code).toBe('picture/too-heavy');
  });

  it('lets a photograph of 64 megapixels through', () => {
    expect(() => checkSize('jpeg', 9248, 6944)).not.toThrow();
  });
});

describe('kindOf', () => {
  it.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'],
    ['\ufeff<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n<svg >', 'svg'],
    ['<!-- Created by hand --><svg:svg width="1">', 'svg'],
    ['<!DOCTYPE html><html><body><svg></svg></body></html>', 'unknown'],
    ['<svgish>', 'unknown'],
    ['BMW is a brand of cars', 'unknown'],
    ['GIF is a format', 'unknown'],
  ])('%s is %s', (text, kind) => {
    expect(kindOf(new TextEncoder().encode(text))).toBe(kind);
  });

  it('reads brands, so that a video is no picture', () => {
    const file = (brands: string) => Buffer.from(`\0\0\0\x18ftyp${brands}`, 'latin1');
    expect(kindOf(file('mif1\0\0\0\0mif1avif'))).toBe('avif');
    expect(kindOf(file('mif1\0\0\0\0mif1heic'))).toBe('heic');
    expect(kindOf(file('isom\0\0\0\0isomavc1'))).toBe('unknown');
  });

  it('knows a TIFF, which sharp reads and browsers do not', async () => {
    const tiff = await sharp(scene(), { raw: { width: 160, height: 120, channels: 3 } })
      .tiff()
      .toBuffer();
    expect(identify(tiff)).toMatchObject({ kind: 'tiff', size: SCENE });
    expect((await readPicture(tiff)).image.width).toBe(160);
  });

  it.each([
    ['49492b0008000000', 'tiff'],
    ['ff0a00101009080401001c004b188b15820300', 'jxl'],
    ['ff4fff51002f0000', 'jp2'],
    // An icon and a cursor with an entry behind the directory; an MP3 frame, zeros and a directory that points at itself.
    ['0000010001001010000001002000680400001600000068040000', 'ico'],
    ['0000020001001010000000000000680400001600000068040000', 'ico'],
    ['fffb90640000', 'unknown'],
    ['00000000000000000000000000000000000000000000', 'unknown'],
    ['0000010001001010000001002000680400000000000068040000', 'unknown'],
  ])('%s begins %s', (hex, kind) => {
    expect(kindOf(Buffer.from(hex, 'hex'))).toBe(kind);
  });
});
