/**
 * The seeded recipe: weights that need no download, the same to the bit everywhere. No transcendental function but
 * one square root; every value is exact in float64 and rounded once to float32.
 */

const encoder = new TextEncoder();

/** FNV-1a, 32 bits, over the UTF-8 bytes of a state-dict key. */
export function seedOf(key: string): number {
  let h = 0x811c9dc5;
  for (const byte of encoder.encode(key)) h = Math.imul(h ^ byte, 0x01000193);
  return h >>> 0;
}

/** A well-mixed unsigned 32-bit number for index `i`. */
export function mix(seed: number, i: number): number {
  let x = (Math.imul(i, 0x9e3779b9) + seed) | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** A float32 in [−1, 1), exact. */
export const unitValue = (seed: number, i: number): number => ((mix(seed, i) >>> 8) - 8388608) / 8388608;

/** How a key turns u into a value; `gain` is the standard deviation factor of a weight of rank 2 or 4. */
function valueRule(key: string, rank: number, gain: number): (u: number) => number {
  if (key.endsWith('.running_var')) return (u) => 1 + Math.abs(u) / 2;
  if (key.endsWith('.running_mean') || key.endsWith('.bias')) return (u) => u / 16;
  if (rank === 1) return (u) => 1 + u / 8;
  return (u) => u * gain;
}

/**
 * A floating point tensor of the recipe.
 * @param key the canonical state-dict key.
 * @param shape in PyTorch's layout (conv OIHW, linear out×in, batch norm C); values are row-major in it.
 */
export function seededTensor(key: string, shape: readonly number[]): Float32Array {
  const count = shape.reduce((product, extent) => product * extent, 1);
  const seed = seedOf(key);
  const fanIn = count / (shape[0] ?? 1);
  const value = valueRule(key, shape.length, shape.length > 1 ? Math.fround(Math.sqrt(7.5 / fanIn)) : 0);
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) out[i] = value(unitValue(seed, i));
  return out;
}

/** The input of the recipe, channels first as PyTorch stores it: 1×3×height×width. */
export function seededInput(height: number, width: number = height): Float32Array {
  const seed = seedOf('input');
  const out = new Float32Array(3 * height * width);
  for (let i = 0; i < out.length; i++) out[i] = unitValue(seed, i);
  return out;
}
