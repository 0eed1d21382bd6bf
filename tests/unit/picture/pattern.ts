export type Pattern = 'noise' | 'bars' | 'smooth';

/** The source pictures of tests/golden/picture/make.py: RGB bytes, height×width×3. */
export function patternOf(width: number, height: number, pattern: Pattern): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: width * height * 3 }, (_, i) => {
    const y = Math.floor(i / (width * 3));
    const x = Math.floor(i / 3) % width;
    const c = i % 3;
    if (pattern === 'noise') return noise(i);
    if (pattern === 'bars') return (Math.floor(x / 3) + Math.floor(y / 5) + c) % 2 === 0 ? 255 : 0;
    const across = Math.floor((Math.floor((x * 255) / Math.max(width - 1, 1)) * (c + 1)) / 3);
    return Math.floor((across + Math.floor((y * 255) / Math.max(height - 1, 1))) / 2);
  });
}

function noise(i: number): number {
  let h = (Math.imul(i, 2654435761) + 12345) >>> 0;
  h ^= h >>> 15;
  h = Math.imul(h, 2246822519) >>> 0;
  h ^= h >>> 13;
  return (h >>> 0) % 256;
}

/** RGB bytes as opaque RGBA. */
export function rgbaOf(rgb: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
  for (let i = 0; i < rgb.length / 3; i++) rgba.set(rgb.subarray(i * 3, i * 3 + 3), i * 4);
  return rgba;
}
