/** A place of a map: row and column. */
export interface MapPlace {
  readonly y: number;
  readonly x: number;
}

const held = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** The place of a map of height × width under a point given in shares of its box, 0…1 from the upper left corner. */
export const placeAt = (shareX: number, shareY: number, height: number, width: number): MapPlace => ({
  y: held(Math.floor(shareY * height), height),
  x: held(Math.floor(shareX * width), width),
});

/** Where an arrow key moves a place: by one, by an eighth of the map with Shift; null for another key. */
export function movedPlace(
  from: MapPlace | null,
  key: string,
  fast: boolean,
  height: number,
  width: number,
): MapPlace | null {
  const { y, x } = from ?? { y: Math.floor(height / 2), x: Math.floor(width / 2) };
  const [dy, dx] = fast ? [Math.max(1, height >> 3), Math.max(1, width >> 3)] : [1, 1];
  switch (key) {
    case 'ArrowUp':
      return { y: held(y - dy, height), x };
    case 'ArrowDown':
      return { y: held(y + dy, height), x };
    case 'ArrowLeft':
      return { y, x: held(x - dx, width) };
    case 'ArrowRight':
      return { y, x: held(x + dx, width) };
    default:
      return null;
  }
}
