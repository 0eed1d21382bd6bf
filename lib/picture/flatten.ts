import type { DecodedPicture, PictureNote, RgbaImage } from './image';

/**
 * Lays transparent pixels on white and sees whether the picture is grey. Works in place: a picture may take 256 MiB.
 * The blend is on 8-bit sRGB values, as pages show it, rounded to nearest.
 */
export function flatten(image: RgbaImage): DecodedPicture {
  const { data, width, height } = image;
  let alpha = false;
  let grey = true;
  for (let i = 0; i < data.length; i += 4) {
    const a = data[i + 3] as number;
    if (a !== 255) {
      alpha = true;
      const white = 255 * (255 - a);
      for (let j = i; j < i + 3; j++) data[j] = Math.round(((data[j] as number) * a + white) / 255);
      data[i + 3] = 255;
    }
    if (grey && (data[i] !== data[i + 1] || data[i] !== data[i + 2])) grey = false;
  }
  const notes: PictureNote[] = [];
  if (alpha) notes.push('alpha-on-white');
  if (grey) notes.push('grey');
  return { image: { width, height, data, opaque: true }, notes };
}
