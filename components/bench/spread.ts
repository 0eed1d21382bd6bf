/** How measured values spread. The mean is left out: one interruption of the machine would move it. */
export interface Spread {
  readonly count: number;
  readonly min: number;
  /** First and third quartile, between values where they fall there. */
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** The value at a share of the sorted row, 0…1, linear between neighbours. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low = Number.NaN, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

/** Median, quartiles and minimum; NaN where nothing was measured. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    count: sorted.length,
    min: quantile(sorted, 0),
    lower: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    upper: quantile(sorted, 0.75),
  };
}

/** How often each of `b` goes into that of `a`: both were measured in one round, shortly after one another. */
export const ratiosOf = (a: readonly number[], b: readonly number[]): readonly number[] =>
  a.slice(0, b.length).map((value, round) => value / (b[round] ?? Number.NaN));

/** The median of these ratios over all rounds: what slows the machine for a while slows both. */
export const ratioOf = (a: readonly number[], b: readonly number[]): number => spreadOf(ratiosOf(a, b)).median;

/** A ratio and the interval in which it lies in 19 of 20 cases. */
export interface Gain {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The same with how sure it is: the interval of a median after McGill, Tukey and Larsen (1978), 1.57 times the distance of
 * the quartiles over the root of the number of rounds to either side.
 */
export function gainOf(a: readonly number[], b: readonly number[]): Gain {
  const { median, lower, upper, count } = spreadOf(ratiosOf(a, b));
  const reach = (1.57 * (upper - lower)) / Math.sqrt(count);
  return { median, low: median - reach, high: median + reach };
}
