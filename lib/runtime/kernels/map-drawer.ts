import { type ColourRanges, colourRange, scaleOf } from '../../tiles/colour-range';
import { LUT_STEPS, lutOf } from '../../tiles/colour-scale';
import { type DrawnMaps, drawMaps } from '../../tiles/draw-maps';
import { endsFor } from '../../tiles/histogram';
import { type ChannelStatistics, extentWith, type MapExtent, noStatistics, settle } from '../../tiles/statistics';
import { type TileLayout, tileLayout, tileOrigin } from '../../tiles/tile-layout';
import {
  COLOURING,
  COLOURING_BYTES,
  COUNTS_AT,
  colourRow,
  LEAST_AT,
  LUT_AT,
  SUMS,
  SUMS_BYTES,
  sumMaps,
} from './map-drawing';
import {
  encodeModule,
  f32x4,
  plainTruncate,
  relaxedTruncate,
  type Truncate,
  toEncode,
  wasmFunction,
} from './wasm-code';

/** Draws a map: `drawMaps`, or what gives the same sooner. The pixels hold until the next one is drawn. */
export type DrawMaps = typeof drawMaps;

/** Where the records of a map begin, behind what is the same for all. */
const RECORDS_AT = 4096;

/** As many bins as there is room to count in. */
const MOST_BINS = (RECORDS_AT - COUNTS_AT) / 16 - 1;

const PAGE = 65_536;

/** Memory beyond this is given back after a drawing; what the pages show at their own sizes stays below. */
const KEPT_BYTES = 2 ** 25;

/** Values that are copied and summed up at once, so that they are still near when they are summed. */
const NEAR = 2 ** 15;

/** The smallest number of all channels is sought among sizes; this is none. */
const NONE = 0x7fffffff;

type Kernel = (...parameters: readonly number[]) => void;

const isKernel = (value: unknown): value is Kernel => typeof value === 'function';

const aligned = (bytes: number): number => Math.ceil(bytes / 64) * 64;

const moduleWith = (truncate: Truncate): Uint8Array<ArrayBuffer> =>
  encodeModule({ sum: toEncode(sumMaps()), colour: toEncode(colourRow(truncate)) }, false);

/** Whether this machine truncates without a look at what no int32 holds. */
const hasRelaxedTruncate = (): boolean =>
  WebAssembly.validate(
    encodeModule(
      {
        probe: toEncode(
          wasmFunction({ at: 'i32' }, ({ at }) => f32x4.store(at.get, relaxedTruncate(f32x4.load(at.get)))),
        ),
      },
      false,
    ),
  );

/** A number that float32 holds, and its inverse too. */
const isOrdinary = (value: number): boolean => value > 1e-35 && value < 1e35;

/** Where the parts of a map lie in memory, in bytes. */
interface Places {
  readonly sums: number;
  readonly colouring: number;
  readonly values: number;
  readonly pixels: number;
  readonly end: number;
}

function placesOf(channels: number, values: number, { width, height }: TileLayout): Places {
  const groups = channels / 4;
  const colouring = aligned(RECORDS_AT + groups * SUMS_BYTES);
  const first = aligned(colouring + groups * COLOURING_BYTES);
  const pixels = aligned(first + 4 * values);
  return { sums: RECORDS_AT, colouring, values: first, pixels, end: pixels + 4 * width * height };
}

/** Draws with SIMD in a memory of its own, which the next map finds there: fresh memory costs more than all arithmetic. */
class MapDrawer {
  readonly #module: WebAssembly.Module;
  #memory: WebAssembly.Memory;
  #sum: Kernel;
  #colour: Kernel;
  /** Of the bitmap whose gaps are transparent in memory; empty where there is none. */
  #layout = '';

  constructor(module: WebAssembly.Module) {
    this.#module = module;
    ({ memory: this.#memory, sum: this.#sum, colour: this.#colour } = this.#started());
  }

  #started() {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { sum, colour } = new WebAssembly.Instance(this.#module, { env: { memory } }).exports;
    if (!isKernel(sum) || !isKernel(colour)) throw new Error('the kernels that draw are not there');
    return { memory, sum, colour };
  }

  /** @returns null where something is out of the ordinary: see `drawMaps`. */
  draw(...[values, extent, range, bins]: Parameters<DrawMaps>): DrawnMaps | null {
    const { height, width, channels } = extent;
    const places = height * width;
    if (channels % 4 !== 0 || values.length !== places * channels || bins > MOST_BINS) return null;
    const grid = tileLayout(channels, width, height);
    if (grid.step > 1) return null;
    const at = placesOf(channels, values.length, grid);
    this.#reserve(at.end);
    // The values of another layout lie where the pixels of the last one were.
    const layout = `${channels} ${width} ${height}`;
    if (layout !== this.#layout) this.#layout = '';
    this.#sumUp(values, places, channels, at);
    const found = this.#statistics(places, channels, at);
    if (!found) return null;
    const { statistics, extent: all } = found;
    const ranges = colourRange(statistics, range);
    const [low, high] = endsFor(all.low, all.high);
    const binsToUnit = Math.fround(bins / (high - low));
    // As the kernel counts: zeros are counted where they fall, and taken out again.
    const zeroBin = all.zeros > 0 ? Math.trunc(Math.fround(Math.fround(-low) * binsToUnit)) : 0;
    if (!isOrdinary(high - low) || zeroBin < 0 || zeroBin > bins) return null;
    if (!this.#prepare(grid, ranges, scaleOf(statistics), at)) return null;
    // Tiles are written whole, so gaps that are transparent stay so under the same layout.
    if (this.#layout === '') new Uint8Array(this.#memory.buffer, at.pixels, at.end - at.pixels).fill(0);
    this.#layout = layout;
    for (let y = 0; y < height; y++) {
      const from = at.values + 4 * y * width * channels;
      this.#colour(from, width, 4 * channels, channels / 4, at.colouring, 4 * y * grid.width, low, binsToUnit);
    }
    const counts = this.#counts(bins);
    counts[zeroBin] = (counts[zeroBin] as number) - all.zeros;
    counts[bins - 1] = (counts[bins - 1] as number) + (counts[bins] as number);
    return {
      grid,
      statistics,
      scale: scaleOf(statistics),
      ranges,
      histogram: { low, high, counts: counts.slice(0, bins), zeros: all.zeros },
      pixels: new Uint8ClampedArray(this.#memory.buffer, at.pixels, 4 * grid.width * grid.height),
    };
  }

  #reserve(bytes: number): void {
    if (this.#memory.buffer.byteLength > Math.max(KEPT_BYTES, bytes)) {
      ({ memory: this.#memory, sum: this.#sum, colour: this.#colour } = this.#started());
      this.#layout = '';
    }
    const lacking = bytes - this.#memory.buffer.byteLength;
    if (lacking > 0) this.#memory.grow(Math.ceil(lacking / PAGE));
  }

  #sumUp(values: Float32Array, places: number, channels: number, at: Places): void {
    const { buffer } = this.#memory;
    const own = new Float32Array(buffer, at.values, values.length);
    const groups = channels / 4;
    const words = SUMS_BYTES / 4;
    const sums = new Float32Array(buffer, at.sums, groups * words).fill(0);
    for (let group = 0; group < groups; group++) {
      const first = values.subarray(4 * group, 4 * group + 4);
      for (const start of [SUMS.shift, SUMS.min, SUMS.max]) sums.set(first, group * words + start / 4);
      // No size is as small: the first value is the largest so far.
      sums.fill(-1, group * words + SUMS.largest / 4, group * words + SUMS.largest / 4 + 4);
    }
    new Int32Array(buffer, LEAST_AT, 4).fill(NONE);
    const together = Math.max(1, Math.floor(NEAR / channels));
    for (let first = 0; first < places; first += together) {
      const count = Math.min(together, places - first);
      own.set(values.subarray(first * channels, (first + count) * channels), first * channels);
      this.#sum(at.values + 4 * first * channels, count, 4 * channels, groups, first, at.sums);
    }
  }

  #statistics(
    places: number,
    channels: number,
    at: Places,
  ): { readonly statistics: ChannelStatistics; readonly extent: MapExtent } | null {
    const { buffer } = this.#memory;
    const words = SUMS_BYTES / 4;
    const floats = new Float32Array(buffer, at.sums, (channels / 4) * words);
    const whole = new Int32Array(buffer, at.sums, floats.length);
    const doubles = new Float64Array(buffer, at.sums, floats.length / 2);
    const statistics = noStatistics(channels);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    let zeros = 0;
    for (let c = 0; c < channels; c++) {
      const lane = c % 4;
      const record = ((c - lane) / 4) * words;
      const float = (start: number): number => floats[record + start / 4 + lane] as number;
      const double = (start: number): number => doubles[record / 2 + start / 8 + lane] as number;
      const sum = double(SUMS.sumLow);
      // A sum is not finite exactly where a value is not.
      if (sum - sum !== 0) return null;
      const [min, max] = [float(SUMS.min), float(SUMS.max)];
      const zeroCount = whole[record + SUMS.zeros / 4 + lane] as number;
      settle(statistics, c, {
        shift: float(SUMS.shift),
        count: places,
        sum,
        squares: double(SUMS.squaresLow),
        min,
        max,
        zeros: zeroCount,
        peak: whole[record + SUMS.peak / 4 + lane] as number,
      });
      if (min < low && min !== 0) low = min;
      if (max > high && max !== 0) high = max;
      zeros += zeroCount;
    }
    const least = Math.min(...new Int32Array(buffer, LEAST_AT, 4));
    return { statistics, extent: extentWith(least, { low, high, zeros, nonFinite: 0 }) };
  }

  /** @returns whether float32 is fine enough for the colours of every channel. */
  #prepare(grid: TileLayout, { low, high }: ColourRanges, scale: DrawnMaps['scale'], at: Places): boolean {
    const { buffer } = this.#memory;
    const { channels } = grid;
    const words = COLOURING_BYTES / 4;
    const floats = new Float32Array(buffer, at.colouring, (channels / 4) * words);
    const whole = new Int32Array(buffer, at.colouring, floats.length);
    for (let c = 0; c < channels; c++) {
      const lane = c % 4;
      const record = ((c - lane) / 4) * words + lane;
      const span = (high[c] as number) - (low[c] as number);
      if (!isOrdinary(span)) return false;
      const { x, y } = tileOrigin(grid, c);
      floats[record + COLOURING.low / 4] = low[c] as number;
      floats[record + COLOURING.factor / 4] = (LUT_STEPS - 1) / span;
      whole[record + COLOURING.tile / 4] = at.pixels + 4 * (y * grid.width + x);
    }
    const { words: colours } = lutOf(scale);
    new Uint32Array(buffer, LUT_AT, colours.length).set(colours);
    new Uint32Array(buffer, COUNTS_AT, 4 * (MOST_BINS + 1)).fill(0);
    return true;
  }

  #counts(bins: number): Uint32Array {
    const lanes = new Uint32Array(this.#memory.buffer, COUNTS_AT, 4 * (bins + 1));
    const counts = new Uint32Array(bins + 1);
    for (const [i, count] of lanes.entries()) counts[i >> 2] = (counts[i >> 2] as number) + count;
    return counts;
  }
}

/** The drawer with SIMD; null where this machine has no such WebAssembly, or none at all. */
function openSimdDrawer(): MapDrawer | null {
  if (typeof WebAssembly === 'undefined') return null;
  const module = moduleWith(hasRelaxedTruncate() ? relaxedTruncate : plainTruncate);
  if (!WebAssembly.validate(module)) return null;
  try {
    return new MapDrawer(new WebAssembly.Module(module));
  } catch {
    // A content policy may refuse to compile what is valid. What is drawn is the same.
    return null;
  }
}

/**
 * What draws maps on this machine: with SIMD where there is such, else `drawMaps` alone. Statistics are the same to the
 * last bit, colours but for steps whose border a value is at, for these are found in float32.
 */
export function openMapDrawer(): DrawMaps {
  const drawer = openSimdDrawer();
  return drawer ? (...map) => drawer.draw(...map) ?? drawMaps(...map) : drawMaps;
}
