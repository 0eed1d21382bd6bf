import type { Network } from '../graph/expression';

/** How a picture becomes the input: what the published weights of a network ask for. */
export interface Preprocessing {
  /** The share of the resized short side that the centre crop keeps: resize to ⌊size / cropShare⌋, crop to size. */
  readonly cropShare: number;
  readonly interpolation: 'bilinear' | 'bicubic';
  /** Per channel, of values scaled to 0…1. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

export interface Variant {
  readonly id: string;
  readonly title: string;
  readonly network: Network;
}

/** Canonical key prefix → prefix in another convention; the first that matches is applied. */
export type RenameTable = readonly { readonly from: string; readonly to: string }[];

export interface NetworkDefinition {
  /** As in addresses. */
  readonly id: string;
  readonly title: string;
  readonly defaultVariant: string;
  readonly variants: readonly Variant[];
  /** Side of the square input picture in pixels. */
  readonly defaultSize: number;
  /** The convention of the canonical state-dict keys. */
  readonly naming: string;
  /** Every known convention, the canonical one with an empty table. */
  readonly renames: Readonly<Record<string, RenameTable>>;
  readonly preprocessing: Preprocessing;
}
