/** The sizes of a tile that the reader can choose; `fit` shows all channels at once where that is possible. */
export const TILE_SIZES = ['small', 'medium', 'large', 'fit'] as const;
export type TileSize = (typeof TILE_SIZES)[number];

/** Smallest sides in CSS pixels. A large tile is still small enough for three columns on a phone. */
const SIDES = { small: 32, medium: 56, large: 96 } as const;
const SMALLEST = 12;
const LARGEST = 160;
const GAP = 4;

/** Where every tile stands: tile i in column i mod columns, row ⌊i / columns⌋. CSS pixels. */
export interface GridLayout {
  readonly count: number;
  readonly columns: number;
  readonly rows: number;
  readonly tile: number;
  readonly gap: number;
  /** Height of all rows together. */
  readonly height: number;
}

const laid = (count: number, width: number, tile: number, gap: number): GridLayout => {
  const columns = Math.max(1, Math.min(count, Math.floor((width + gap) / (tile + gap))));
  const rows = Math.ceil(count / columns);
  return { count, columns, rows, tile, gap, height: Math.max(0, rows * (tile + gap) - gap) };
};

/**
 * Lays `count` square tiles in an area of the given width; `fit` takes the largest tile for which all rows fit the
 * height, down to a tile that can still be seen.
 */
export function gridLayout(count: number, width: number, height: number, size: TileSize): GridLayout {
  if (size !== 'fit') {
    const side = Math.min(SIDES[size], Math.max(SMALLEST, width));
    const columns = Math.max(1, Math.floor((width + GAP) / (side + GAP)));
    // The columns that fit take the whole width, so that no strip is left over beside them.
    return laid(count, width, Math.floor((width + GAP) / columns) - GAP, GAP);
  }
  for (let tile = LARGEST; tile > SMALLEST; tile--) {
    const layout = laid(count, width, tile, tile < 24 ? 2 : GAP);
    if (tile <= width && layout.height <= height) return layout;
  }
  return laid(count, width, SMALLEST, 2);
}

/** The upper left corner of a tile. */
export function tileOrigin(layout: GridLayout, index: number): { readonly x: number; readonly y: number } {
  const step = layout.tile + layout.gap;
  return { x: (index % layout.columns) * step, y: Math.floor(index / layout.columns) * step };
}

/** The tile under a point, counted from the upper left corner of the whole grid; null between tiles and beside them. */
export function tileAt(layout: GridLayout, x: number, y: number): number | null {
  const step = layout.tile + layout.gap;
  const column = Math.floor(x / step);
  const row = Math.floor(y / step);
  if (x < 0 || y < 0 || column >= layout.columns) return null;
  if (x - column * step >= layout.tile || y - row * step >= layout.tile) return null;
  const index = row * layout.columns + column;
  return index < layout.count ? index : null;
}

/** First and last tile (excluded) that a window of the given height shows. */
export function visibleTiles(layout: GridLayout, scrollTop: number, height: number): readonly [number, number] {
  const step = layout.tile + layout.gap;
  const first = Math.max(0, Math.floor(scrollTop / step)) * layout.columns;
  const last = Math.ceil((scrollTop + height) / step) * layout.columns;
  return [Math.min(first, layout.count), Math.min(last, layout.count)];
}

/** Where a key moves the focus; null for a key that does not move it. `page` is the number of rows in view. */
export function movedFocus(layout: GridLayout, index: number, key: string, page: number): number | null {
  const { columns, count } = layout;
  const held = (next: number): number => Math.max(0, Math.min(count - 1, next));
  // Up and down keep the column: at an edge the focus stays.
  const byRows = (rows: number): number => {
    const next = index + rows * columns;
    if (next >= 0 && next < count) return next;
    if (Math.abs(rows) === 1) return rows > 0 && Math.floor(index / columns) < layout.rows - 1 ? count - 1 : index;
    return held(next);
  };
  switch (key) {
    case 'ArrowRight':
      return held(index + 1);
    case 'ArrowLeft':
      return held(index - 1);
    case 'ArrowDown':
      return byRows(1);
    case 'ArrowUp':
      return byRows(-1);
    case 'PageDown':
      return byRows(Math.max(1, page));
    case 'PageUp':
      return byRows(-Math.max(1, page));
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The scroll position that shows a tile, moving as little as possible. */
export function scrolledTo(layout: GridLayout, index: number, scrollTop: number, height: number): number {
  const { y } = tileOrigin(layout, index);
  if (y < scrollTop) return y;
  if (y + layout.tile > scrollTop + height) return y + layout.tile - height;
  return scrollTop;
}
