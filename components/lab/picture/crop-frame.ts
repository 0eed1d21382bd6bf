import type { Preprocessing } from '@/lib/networks';

/** A rectangle of the picture, in its pixels. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the reader put the crop: its upper left corner in pixels of the picture; null is the centre. */
export type CropPlace = { readonly x: number; readonly y: number } | null;

/** How much of the short side the crop of `size` keeps, after the short side became ⌊size / cropShare⌋. */
const keptShare = (size: number, { cropShare }: Preprocessing): number => size / Math.floor(size / cropShare);

const held = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high));

/** The square of a width × height picture that the network will see. */
export function cropFrame(
  width: number,
  height: number,
  size: number,
  preprocessing: Preprocessing,
  place: CropPlace,
): Frame {
  const side = Math.min(width, height) * keptShare(size, preprocessing);
  const centre = { x: (width - side) / 2, y: (height - side) / 2 };
  const { x, y } = place ?? centre;
  return { x: held(x, 0, width - side), y: held(y, 0, height - side), width: side, height: side };
}

/** The frame moved by a number of picture pixels, held inside. */
export function movedCrop(
  frame: Frame,
  dx: number,
  dy: number,
  width: number,
  height: number,
): { x: number; y: number } {
  return { x: held(frame.x + dx, 0, width - frame.width), y: held(frame.y + dy, 0, height - frame.height) };
}

/** Where an arrow key moves the crop: a sixteenth of the room, or a quarter with Shift; null for another key. */
export function keyMove(
  key: string,
  fast: boolean,
  frame: Frame,
  width: number,
  height: number,
): { readonly dx: number; readonly dy: number } | null {
  const step = fast ? 4 : 16;
  const [dx, dy] = [Math.max(1, (width - frame.width) / step), Math.max(1, (height - frame.height) / step)];
  switch (key) {
    case 'ArrowLeft':
      return { dx: -dx, dy: 0 };
    case 'ArrowRight':
      return { dx, dy: 0 };
    case 'ArrowUp':
      return { dx: 0, dy: -dy };
    case 'ArrowDown':
      return { dx: 0, dy };
    default:
      return null;
  }
}
