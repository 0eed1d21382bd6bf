import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPicture } from '@/cli/read-picture';
import { isForeignProfile } from '@/lib/picture/colour-profile';
import { exifOrientation } from '@/lib/picture/exif-orientation';
import { identify } from '@/lib/picture/identify';
import { jxlHeader } from '@/lib/picture/jxl-header';
import { upright } from '@/lib/picture/upright';
import { SCENE, scene } from '@/tests/e2e/pictures';

const golden = (name: string) => readFileSync(new URL(`../../golden/picture/${name}`, import.meta.url));
const file = (name: string) => golden(`files/${name}`);
const inks: { rgb: Readonly<Record<string, readonly (readonly number[])[]>> } = JSON.parse(
  golden('inks.json').toString(),
);

describe('printing colours', () => {
  it.each(Object.keys(inks.rgb))('%s is what Pillow reads, within its rounding', async (name) => {
    const { image } = await readPicture(file(name));
    expect([image.width, image.height]).toEqual([32, 24]);
    const expected = inks.rgb[name] ?? [];
    expect(expected).toHaveLength(12);
    expected.forEach((colour, i) => {
      const at = ((Math.floor(i / 4) * 8 + 4) * 32 + (i % 4) * 8 + 4) * 4;
      // Pillow rounds to the nearest, Chromium and this down.
      const under = colour.map((value, c) => value - (image.data[at + c] as number));
      expect(Math.min(...under), `${i}`).toBeGreaterThanOrEqual(0);
      expect(Math.max(...under), `${i}`).toBeLessThanOrEqual(1);
    });
  });
});

describe('JPEG XL', () => {
  it('says its size and frames in its header, bare and in a container', () => {
    expect(identify(file('scene.jxl'))).toMatchObject({ kind: 'jxl', size: SCENE, frames: 1, complete: true });
    expect(identify(file('animated.jxl'))).toMatchObject({
      size: { width: 32, height: 24 },
      frames: 2,
      orientation: 1,
    });
    expect(identify(file('scene.jxl').subarray(0, 900)).complete).toBe(false);
    expect(jxlHeader(file('scene.jxl').subarray(0, 30))).toBeNull();
  });

  it('is refused by name where it is not read', async () => {
    await expect(readPicture(file('animated.jxl'))).rejects.toMatchObject({
      code: 'picture/kind-unread',
      data: { kind: 'jxl' },
    });
  });
});

describe('TIFF', () => {
  const raw = () => sharp(scene(), { raw: { width: SCENE.width, height: SCENE.height, channels: 3 } });

  it('stands upright and says so, has its profile named and its first page read', async () => {
    const turned = await readPicture(await raw().rotate(270).withMetadata({ orientation: 6 }).tiff().toBuffer());
    expect([turned.image.width, turned.image.height]).toEqual([SCENE.width, SCENE.height]);
    expect(turned.notes).toContain('rotated');
    const wide = await readPicture(await raw().withIccProfile('p3').tiff().toBuffer());
    expect(wide.notes).toEqual(['profile-ignored']);
    const png = await raw().png().toBuffer();
    const pages = await sharp([png, png], { join: { animated: true } })
      .tiff()
      .toBuffer();
    expect((await readPicture(pages)).notes).toEqual(['first-frame']);
  });
});

describe('EXIF', () => {
  const block = (order: 'II' | 'MM', orientation: number, type = 3) => {
    const little = order === 'II';
    const word = (value: number, bytes: number) => {
      const out = Array.from({ length: bytes }, (_, i) => (value >> (8 * i)) & 255);
      return little ? out : out.reverse();
    };
    const entry = [...word(0x112, 2), ...word(type, 2), ...word(1, 4), ...word(orientation, 2), 0, 0];
    return Uint8Array.from([...Buffer.from(order), ...word(42, 2), ...word(8, 4), ...word(1, 2), ...entry, 0, 0, 0, 0]);
  };

  it('is read in either order, behind a prefix too, with its place', () => {
    expect(exifOrientation(block('II', 6))).toEqual({ orientation: 6, at: 18, littleEndian: true });
    expect(exifOrientation(block('MM', 3))).toEqual({ orientation: 3, at: 18, littleEndian: false });
    expect(exifOrientation(Buffer.concat([Buffer.from('Exif\0\0'), block('MM', 8)]))).toMatchObject({ at: 24 });
  });

  it.each([
    ['upright', block('II', 1)],
    ['no orientation of eight', block('MM', 9)],
    ['a type that is none', block('II', 6, 4)],
    ['a cut block', block('II', 6).subarray(0, 20)],
    ['nonsense', new Uint8Array(40)],
  ])('%s asks for nothing', (_, bytes) => {
    expect(exifOrientation(bytes)).toBeNull();
  });

  it('turns as a viewer does', () => {
    // 1 2 3
    // 4 5 6
    const image = {
      width: 3,
      height: 2,
      data: new Uint8ClampedArray([1, 2, 3, 4, 5, 6].flatMap((v) => [v, v, v, 255])),
    };
    const turned = (orientation: number) => {
      const { width, height, data } = upright(image, orientation);
      return [width, height, data.filter((_, i) => i % 4 === 0).join('')];
    };
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(turned)).toEqual([
      [3, 2, '123456'],
      [3, 2, '321654'],
      [3, 2, '654321'],
      [3, 2, '456123'],
      [2, 3, '142536'],
      [2, 3, '415263'],
      [2, 3, '635241'],
      [2, 3, '362514'],
    ]);
  });
});

describe('colour profiles', () => {
  it('are foreign unless they call themselves sRGB', async () => {
    const profile = async (name: string) => {
      const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
        .withIccProfile(name)
        .jpeg()
        .toBuffer();
      return (await sharp(png).metadata()).icc ?? new Uint8Array(0);
    };
    expect(isForeignProfile(await profile('p3'))).toBe(true);
    expect(isForeignProfile(await profile('srgb'))).toBe(false);
    expect(isForeignProfile(await profile('cmyk'))).toBe(true);
    expect(isForeignProfile(new Uint8Array(10))).toBe(true);
  });
});
