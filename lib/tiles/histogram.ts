export type Histogram = {
  /** The ends of the first and the last bin; bins are of one width. */
  readonly low: number;
  readonly high: number;
  readonly counts: Uint32Array;
  /** Exact zeros, in no bin: after ReLU they would hide all others. */
  readonly zeros: number;
  readonly nonFinite: number;
  /** Finite values outside a given range, in no bin. */
  readonly outside: number;
};

export type HistogramOptions = {
  /** One channel of a map with so many; all values otherwise. */
  readonly channel?: { readonly index: number; readonly of: number };
  /** Ends of the bins; otherwise the smallest and the largest value that is not zero. */
  readonly range?: readonly [number, number];
};

/**
 * Counts values (NHWC) in `bins` bins of one width. A bin holds its lower end, the last one its upper end too.
 * Where all values are the same (or none is left) the bins surround it by half a unit.
 */
export function histogram(values: Float32Array, bins: number, options: HistogramOptions = {}): Histogram {
  const { index: first, of: step } = options.channel ?? { index: 0, of: 1 };
  const [low, high] = options.range ?? rangeOf(values, first, step);
  const counts = new Uint32Array(bins);
  let zeros = 0;
  let nonFinite = 0;
  let outside = 0;
  for (let i = first; i < values.length; i += step) {
    const value = values[i] as number;
    if (!Number.isFinite(value)) nonFinite += 1;
    else if (value === 0) zeros += 1;
    else if (value < low || value > high) outside += 1;
    else {
      const bin = Math.min(Math.floor(((value - low) / (high - low)) * bins), bins - 1);
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  return { low, high, counts, zeros, nonFinite, outside };
}

function rangeOf(values: Float32Array, first: number, step: number): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = first; i < values.length; i += step) {
    const value = values[i] as number;
    if (value === 0 || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return endsFor(low, high);
}

/** The ends of the bins for values from `low` to `high`; low above high means that there are none. */
export function endsFor(low: number, high: number): readonly [number, number] {
  if (low > high) return [-0.5, 0.5];
  // Half a unit is nothing beside a large value: there the bins surround it by its own share.
  const margin = Math.max(0.5, Math.abs(low) * 1e-6);
  return low === high ? [low - margin, high + margin] : [low, high];
}
