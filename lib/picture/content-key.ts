/**
 * A key of what a network will see: 16 hexadecimal digits of a 64-bit hash over the bits of the input and its width.
 * Equal inputs have equal keys whatever picture, crop or preprocessing they came from, so what was computed for one
 * serves the other. Two 32-bit lanes of multiply-and-xor; not cryptographic (which browsers grant on https only).
 */
export function contentKey(pixels: Float32Array, width: number): string {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length);
  let a = 0x9e3779b9 ^ width;
  let b = 0x85ebca6b ^ pixels.length;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number;
    a = Math.imul(a ^ word, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b ^ word, 0x5f356495);
    b ^= b >>> 13;
  }
  a = Math.imul(a ^ (b >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (a >>> 13), 0xc2b2ae35);
  const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
  return hex(a ^ (a >>> 16)) + hex(b ^ (b >>> 16));
}
