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

/**
 * How often `b` goes into `a`, as the median over rounds: both were measured in each round shortly after one another, so
 * what slows the machine for a while slows both.
 */
export function ratioOf(a: readonly number[], b: readonly number[]): number {
  const ratios = a.slice(0, b.length).map((value, round) => value / (b[round] ?? Number.NaN));
  return spreadOf(ratios).median;
}
