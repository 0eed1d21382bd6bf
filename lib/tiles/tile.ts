import type { ColourRanges } from './colour-range';
import { LUT_STEPS, type Lut } from './colour-scale';
import { type TileLayout, tileOrigin } from './tile-layout';

/**
 * Draws all channels of a map (NHWC, values of mapHeight×mapWidth×channels) into one bitmap, in index order: RGBA,
 * height×width×4, gaps transparent. One pass over the map in memory order; another order of the channels is a matter
 * of drawing tiles elsewhere (`drawOrder`).
 */
export function tile(
  values: Float32Array,
  layout: TileLayout,
  ranges: ColourRanges,
  lut: Lut,
): Uint8ClampedArray<ArrayBuffer> {
  const { channels, mapWidth, mapHeight, step, tileWidth, tileHeight, width, height } = layout;
  if (values.length !== mapWidth * mapHeight * channels) {
    throw new RangeError(`${values.length} values are not ${mapHeight}×${mapWidth}×${channels}`);
  }
  const bytes = new Uint8ClampedArray(width * height * 4);
  const pixels = new Uint32Array(bytes.buffer);
  const origins = Int32Array.from({ length: channels }, (_, channel) => {
    const { x, y } = tileOrigin(layout, channel);
    return y * width + x;
  });
  const { low } = ranges;
  const factors = Float64Array.from(ranges.high, (high, c) => (LUT_STEPS - 1) / (high - (low[c] as number)));
  const { words } = lut;
  const notFinite = words[LUT_STEPS] as number;

  for (let y = 0; y < tileHeight; y++) {
    for (let x = 0; x < tileWidth; x++) {
      const from = (y * mapWidth + x) * step * channels;
      const to = y * width + x;
      for (let c = 0; c < channels; c++) {
        const value = values[from + c] as number;
        let colour = notFinite;
        if (value - value === 0) {
          // As `stepOf`, with the division taken out of the loop.
          const at = Math.floor((value - (low[c] as number)) * (factors[c] as number) + 0.5);
          colour = words[at < 0 ? 0 : at < LUT_STEPS ? at : LUT_STEPS - 1] as number;
        }
        pixels[(origins[c] as number) + to] = colour;
      }
    }
  }
  return bytes;
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
