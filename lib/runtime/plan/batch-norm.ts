/** The four vectors of a batch normalisation, each of length C. */
export interface NormValues {
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly epsilon: number;
}

/**
 * What a batch normalisation after a convolution does to it: γ (w∗x − μ) / √(σ² + ε) + β = (a·w)∗x + (β − a·μ) with
 * a = γ / √(σ² + ε).
 * @returns `factors` a, one per output channel, to be applied to the weights in float64 and rounded once; and the bias.
 */
export function foldNorm(norm: NormValues): { readonly factors: Float64Array; readonly bias: Float32Array } {
  const channels = norm.gamma.length;
  const factors = new Float64Array(channels);
  const bias = new Float32Array(channels);
  for (let c = 0; c < channels; c++) {
    const a = (norm.gamma[c] ?? 0) / Math.sqrt((norm.variance[c] ?? 0) + norm.epsilon);
    factors[c] = a;
    bias[c] = (norm.beta[c] ?? 0) - a * (norm.mean[c] ?? 0);
  }
  return { factors, bias };
}
