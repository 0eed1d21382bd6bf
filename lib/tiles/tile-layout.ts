/** Where the tile of each channel stands in one bitmap: channel c in column c mod columns, row ⌊c / columns⌋. */
export type TileLayout = {
  readonly channels: number;
  readonly columns: number;
  readonly rows: number;
  /** Pixels of a tile. */
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Pixels between tiles; none at the borders. */
  readonly gap: number;
  /** Map values per pixel and side: 1 but for bitmaps that would be too large, where every step-th value is drawn. */
  readonly step: number;
  /** Values of a map. */
  readonly mapWidth: number;
  readonly mapHeight: number;
  /** Pixels of the bitmap. */
  readonly width: number;
  readonly height: number;
};

/** The largest side of a canvas that every current browser grants. */
const MAX_SIDE = 16_384;
/** And its largest area, on iOS: 16,777,216 pixels. */
const MAX_AREA = 2 ** 24;
const GAP = 1;

/**
 * A near-square grid of whole tiles, one for each channel, one pixel apart, at most `maxWidth` pixels wide.
 * Always fits into a canvas: 64 channels of 147×147 and 2080 of 8×8 at full detail, larger ones with a step.
 */
export function tileLayout(channels: number, mapWidth: number, mapHeight: number, maxWidth = MAX_SIDE): TileLayout {
  if (!(channels > 0 && mapWidth > 0 && mapHeight > 0 && maxWidth > 0)) {
    throw new RangeError(`no tiles for ${channels} channels of ${mapHeight}×${mapWidth} in ${maxWidth} pixels`);
  }
  const widest = Math.min(Math.floor(maxWidth), MAX_SIDE);
  for (let step = 1; ; step++) {
    const tileWidth = Math.ceil(mapWidth / step);
    const tileHeight = Math.ceil(mapHeight / step);
    const cellWidth = tileWidth + GAP;
    const cellHeight = tileHeight + GAP;
    const fitting = Math.floor((widest + GAP) / cellWidth);
    const square = Math.round(Math.sqrt((channels * cellHeight) / cellWidth));
    const columns = Math.min(Math.max(square, 1), channels, Math.max(fitting, 1));
    const rows = Math.ceil(channels / columns);
    const width = columns * cellWidth - GAP;
    const height = rows * cellHeight - GAP;
    const fits = width <= widest && height <= MAX_SIDE && width * height <= MAX_AREA;
    // Tiles of one pixel are the end: more channels than that exist in no network.
    if (fits || (tileWidth === 1 && tileHeight === 1)) {
      return { channels, columns, rows, tileWidth, tileHeight, gap: GAP, step, mapWidth, mapHeight, width, height };
    }
  }
}

/** The upper left pixel of a channel's tile. */
export function tileOrigin(
  { columns, tileWidth, tileHeight, gap }: Pick<TileLayout, 'columns' | 'tileWidth' | 'tileHeight' | 'gap'>,
  channel: number,
): { readonly x: number; readonly y: number } {
  return { x: (channel % columns) * (tileWidth + gap), y: Math.floor(channel / columns) * (tileHeight + gap) };
}
