/**
 * Where the numbers of a tensor of a network are in a file, and how they lie there: `torch` as in the state dict (OIHW,
 * [out, in]), `tensorflow` as Keras stores them (HWIO, [in, out]). A key of null: not stored, and 1 everywhere.
 */
export type Place = { readonly key: string; readonly layout: 'torch' | 'tensorflow' } | { readonly key: null };

/** A shape as it lies in a file, in the order of the state dict. */
export function torchShape(shape: readonly number[], layout: 'torch' | 'tensorflow'): readonly number[] {
  if (layout === 'torch' || shape.length < 2) return shape;
  const [out = 0, inner = 0] = [shape.at(-1), shape.at(-2)];
  return [out, inner, ...shape.slice(0, -2)];
}
