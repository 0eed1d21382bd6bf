/** Statistics of every channel of a map, each an array of length C. Values that are not finite are counted and left out. */
export type ChannelStatistics = {
  readonly mean: Float32Array;
  /** Population standard deviation. */
  readonly std: Float32Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
  /** The share of exact zeros, 0…1: the sparsity. */
  readonly zeros: Float32Array;
  /** Flat H×W index of the first value of largest size. */
  readonly peak: Uint32Array;
  /** How many values are NaN or infinite. A channel of nothing else has 0 everywhere. */
  readonly nonFinite: Uint32Array;
};

/**
 * Statistics of a map of height×width×channels (NHWC, N = 1) in one pass over memory; sums are float64.
 *
 * Variance is Σ(x−k)²/n − (Σ(x−k)/n)² with k the first value of the channel. Unlike with k = 0 nothing is lost to
 * cancellation: k is one of the values, so the variance is at least (k−mean)²/n, and the relative error at most about
 * n·2⁻⁵².
 */
export function channelStatistics(
  values: Float32Array,
  height: number,
  width: number,
  channels: number,
): ChannelStatistics {
  const places = height * width;
  if (values.length !== places * channels) {
    throw new RangeError(`${values.length} values are not ${height}×${width}×${channels}`);
  }
  const shift = new Float64Array(channels);
  const count = new Uint32Array(channels);
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  const zeroCount = new Uint32Array(channels);
  const min = new Float32Array(channels).fill(Number.POSITIVE_INFINITY);
  const max = new Float32Array(channels).fill(Number.NEGATIVE_INFINITY);
  const largest = new Float32Array(channels).fill(-1);
  const peak = new Uint32Array(channels);
  const nonFinite = new Uint32Array(channels);

  let at = 0;
  for (let place = 0; place < places; place++) {
    for (let c = 0; c < channels; c++) {
      const value = values[at++] as number;
      // The difference of a number with itself is 0, of NaN and the infinities NaN.
      if (value - value !== 0) {
        nonFinite[c] = (nonFinite[c] as number) + 1;
        continue;
      }
      if (count[c] === 0) shift[c] = value;
      count[c] = (count[c] as number) + 1;
      const shifted = value - (shift[c] as number);
      sum[c] = (sum[c] as number) + shifted;
      squares[c] = (squares[c] as number) + shifted * shifted;
      if (value < (min[c] as number)) min[c] = value;
      if (value > (max[c] as number)) max[c] = value;
      if (value === 0) zeroCount[c] = (zeroCount[c] as number) + 1;
      const size = Math.abs(value);
      if (size > (largest[c] as number)) {
        largest[c] = size;
        peak[c] = place;
      }
    }
  }

  const mean = new Float32Array(channels);
  const std = new Float32Array(channels);
  const zeros = new Float32Array(channels);
  for (let c = 0; c < channels; c++) {
    const n = count[c] as number;
    if (n === 0) {
      min[c] = 0;
      max[c] = 0;
      continue;
    }
    const offset = (sum[c] as number) / n;
    mean[c] = (shift[c] as number) + offset;
    std[c] = Math.sqrt(Math.max((squares[c] as number) / n - offset * offset, 0));
    zeros[c] = (zeroCount[c] as number) / n;
  }
  return { mean, std, min, max, zeros, peak, nonFinite };
}

/** The same over all values of a tensor of any shape. */
export type TensorStatistics = {
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** How many values are exactly zero. */
  readonly zeros: number;
  readonly nonFinite: number;
};

/** Statistics over all values of a tensor: mean and population deviation in float64, in two passes. */
export function tensorStatistics(values: Float32Array): TensorStatistics {
  let sum = 0;
  let zeros = 0;
  let finite = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    finite += 1;
    sum += value;
    if (value === 0) zeros += 1;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const nonFinite = values.length - finite;
  if (finite === 0) return { mean: 0, std: 0, min: 0, max: 0, zeros, nonFinite };
  const mean = sum / finite;
  let squares = 0;
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / finite), min, max, zeros, nonFinite };
}
