import type { Network, Pair } from '../graph/expression';

/** How a picture becomes the input: what the published weights of a network ask for. */
export interface Preprocessing {
  /** The share of the resized short side that the centre crop keeps: resize to ⌊size / cropShare⌋, crop to size. */
  readonly cropShare: number;
  readonly interpolation: 'bilinear' | 'bicubic';
  /** Per channel, of values scaled to 0…1. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/**
 * Something that a figure of the paper prints and that is evidently a slip. Where it cannot be (a width that cannot be
 * added) the network has the consistent value; where it can, the network is built as drawn.
 */
export interface FigureSlip {
  /** Words and citations are found by it. */
  readonly id: string;
  /** Positional paths of the parts, one per repetition. */
  readonly at: readonly string[];
  readonly attribute: 'filters' | 'kernel';
  readonly printed: number | Pair;
  /** What was evidently meant. */
  readonly meant: number | Pair;
}

export interface Variant {
  readonly id: string;
  readonly title: string;
  /** Code that can be read and run, or the figures of the paper, known here by transcription (FACTS section 4). */
  readonly source: 'code' | 'figures';
  readonly network: Network;
  readonly figureSlips: readonly FigureSlip[];
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
  /** Whether keras-applications has it: Keras numbers its layers, in the order of the state dict. */
  readonly keras: boolean;
  readonly preprocessing: Preprocessing;
}
