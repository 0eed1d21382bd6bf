import type { Shape } from '../../graph/shapes';
import { drawMaps } from '../../tiles/draw-maps';
import { runtimeError } from '../errors';
import type { DrawMaps } from '../kernels/map-drawer';
import type { MapView } from '../protocol';

/** Enough to see the form of a distribution, few enough for one pixel column and more each on a phone. */
const BINS = 64;

/** A view but for its bitmap: RGBA in its place. */
export type DrawnView = Omit<MapView, 'bitmap' | 'work'> & { readonly pixels: Uint8ClampedArray<ArrayBuffer> };

/** Height, width and channels of a map; a vector is one place with as many channels. */
export function extentOf(shape: Shape): { readonly height: number; readonly width: number; readonly channels: number } {
  const [height = 1, width = 1, channels = 1] = shape.length === 3 ? shape : [1, 1, shape[0] ?? 1];
  return { height, width, channels };
}

/** Bytes of RGBA that one view may take: 64 channels of 1000×1000 are as much as browsers put into one bitmap. */
const DRAWN_BYTES = 2 ** 28;

/** Refuses maps that no picture could hold. @throws `runtime/too-large`. */
export function checkDrawable(node: string, shape: Shape): void {
  const { height, width, channels } = extentOf(shape);
  const bytes = 4 * height * width * channels;
  if (bytes > DRAWN_BYTES)
    throw runtimeError('runtime/too-large', { what: 'drawing', node, bytes, limit: DRAWN_BYTES });
}

/**
 * Statistics, histogram and all channels drawn, of one tensor.
 * @param values flat H×W×C. @param draw what draws here; how long its pixels hold is its matter.
 */
export function drawView(
  node: string,
  shape: Shape,
  values: Float32Array,
  range: 'channel' | 'shared',
  draw: DrawMaps = drawMaps,
): DrawnView {
  const extent = extentOf(shape);
  // A vector has one value a channel: a scale for each would paint them all alike.
  const drawn = extent.height * extent.width === 1 ? 'shared' : range;
  const { grid, statistics, scale, ranges, histogram, pixels } = draw(values, extent, drawn, BINS);
  return { node, shape, grid, statistics, scale, range: drawn, low: ranges.low, high: ranges.high, histogram, pixels };
}
