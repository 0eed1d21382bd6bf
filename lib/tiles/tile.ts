import type { ColourRanges } from './colour-range';
import { LUT_STEPS, type Lut } from './colour-scale';
import { channelPlanes } from './planes';
import { type TileLayout, tileOrigin } from './tile-layout';

/**
 * Draws all channels of a map that lies channel by channel (`channelPlanes`) into one bitmap, in index order: RGBA,
 * height×width×4, gaps transparent. Another order of the channels is a matter of drawing tiles elsewhere (`drawOrder`).
 */
export function tilePlanes(
  planes: Float32Array,
  layout: TileLayout,
  ranges: ColourRanges,
  { words }: Lut,
): Uint8ClampedArray<ArrayBuffer> {
  const { channels, mapWidth, mapHeight, step, tileWidth, tileHeight, width, height } = layout;
  const bytes = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(bytes.buffer);
  for (let c = 0; c < channels; c++) {
    const { x: left, y: top } = tileOrigin(layout, c);
    const low = ranges.low[c] as number;
    const factor = (LUT_STEPS - 1) / ((ranges.high[c] as number) - low);
    for (let y = 0; y < tileHeight; y++) {
      let from = (c * mapHeight + y * step) * mapWidth;
      const to = (top + y) * width + left;
      for (let x = 0; x < tileWidth; x++) {
        const value = planes[from] as number;
        from += step;
        // As `stepOf`, with the division taken out of the loop; below 0 all is the first step, so rounding may be to 0.
        const at = (value - low) * factor + 0.5;
        const shade = value - value === 0 ? (at < 0 ? 0 : at < LUT_STEPS ? at | 0 : LUT_STEPS - 1) : LUT_STEPS;
        pixels[to + x] = words[shade] as number;
      }
    }
  }
  return bytes;
}

/** Bins in which values are counted: floor of a value's share of the range times the bins. */
export type TileCounts = {
  readonly low: number;
  readonly high: number;
  /** One count for each bin, and one more for the upper end itself. */
  readonly counts: Uint32Array;
};

/**
 * The same at full detail, counting every value on the way. All values must be finite, within the colours of their
 * channel, and fall into a bin: nothing is checked here, which is what makes it quick.
 */
export function tileWithin(
  planes: Float32Array,
  layout: TileLayout,
  ranges: ColourRanges,
  { words }: Lut,
  { low: first, high: last, counts }: TileCounts,
): Uint8ClampedArray<ArrayBuffer> {
  const { channels, mapWidth, mapHeight, width, height } = layout;
  const bytes = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(bytes.buffer);
  const span = last - first;
  const bins = counts.length - 1;
  let from = 0;
  for (let c = 0; c < channels; c++) {
    const { x: left, y: top } = tileOrigin(layout, c);
    const low = ranges.low[c] as number;
    const factor = (LUT_STEPS - 1) / ((ranges.high[c] as number) - low);
    for (let y = 0; y < mapHeight; y++) {
      const to = (top + y) * width + left;
      for (let x = 0; x < mapWidth; x++) {
        const value = planes[from++] as number;
        const bin = (((value - first) / span) * bins) | 0;
        counts[bin] = (counts[bin] as number) + 1;
        pixels[to + x] = words[((value - low) * factor + 0.5) | 0] as number;
      }
    }
  }
  return bytes;
}

/** The same of a map in NHWC. */
export function tile(
  values: Float32Array,
  layout: TileLayout,
  ranges: ColourRanges,
  lut: Lut,
): Uint8ClampedArray<ArrayBuffer> {
  const { channels, mapWidth, mapHeight } = layout;
  if (values.length !== mapWidth * mapHeight * channels) {
    throw new RangeError(`${values.length} values are not ${mapHeight}×${mapWidth}×${channels}`);
  }
  return tilePlanes(
    channels === 1 ? values : channelPlanes(values, mapWidth * mapHeight, channels),
    layout,
    ranges,
    lut,
  );
}

/** One channel alone, RGBA of height×width×4, for a large view of it. */
export function paint(
  values: Float32Array,
  width: number,
  height: number,
  range: readonly [number, number],
  lut: Lut,
): Uint8ClampedArray<ArrayBuffer> {
  const layout: TileLayout = {
    channels: 1,
    columns: 1,
    rows: 1,
    tileWidth: width,
    tileHeight: height,
    gap: 0,
    step: 1,
    mapWidth: width,
    mapHeight: height,
    width,
    height,
  };
  return tile(values, layout, { low: Float32Array.of(range[0]), high: Float32Array.of(range[1]) }, lut);
}
