import type { ColourRanges } from './colour-range';
import { LUT_STEPS, type Lut } from './colour-scale';
import { channelPlanes } from './planes';
import { type TileLayout, tileOrigin } from './tile-layout';

/** Bins in which the values are counted on the way; all of them must be finite. */
export type TileCounts = {
  readonly low: number;
  readonly high: number;
  /** One count for each bin and one more: for the upper end itself, and for what lies above. */
  readonly counts: Uint32Array;
};

/**
 * Draws all channels of a map that lies channel by channel (`channelPlanes`) into one bitmap, in index order: RGBA,
 * height×width×4, gaps transparent. Another order of the channels is a matter of drawing tiles elsewhere (`drawOrder`).
 * @param count counts every drawn value on the way: floor of its share of the range times the bins.
 */
export function tilePlanes(
  planes: Float32Array,
  layout: TileLayout,
  ranges: ColourRanges,
  lut: Lut,
  count?: TileCounts,
): Uint8ClampedArray<ArrayBuffer> {
  const { channels, mapWidth, mapHeight, step, tileWidth, tileHeight, width, height } = layout;
  const bytes = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(bytes.buffer);
  const { words } = lut;
  const { low: first, high: last, counts } = count ?? { low: 0, high: 1, counts: new Uint32Array(1) };
  const span = last - first;
  const bins = counts.length - 1;
  const counting = count !== undefined;

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
        if (counting) {
          const bin = (((value - first) / span) * bins) | 0;
          const held = bin < 0 ? 0 : bin < bins ? bin : bins;
          counts[held] = (counts[held] as number) + 1;
        }
        // As `stepOf`, with the division taken out of the loop; below 0 all is the first step, so rounding may be to 0.
        const at = (value - low) * factor + 0.5;
        const shade = value - value === 0 ? (at < 0 ? 0 : at < LUT_STEPS ? at | 0 : LUT_STEPS - 1) : LUT_STEPS;
        pixels[to + x] = words[shade] as number;
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
