import type { RgbaImage } from './image';

/**
 * The picture turned and mirrored as its EXIF orientation asks (EXIF 2.3, tag 274): 2 mirrored, 3 by 180°, 4 upside
 * down, 5 transposed, 6 by 90° clockwise, 7 transposed along the other diagonal, 8 by 90° counterclockwise. 1 is as it is.
 */
export function upright(image: RgbaImage, orientation: number): RgbaImage {
  if (orientation < 2 || orientation > 8) return image;
  const swapped = orientation >= 5;
  const width = swapped ? image.height : image.width;
  const height = swapped ? image.width : image.height;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBelow = [3, 4, 6, 7].includes(orientation);
  const from = new Uint32Array(image.data.buffer, image.data.byteOffset, image.width * image.height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = swapped ? [y, x] : [x, y];
      const column = fromRight ? image.width - 1 - u : u;
      const row = fromBelow ? image.height - 1 - v : v;
      to[y * width + x] = from[row * image.width + column] as number;
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
