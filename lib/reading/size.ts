import { networkError } from '../networks/errors';

/** The largest side of an input in pixels, on the page and on the command line: of no picture here is more asked. */
export const LARGEST_SIZE = 4096;

/** Height and width in pixels. */
export interface Extent {
  readonly height: number;
  readonly width: number;
}

/** The size of the input in pixels: the side of a square, or height and width where they differ. See `inputSize`. */
export type InputSize = number | Extent;

/** The size of an input of so many rows and columns; a square is always its side, so that squares compare by `===`. */
export const inputSize = (height: number, width: number): InputSize => (height === width ? height : { height, width });

/** Height and width of a size. */
export const extentOf = (size: InputSize): Extent => (typeof size === 'number' ? { height: size, width: size } : size);

export function sameSize(a: InputSize, b: InputSize): boolean {
  const [left, right] = [extentOf(a), extentOf(b)];
  return left.height === right.height && left.width === right.width;
}

/** As in addresses and on the command line: `299`, `224x320`. */
export const formatSize = (size: InputSize): string =>
  typeof size === 'number' ? String(size) : `${size.height}x${size.width}`;

const WRITTEN = /^(\d+)(?:[x×](\d+))?$/i;

/**
 * Reads `299`, or height × width: `224x320`, `224×320`.
 * @param smallest side of a square in pixels. Whether a rectangle is large enough only its shapes tell.
 * @throws `network/bad-size` for anything else, and beyond `LARGEST_SIZE`.
 */
export function parseSize(text: string, smallest: number): InputSize {
  const [, rows, columns = rows] = WRITTEN.exec(text) ?? [];
  const size = inputSize(Number(rows ?? 0), Number(columns ?? 0));
  const { height, width } = extentOf(size);
  const least = typeof size === 'number' ? smallest : 1;
  if (Math.min(height, width) < least || Math.max(height, width) > LARGEST_SIZE) {
    throw networkError('network/bad-size', { text, smallest, largest: LARGEST_SIZE });
  }
  return size;
}

/**
 * Reads the side of a square, where nothing else will do.
 * @throws `network/bad-size`, `network/square-only`.
 */
export function parseSide(text: string, smallest: number): number {
  const size = parseSize(text, smallest);
  if (typeof size === 'number') return size;
  throw networkError('network/square-only', { text, smallest, largest: LARGEST_SIZE });
}
