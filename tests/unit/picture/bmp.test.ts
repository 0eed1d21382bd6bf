import { describe, expect, it } from 'vitest';
import { readPicture } from '@/cli/read-picture';
import { decodeBmp } from '@/lib/picture/bmp';
import { identify } from '@/lib/picture/identify';
import { BITMAP, BITMAPS, BROKEN_BITMAPS, bitmapPixels } from '@/tests/e2e/bitmaps';

const bytesOf = (name: string): Buffer => BITMAPS[name]?.bytes ?? Buffer.alloc(0);

describe('bitmaps', () => {
  it.each(Object.keys(BITMAPS).filter((name) => !BITMAPS[name]?.own))('%s: every pixel', (name) => {
    const { width, height, data } = decodeBmp(bytesOf(name));
    expect([width, height]).toEqual([BITMAP.width, BITMAP.height]);
    const expected = bitmapPixels(BITMAPS[name]);
    // Green of 5-6-5 keeps a bit more than the other two.
    const compared = (_: number, i: number) => !(name === '16 bits, 5-6-5' && i % 4 === 1);
    expect([...data].filter(compared)).toEqual(expected.filter(compared));
  });

  it.each(Object.keys(BITMAPS))('%s has its size in the header and is whole', (name) => {
    expect(identify(bytesOf(name))).toMatchObject({ kind: 'bmp', size: BITMAP, complete: true, frames: 1 });
  });

  it('what a palette lacks, what is jumped over and what lies beyond a row', () => {
    const pixel = (name: string, x: number, y: number) => {
      const { data } = decodeBmp(bytesOf(name));
      return [...data.subarray((y * BITMAP.width + x) * 4).subarray(0, 4)];
    };
    const black = [0, 0, 0, 255];
    const whole = bitmapPixels();
    const lacking = decodeBmp(bytesOf('8 bits beyond the palette')).data;
    const pixels = Array.from({ length: whole.length / 4 }, (_, i) => [...lacking.subarray(i * 4, i * 4 + 4)].join());
    const kept = pixels.filter((one, i) => one === whole.slice(i * 4, i * 4 + 4).join()).length;
    expect(kept).toBeGreaterThan(0);
    expect(pixels.filter((one) => one === black.join())).toHaveLength(pixels.length - kept);
    expect(kept).toBeLessThan(pixels.length);
    const one = pixel('runs with jumps', 0, 6);
    const two = pixel('runs with jumps', 0, 4);
    expect(one).not.toEqual(black);
    expect(two).not.toEqual(black);
    expect([3, 12].map((x) => pixel('runs with jumps', x, 6))).toEqual([black, black]);
    // Three pixels, four to the right, one up, two pixels.
    expect([6, 7, 8, 9].map((x) => pixel('runs with jumps', x, 5).join() !== black.join())).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(pixel('runs beyond the row', 12, 6)).toEqual(one);
    expect(pixel('runs beyond the row', 2, 5)).toEqual(black);
  });

  it.each(Object.keys(BROKEN_BITMAPS))('%s is refused by name', async (name) => {
    await expect(readPicture(BROKEN_BITMAPS[name] ?? Buffer.alloc(0))).rejects.toMatchObject({
      code: 'picture/undecodable',
      data: { kind: 'bmp' },
    });
  });

  it('a bitmap that is cut is said to be cut', async () => {
    for (const name of ['24 bits', '8 bits, top down', 'OS/2, 8 bits', '16 bits, 5-6-5']) {
      await expect(readPicture(bytesOf(name).subarray(0, -1))).rejects.toMatchObject({ code: 'picture/truncated' });
    }
  });
});
