/** The four vectors of a batch normalisation, each of length C. */
export interface NormValues {
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
  readonly epsilon: number;
}

/**
 * Folds a batch normalisation into the convolution before it: γ (w∗x − μ) / √(σ² + ε) + β = (a·w)∗x + (β − a·μ) with
 * a = γ / √(σ² + ε). Computed in float64 and rounded once.
 * @param kernel any layout whose last axis is the output channel (HWIO).
 */
export function foldNorm(kernel: Float32Array, norm: NormValues): { kernel: Float32Array; bias: Float32Array } {
  const channels = norm.gamma.length;
  const factor = new Float64Array(channels);
  const bias = new Float32Array(channels);
  for (let c = 0; c < channels; c++) {
    const a = (norm.gamma[c] ?? 0) / Math.sqrt((norm.variance[c] ?? 0) + norm.epsilon);
    factor[c] = a;
    bias[c] = (norm.beta[c] ?? 0) - a * (norm.mean[c] ?? 0);
  }
  const out = new Float32Array(kernel.length);
  for (let i = 0, c = 0; i < kernel.length; i++) {
    out[i] = (kernel[i] ?? 0) * (factor[c] ?? 0);
    if (++c === channels) c = 0;
  }
  return { kernel: out, bias };
}
