import type { Filter, Size } from './resize';

/** How the weights of a network were evaluated, whatever the input size. */
export type PublishedPreprocessing = {
  /** The share of the resized short side that the crop keeps (timm's `crop_pct`). */
  readonly cropShare: number;
  readonly interpolation: Filter;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
};

/** What is done to one picture: resized, the centre cut out, normalised. */
export type Preprocessing = {
  /**
   * A number: the short side gets so many pixels. Width and height: the picture gets the smallest size that covers them.
   * Null: it is left alone.
   */
  readonly resizeShort: number | Size | null;
  /** The side of a square, or width and height. */
  readonly crop: number | Size;
  readonly interpolation: Filter;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
};

/** Width and height of a square or a rectangle. */
export const wholeSize = (size: number | Size): Size =>
  typeof size === 'number' ? { width: size, height: size } : size;

/**
 * The published preprocessing at an input size, as timm's `transforms_imagenet_eval` has it (timm/data/transforms_factory.py).
 * A square: the short side to ⌊size / cropShare⌋. A rectangle: the picture just covers ⌊width / cropShare⌋ ×
 * ⌊height / cropShare⌋, so that the crop keeps the same share of it as a square would.
 */
export function preprocessingAt(size: number | Size, published: PublishedPreprocessing): Preprocessing {
  const { cropShare, interpolation, mean, std } = published;
  const enlarged = (side: number): number => Math.floor(side / cropShare);
  const { width, height } = wholeSize(size);
  return width === height
    ? { resizeShort: enlarged(width), crop: width, interpolation, mean, std }
    : {
        resizeShort: { width: enlarged(width), height: enlarged(height) },
        crop: { width, height },
        interpolation,
        mean,
        std,
      };
}
