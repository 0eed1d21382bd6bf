/** IEEE binary16 bits → number. */
function halfValue(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

let halfTable: Float32Array | undefined;

/** Little-endian float16 → float32, exact. */
export function decodeFloat16(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  halfTable ??= Float32Array.from({ length: 65536 }, (_, bits) => halfValue(bits));
  const out = new Float32Array(bytes.length >> 1);
  for (let i = 0; i < out.length; i++) out[i] = halfTable[(bytes[2 * i] ?? 0) | ((bytes[2 * i + 1] ?? 0) << 8)] ?? 0;
  return out;
}

/** Little-endian bfloat16 → float32, exact: the upper half of the float32 bits. */
export function decodeBfloat16(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  const bits = new Uint32Array(bytes.length >> 1);
  for (let i = 0; i < bits.length; i++) bits[i] = ((bytes[2 * i] ?? 0) << 16) | ((bytes[2 * i + 1] ?? 0) << 24);
  return new Float32Array(bits.buffer);
}

/** Little-endian float32 → float32; the bytes are copied where they are not aligned. */
export function decodeFloat32(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  if (bytes.byteOffset % 4 === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  return new Float32Array(new Uint8Array(bytes).buffer);
}

/** Little-endian float64 → float32, rounded to nearest; what lies beyond float32 becomes an infinity. */
export function decodeFloat64(bytes: Uint8Array<ArrayBuffer>): Float32Array {
  return new Float32Array(new Float64Array(new Uint8Array(bytes).buffer));
}

/**
 * float32 → little-endian float16, rounded to nearest, ties to even, as IEEE 754 asks; what lies beyond 65504 by half a
 * step or more becomes an infinity, NaN stays NaN.
 */
export function encodeFloat16(values: Float32Array): Uint8Array<ArrayBuffer> {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const out = new Uint8Array(2 * values.length);
  for (let i = 0; i < bits.length; i++) {
    const from = bits[i] as number;
    const exponent = ((from >>> 23) & 0xff) - 112;
    const fraction = from & 0x7fffff;
    let half: number;
    if (exponent === 143) half = fraction === 0 ? 0x7c00 : 0x7e00;
    else if (exponent >= 31) half = 0x7c00;
    else if (exponent < -10) half = 0;
    else {
      // Below the smallest normal number the leading one is written out, and more of the fraction is lost.
      const [whole, lost] = exponent > 0 ? [(exponent << 23) | fraction, 13] : [fraction | 0x800000, 14 - exponent];
      half = whole >>> lost;
      const rest = whole & ((1 << lost) - 1);
      const middle = 1 << (lost - 1);
      if (rest > middle || (rest === middle && half & 1)) half++;
    }
    half |= (from >>> 16) & 0x8000;
    out[2 * i] = half & 0xff;
    out[2 * i + 1] = half >>> 8;
  }
  return out;
}
