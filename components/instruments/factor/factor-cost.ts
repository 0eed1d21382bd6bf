/** A convolution to be factorised: window side, and channels before, between and after. */
export interface Factored {
  readonly side: number;
  readonly input: number;
  readonly middle: number;
  readonly output: number;
}

/** Weights of the ways to cover an n×n window; without biases and normalisation. */
export interface FactorCosts {
  /** One n×n. */
  readonly square: number;
  /** 1×n, then n×1. */
  readonly pair: number;
  /** (n − 1) / 2 windows of 3×3; null for an even n, which they cannot cover exactly. */
  readonly threes: { readonly count: number; readonly weights: number } | null;
}

/** The weights of the same view in three ways; every window between the first and the last has `middle` channels. */
export function factorCosts({ side, input, middle, output }: Factored): FactorCosts {
  const count = (side - 1) / 2;
  const between = (k: number): number => 9 * (input * middle + (k - 2) * middle * middle + middle * output);
  return {
    square: side * side * input * output,
    pair: side * (input * middle + middle * output),
    threes: side % 2 === 0 ? null : { count, weights: count === 1 ? 9 * input * output : between(count) },
  };
}
