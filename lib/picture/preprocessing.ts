import type { Filter } from './resize';

/** How the weights of a network were evaluated, whatever the input size. */
export type PublishedPreprocessing = {
  /** The share of the resized short side that the crop keeps (timm's `crop_pct`). */
  readonly cropShare: number;
  readonly interpolation: Filter;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
};

/** What is done to one picture: the short side to `resizeShort` pixels (null: left alone), the centre `crop`, normalised. */
export type Preprocessing = {
  readonly resizeShort: number | null;
  readonly crop: number;
  readonly interpolation: Filter;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
};

/** The published preprocessing at an input size: the short side to ⌊size / cropShare⌋ (timm's `transforms_factory`). */
export function preprocessingAt(size: number, published: PublishedPreprocessing): Preprocessing {
  const { cropShare, interpolation, mean, std } = published;
  return { resizeShort: Math.floor(size / cropShare), crop: size, interpolation, mean, std };
}
