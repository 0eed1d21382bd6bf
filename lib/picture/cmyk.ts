import type { RgbaImage } from './image';

/**
 * Ink of a printed picture (CMYK, 0 none to 255 full) as RGB without a profile: ⌊(255 − ink)·(255 − black) / 255⌋.
 * So does Chromium to the last bit; Pillow rounds to the nearest, which differs by one at most. Both take the values of
 * a JPEG as stored inverted, whether an Adobe marker says so or not.
 * @param channels of a pixel in `ink`, of which the first four count.
 */
export function cmykToRgba(ink: Uint8Array, width: number, height: number, channels: number): RgbaImage {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, at = 0; i < data.length; i += 4, at += channels) {
    const light = 255 - (ink[at + 3] as number);
    for (let c = 0; c < 3; c++) data[i + c] = Math.floor(((255 - (ink[at + c] as number)) * light) / 255);
    data[i + 3] = 255;
  }
  return { width, height, data };
}
