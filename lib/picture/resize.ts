/** The resampling filters, by Pillow's names. */
export type Filter = 'bilinear' | 'bicubic' | 'lanczos';

/** 8-bit samples, row by row; of four channels the first three are read. */
export type Samples = {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array | Uint8ClampedArray;
};

export type Size = { readonly width: number; readonly height: number };

export type ResizeOptions = {
  /** The part of the source that is resized, in source pixels, as Pillow's `box` (left, upper, right, lower). */
  readonly box?: readonly [number, number, number, number];
  /** The part of the result that is computed, in whole result pixels; the pixels are those of the whole result. */
  readonly window?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
};

/** Bits behind the point of a coefficient: 32 less 8 for the sample and 2 for negative lobes and sums above 1. */
const PRECISION_BITS = 32 - 8 - 2;

const sinc = (x: number) => (x === 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI));

/** Half width at scale 1, and weight at distance x. Operation order is Pillow's, so that every rounding is too. */
const FILTERS: Readonly<Record<Filter, { readonly support: number; readonly weight: (x: number) => number }>> = {
  bilinear: {
    support: 1,
    weight: (x) => (Math.abs(x) < 1 ? 1 - Math.abs(x) : 0),
  },
  bicubic: {
    support: 2,
    weight: (signed) => {
      const x = Math.abs(signed);
      if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
    },
  },
  lanczos: {
    support: 3,
    weight: (x) => (x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0),
  },
};

/** For each result position from `first` on: the first source position, how many, and their fixed-point weights. */
type Taps = {
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  readonly weights: Int32Array;
  readonly stride: number;
};

function tapsOf(source: number, from: number, to: number, target: number, first: number, count: number, name: Filter) {
  const filter = FILTERS[name];
  // Pillow's box is float32: the difference is taken there, the rest in float64.
  const start = Math.fround(from);
  const scale = Math.fround(Math.fround(to) - start) / target;
  // Shrinking widens the filter over all source pixels that fall into one (antialiasing); enlarging does not.
  const filterScale = Math.max(scale, 1);
  const support = filter.support * filterScale;
  const inverse = 1 / filterScale;
  const stride = Math.ceil(support) * 2 + 1;
  const starts = new Int32Array(count);
  const counts = new Int32Array(count);
  const weights = new Int32Array(count * stride);
  const exact = new Float64Array(stride);
  for (let i = 0; i < count; i++) {
    const center = start + (first + i + 0.5) * scale;
    const low = Math.max(Math.trunc(center - support + 0.5), 0);
    const high = Math.min(Math.trunc(center + support + 0.5), source);
    let sum = 0;
    for (let j = 0; j < high - low; j++) {
      const weight = filter.weight((j + low - center + 0.5) * inverse);
      exact[j] = weight;
      sum += weight;
    }
    for (let j = 0; j < high - low; j++) {
      const weight = (exact[j] as number) / (sum === 0 ? 1 : sum);
      weights[i * stride + j] = Math.trunc(weight * 2 ** PRECISION_BITS + (weight < 0 ? -0.5 : 0.5));
    }
    starts[i] = low;
    counts[i] = Math.max(high - low, 0);
  }
  return { starts, counts, weights, stride } satisfies Taps;
}

const HALF = 1 << (PRECISION_BITS - 1);
const byteOf = (sum: number) => Math.min(Math.max(sum >> PRECISION_BITS, 0), 255);

/**
 * Resizes to `to.width`×`to.height` exactly as Pillow's `Image.resize(size, filter, box)` does for RGB: separable
 * convolution with 22-bit fixed-point weights, the horizontal pass first, each pass rounded and clipped to 8 bits
 * (Pillow, src/libImaging/Resample.c). Returns RGB, height×width×3, of the window (or of the whole result).
 */
export function resize(source: Samples, to: Size, filter: Filter, options: ResizeOptions = {}): Uint8ClampedArray {
  const [left, upper, right, lower] = options.box ?? [0, 0, source.width, source.height];
  const window = options.window ?? { x: 0, y: 0, width: to.width, height: to.height };
  const whole = { x: left === 0 && right === source.width, y: upper === 0 && lower === source.height };
  const columns =
    whole.x && to.width === source.width
      ? null
      : tapsOf(source.width, left, right, to.width, window.x, window.width, filter);
  const rows =
    whole.y && to.height === source.height
      ? null
      : tapsOf(source.height, upper, lower, to.height, window.y, window.height, filter);

  // Only the source rows that the vertical pass reads.
  const firstRow = rows === null ? window.y : (rows.starts[0] ?? 0);
  const last = window.height - 1;
  const endRow = rows === null ? window.y + window.height : (rows.starts[last] ?? 0) + (rows.counts[last] ?? 0);
  const narrowed = horizontal(source, columns, window.x, window.width, firstRow, Math.max(endRow - firstRow, 0));
  return rows === null ? narrowed : vertical(narrowed, rows, window.width * 3, window.height, firstRow);
}

/** The horizontal pass over rows `firstRow` on; without taps it copies the columns of the window. */
function horizontal(
  source: Samples,
  taps: Taps | null,
  firstColumn: number,
  width: number,
  firstRow: number,
  height: number,
): Uint8ClampedArray {
  const { data, channels } = source;
  const out = new Uint8ClampedArray(width * height * 3);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const row = (firstRow + y) * source.width;
    for (let x = 0; x < width; x++) {
      if (taps === null) {
        const from = (row + firstColumn + x) * channels;
        out[at] = data[from] as number;
        out[at + 1] = data[from + 1] as number;
        out[at + 2] = data[from + 2] as number;
      } else {
        let r = HALF;
        let g = HALF;
        let b = HALF;
        let from = (row + (taps.starts[x] as number)) * channels;
        const first = x * taps.stride;
        const end = first + (taps.counts[x] as number);
        for (let k = first; k < end; k++) {
          const weight = taps.weights[k] as number;
          r = (r + (data[from] as number) * weight) | 0;
          g = (g + (data[from + 1] as number) * weight) | 0;
          b = (b + (data[from + 2] as number) * weight) | 0;
          from += channels;
        }
        out[at] = byteOf(r);
        out[at + 1] = byteOf(g);
        out[at + 2] = byteOf(b);
      }
      at += 3;
    }
  }
  return out;
}

/** The vertical pass over rows of `rowLength` samples; row 0 of the input is source row `firstRow`. */
function vertical(
  input: Uint8ClampedArray,
  taps: Taps,
  rowLength: number,
  height: number,
  firstRow: number,
): Uint8ClampedArray {
  const out = new Uint8ClampedArray(rowLength * height);
  const sums = new Int32Array(rowLength);
  for (let y = 0; y < height; y++) {
    sums.fill(HALF);
    const start = (taps.starts[y] as number) - firstRow;
    for (let k = 0; k < (taps.counts[y] as number); k++) {
      const weight = taps.weights[y * taps.stride + k] as number;
      const row = (start + k) * rowLength;
      for (let x = 0; x < rowLength; x++) sums[x] = (sums[x] as number) + (input[row + x] as number) * weight;
    }
    const row = y * rowLength;
    for (let x = 0; x < rowLength; x++) out[row + x] = byteOf(sums[x] as number);
  }
  return out;
}
