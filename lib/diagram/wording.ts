import type { Pair } from '../graph/expression';
import type { Shape } from '../graph/shapes';

/** What a window op does, for whoever words it. */
export interface WindowFacts {
  readonly kernel: Pair;
  readonly stride: Pair;
  /** True where a `valid` window shrinks the map; a 1×1 at stride 1 does not. */
  readonly shrinks: boolean;
}

type Lines = readonly [string, string];

/** The words inside the boxes: the layout needs them to know how wide a box is. In content, one per language. */
export interface Wording {
  readonly conv: (facts: WindowFacts & { readonly filters: number }) => Lines;
  /** The 1×1 of a residual, which no ReLU follows. */
  readonly linear1x1: (filters: number) => Lines;
  readonly maxPool: (facts: WindowFacts) => Lines;
  readonly avgPool: (facts: WindowFacts) => Lines;
  readonly globalAvgPool: Lines;
  readonly dropout: (rate: number) => Lines;
  readonly linear: (units: number) => Lines;
  readonly softmax: Lines;
  readonly batchNorm: Lines;
  readonly l2Norm: Lines;
  /** What stands on the line round a residual. */
  readonly shortcut: string;
  /** The title of a stage or block: its name, and ×N where it repeats. */
  readonly title: (name: string, count: number) => string;
  /** The title of one of several equal blocks in a row, counted from 1. */
  readonly ordinal: (name: string, place: number) => string;
}

/** H×W×C of a map, C of a vector. */
export const shapeText = (shape: Shape): string => shape.join('×');

/** Rows × columns: `1×7`. */
export const kernelText = (kernel: Pair): string => kernel.join('×');
