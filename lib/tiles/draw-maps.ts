import { type ColourRanges, colourRange, scaleOf } from './colour-range';
import { lutOf, type Scale } from './colour-scale';
import { endsFor, histogram } from './histogram';
import { channelPlanes } from './planes';
import { type ChannelStatistics, planeStatistics } from './statistics';
import { tilePlanes, tileWithin } from './tile';
import { type TileLayout, tileLayout } from './tile-layout';

/** All channels of a map: their statistics, the histogram of all values, and one bitmap. */
export interface DrawnMaps {
  readonly grid: TileLayout;
  readonly statistics: ChannelStatistics;
  readonly scale: Scale;
  readonly ranges: ColourRanges;
  readonly histogram: {
    readonly low: number;
    readonly high: number;
    readonly counts: Uint32Array;
    readonly zeros: number;
  };
  /** RGBA of grid.height×grid.width. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** The buffer of the last map in channel order: the next one of its size finds its memory there. */
let kept = new Float32Array(0);

/**
 * Draws a map in three passes over memory: the values of each channel side by side; statistics; counting and colouring.
 * The results are those of `channelStatistics`, `histogram` and `tile` to the last bit.
 * @param values flat H×W×C.
 */
export function drawMaps(
  values: Float32Array,
  extent: { readonly height: number; readonly width: number; readonly channels: number },
  range: 'channel' | 'shared',
  bins: number,
): DrawnMaps {
  const { height, width, channels } = extent;
  const places = height * width;
  if (kept.length < values.length) kept = new Float32Array(values.length);
  const planes = channelPlanes(values, places, channels, kept);
  const { statistics, extent: all } = planeStatistics(planes, places, channels);
  const ranges = colourRange(statistics, range);
  const scale = scaleOf(statistics);
  const grid = tileLayout(channels, width, height);
  const [low, high] = endsFor(all.low, all.high);
  // Zeros are counted where they fall, and taken out again: they belong into no bin.
  const zeroAt = ((0 - low) / (high - low)) * bins;
  const zerosFall = zeroAt > -1 && zeroAt < bins + 1;
  if (grid.step > 1 || all.nonFinite > 0 || !zerosFall) {
    // Values that are not drawn or have no bin: they are counted apart.
    const { counts, zeros } = histogram(values, bins, { range: [low, high] });
    const pixels = tilePlanes(planes, grid, ranges, lutOf(scale));
    return { grid, statistics, scale, ranges, histogram: { low, high, counts, zeros }, pixels };
  }
  const counts = new Uint32Array(bins + 1);
  const pixels = tileWithin(planes, grid, ranges, lutOf(scale), { low, high, counts });
  const zeroBin = Math.trunc(zeroAt);
  counts[zeroBin] = (counts[zeroBin] as number) - all.zeros;
  counts[bins - 1] = (counts[bins - 1] as number) + (counts[bins] as number);
  return {
    grid,
    statistics,
    scale,
    ranges,
    histogram: { low, high, counts: counts.slice(0, bins), zeros: all.zeros },
    pixels,
  };
}
