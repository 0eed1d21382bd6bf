import { channelPlanes } from './planes';

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
  /** How many values are NaN or infinite: to be said wherever the others are. A channel of nothing else has 0 there. */
  readonly nonFinite: Uint32Array;
};

/** What all values of a map have between them; those that are not finite are left out. */
export type MapExtent = {
  /** The smallest and the largest value that is not zero; infinite (low above high) where there is none. */
  readonly low: number;
  readonly high: number;
  readonly zeros: number;
  readonly nonFinite: number;
};

/** Bits of a float32 without its sign. */
const MAGNITUDE = 0x7fffffff;

const FLOAT = new Float32Array(1);
const FLOAT_BITS = new Int32Array(FLOAT.buffer);

const floatOf = (bits: number): number => {
  FLOAT_BITS[0] = bits;
  return FLOAT[0] as number;
};

/** One channel, value by value with every case told apart: for those that hold something that is not finite. */
function carefully(planes: Float32Array, from: number, to: number) {
  let shift = 0;
  let count = 0;
  let sum = 0;
  let squares = 0;
  let zeros = 0;
  let peak = 0;
  let largest = -1;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let low = min;
  let high = max;
  for (let i = from; i < to; i++) {
    const value = planes[i] as number;
    if (!Number.isFinite(value)) continue;
    if (count === 0) shift = value;
    count += 1;
    const shifted = value - shift;
    sum += shifted;
    squares += shifted * shifted;
    if (value < min) min = value;
    if (value > max) max = value;
    if (value === 0) zeros += 1;
    else {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const size = Math.abs(value);
    if (size > largest) {
      largest = size;
      peak = i - from;
    }
  }
  return count === 0
    ? { shift: 0, count, sum, squares, zeros, peak, min: 0, max: 0, low, high }
    : { shift, count, sum, squares, zeros, peak, min, max, low, high };
}

/** Room for the statistics of so many channels: 0 everywhere. */
export function noStatistics(channels: number): ChannelStatistics {
  return {
    mean: new Float32Array(channels),
    std: new Float32Array(channels),
    min: new Float32Array(channels),
    max: new Float32Array(channels),
    zeros: new Float32Array(channels),
    peak: new Uint32Array(channels),
    nonFinite: new Uint32Array(channels),
  };
}

/** What was summed up of the `count` finite values of a channel: x − shift and its square, and exact zeros. */
export type ChannelSums = {
  readonly shift: number;
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
  readonly zeros: number;
  readonly min: number;
  readonly max: number;
  readonly peak: number;
};

/**
 * Sets the statistics of one channel from its sums; 0 where it has no value.
 *
 * Variance is Σ(x−k)²/n − (Σ(x−k)/n)² with k the first value of the channel. Unlike with k = 0 nothing is lost to
 * cancellation: k is one of the values, so the variance is at least (k−mean)²/n, and the relative error at most about
 * n·2⁻⁵².
 */
export function settle(
  { mean, std, min, max, zeros, peak }: ChannelStatistics,
  channel: number,
  sums: ChannelSums,
): void {
  const { count } = sums;
  min[channel] = sums.min;
  max[channel] = sums.max;
  peak[channel] = sums.peak;
  if (count === 0) return;
  const offset = sums.sum / count;
  mean[channel] = sums.shift + offset;
  std[channel] = Math.sqrt(Math.max(sums.squares / count - offset * offset, 0));
  zeros[channel] = sums.zeros / count;
}

/**
 * An extent with the values next to zero that it lacks: where zero is an end of a channel, the value next to it is that
 * of the smallest size.
 * @param least the smallest size of a value that is not zero: its bits less one, and 2³¹−1 where there is none.
 */
export function extentWith(least: number, extent: MapExtent): MapExtent {
  if (least >= MAGNITUDE) return extent;
  const size = floatOf(least + 1);
  const { low, high } = extent;
  return { ...extent, low: low < 0 ? low : Math.min(low, size), high: high > 0 ? high : Math.max(high, -size) };
}

/**
 * Statistics of every channel of a map that lies channel by channel (`channelPlanes`), and of all its values; sums are
 * float64.
 *
 * After ReLU about every other value is zero, at random, and each wrongly guessed branch costs more than the arithmetic
 * of a value: so zeros are counted from the bits, without one.
 */
export function planeStatistics(
  planes: Float32Array,
  places: number,
  channels: number,
): { readonly statistics: ChannelStatistics; readonly extent: MapExtent } {
  const bits = new Int32Array(planes.buffer, planes.byteOffset, places * channels);
  const statistics = noStatistics(channels);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let allZeros = 0;
  let allNonFinite = 0;
  /** The smallest size of a value that is not zero, as bits less one: so that those of zero are the largest of all. */
  let least = MAGNITUDE;

  for (let c = 0; c < channels; c++) {
    const from = c * places;
    const to = from + places;
    const shift = planes[from] as number;
    let lowest = shift;
    let highest = shift;
    let sum = 0;
    let squares = 0;
    let others = 0;
    let leastHere = MAGNITUDE;
    for (let i = from; i < to; i++) {
      const value = planes[i] as number;
      const shifted = value - shift;
      sum += shifted;
      squares += shifted * shifted;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
      const word = bits[i] as number;
      const unsigned = word << 1;
      others += (unsigned | -unsigned) >>> 31;
      const size = (word - 1) & MAGNITUDE;
      if (size < leastHere) leastHere = size;
    }
    // A sum is not finite exactly where a value is not: differences of float32 are far from the largest float64.
    if (sum - sum !== 0) {
      const found = carefully(planes, from, to);
      settle(statistics, c, found);
      statistics.nonFinite[c] = places - found.count;
      allNonFinite += places - found.count;
      allZeros += found.zeros;
      low = Math.min(low, found.low);
      high = Math.max(high, found.high);
    } else {
      if (leastHere < least) least = leastHere;
      if (lowest < low && lowest !== 0) low = lowest;
      if (highest > high && highest !== 0) high = highest;
      const largest = Math.max(highest, -lowest);
      let at = from;
      while (at < to - 1 && Math.abs(planes[at] as number) !== largest) at++;
      const zeros = places - others;
      allZeros += zeros;
      settle(statistics, c, { shift, count: places, sum, squares, zeros, min: lowest, max: highest, peak: at - from });
    }
  }
  return { statistics, extent: extentWith(least, { low, high, zeros: allZeros, nonFinite: allNonFinite }) };
}

/** Statistics of a map of height×width×channels (NHWC, N = 1): see `planeStatistics`. */
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
  return planeStatistics(channelPlanes(values, places, channels), places, channels).statistics;
}

/** The same over all values of a tensor of any shape. */
export type TensorStatistics = {
  /** Of the finite values; NaN where there is none. */
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
  const none = Number.NaN;
  if (finite === 0) return { mean: none, std: none, min: none, max: none, zeros, nonFinite };
  const mean = sum / finite;
  let squares = 0;
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / finite), min, max, zeros, nonFinite };
}
