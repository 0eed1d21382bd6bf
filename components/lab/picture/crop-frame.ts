import type { Preprocessing } from '@/lib/networks';
import { extentOf, type InputSize } from '@/lib/reading/size';

/** A rectangle of the picture, in its pixels. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the reader put the crop: its upper left corner in pixels of the picture; null is the centre. */
export type CropPlace = { readonly x: number; readonly y: number } | null;

const held = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), Math.max(low, high));

/** The part of a width × height picture that the network will see: the picture just covers ⌊side / cropShare⌋ of both sides. */
export function cropFrame(
  width: number,
  height: number,
  size: InputSize,
  preprocessing: Preprocessing,
  place: CropPlace,
): Frame {
  const seen = extentOf(size);
  const covered = (side: number): number => Math.floor(side / preprocessing.cropShare);
  const scale = Math.min(width / covered(seen.width), height / covered(seen.height));
  const frame = { width: seen.width * scale, height: seen.height * scale };
  const { x, y } = place ?? { x: (width - frame.width) / 2, y: (height - frame.height) / 2 };
  return { x: held(x, 0, width - frame.width), y: held(y, 0, height - frame.height), ...frame };
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
