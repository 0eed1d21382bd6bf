export type VectorSort = 'value' | 'index';

/**
 * Display place → index: the largest value first, equal ones in index order, those that are not finite last; or as they
 * stand. @param nonFinite 1 where a value is not finite.
 */
export function vectorOrder(values: Float32Array, nonFinite: Uint32Array, sort: VectorSort): readonly number[] {
  const indices = Array.from(values, (_, index) => index);
  if (sort === 'index') return indices;
  return indices.sort(
    (a, b) => (nonFinite[a] ?? 0) - (nonFinite[b] ?? 0) || (values[b] ?? 0) - (values[a] ?? 0) || a - b,
  );
}

/** The ends of the bars: zero is always among them, so that the length of a bar is its value. */
export function vectorSpan(values: Float32Array): { readonly low: number; readonly high: number } {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low === high ? { low: 0, high: 1 } : { low, high };
}
