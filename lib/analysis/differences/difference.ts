import type { Padding, Pair } from '../../graph/expression';
import type { NetworkModel } from '../../graph/model';
import type { Part } from '../../graph/naming';

/** What kind of thing differs. */
export const DIFFERENCE_KINDS = [
  'only',
  'topology',
  'order',
  'repeat',
  'width',
  'kernel',
  'stride',
  'padding',
  'pooling',
  'scale',
  'activation',
  'normalisation',
  'head',
  'dropout',
] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** A part in a few facts, enough to name it in a list. */
export type PartBrief =
  | { readonly kind: 'unit'; readonly filters: number; readonly kernel: Pair; readonly stride: Pair }
  | { readonly kind: 'maxPool' | 'avgPool'; readonly kernel: Pair; readonly stride: Pair }
  | { readonly kind: 'linear'; readonly units: number }
  | { readonly kind: 'globalAvgPool' | 'dropout' | 'softmax' | 'batchNorm' | 'l2Norm' }
  /** A join without a name of its own. */
  | { readonly kind: 'concat' | 'residual'; readonly branches: number }
  /** `residual`: whether its branches are added to its input; `branches`: how many it joins, 1 where it joins none. */
  | { readonly kind: 'block'; readonly name: string; readonly residual: boolean; readonly branches: number };

/** How a window is padded: `same` keeps the size at stride 1, `valid` pads nothing; else the pixels of each side. */
export type PaddingValue = { readonly mode: 'same' | 'valid' } | { readonly mode: 'pixels'; readonly pixels: Padding };

/** What stands on one side of a difference; its type names the attribute. */
export type DifferenceValue =
  | { readonly type: 'filters'; readonly filters: number }
  | { readonly type: 'kernel'; readonly kernel: Pair }
  | { readonly type: 'stride'; readonly stride: Pair }
  | { readonly type: 'padding'; readonly padding: PaddingValue }
  | { readonly type: 'pool'; readonly pool: 'maxPool' | 'avgPool' }
  | { readonly type: 'countPadding'; readonly counted: boolean }
  | { readonly type: 'scale'; readonly scale: number }
  | { readonly type: 'relu'; readonly relu: boolean }
  | { readonly type: 'epsilon'; readonly epsilon: number }
  | { readonly type: 'rate'; readonly rate: number }
  | { readonly type: 'units'; readonly units: number }
  | { readonly type: 'bias'; readonly bias: boolean }
  /** Blocks in a row; `runs`: how many equal ones follow each other (9 and a last one: 9, 1). */
  | { readonly type: 'count'; readonly count: number; readonly runs: readonly number[] }
  /** The ops of a chain in order. */
  | { readonly type: 'chain'; readonly ops: readonly PartBrief[] }
  /** The branches of a join in order. */
  | { readonly type: 'branches'; readonly branches: readonly (readonly PartBrief[])[] }
  /** What stands here, in order. */
  | { readonly type: 'parts'; readonly parts: readonly PartBrief[] };

/** One side of a difference. */
export interface Side {
  /** A whole address with its variant (`inception-v4:paper/features.4.branch1`); null where this side has nothing. */
  readonly address: string | null;
  /** All addresses at which it stands, in order; the first is `address`. */
  readonly places: readonly string[];
  readonly value: DifferenceValue | null;
}

/** One difference; equal ones of repeated blocks are one with several places. */
export interface Difference {
  /** Stable and unique in a comparison: row, place in the block, attribute: `inception-b.branch2.order`. */
  readonly id: string;
  readonly kind: DifferenceKind;
  /** The id of the row. */
  readonly stage: string;
  /** Rows of the row's output map; null for vectors. */
  readonly grid: number | null;
  readonly a: Side;
  readonly b: Side;
  /** True where nobody decided it: a width that is derived from others, a padding that goes with a stride. */
  readonly follows: boolean;
}

/** Stages side by side; either may be missing. */
export interface ComparedStage {
  readonly id: string;
  /** Rows of the output map (of `a` where both have one) at the size of the comparison; null for vectors. */
  readonly grid: number | null;
  readonly a: Part | null;
  readonly b: Part | null;
  /** Ids of the row's differences. */
  readonly differences: readonly string[];
}

/** A network or variant to compare; whatever `resolveAddress` returns is one. */
export interface ComparedNetwork {
  readonly definition: { readonly id: string; readonly defaultSize: number };
  readonly variant: { readonly id: string };
  readonly model: NetworkModel;
}

export interface Comparison {
  readonly a: ComparedNetwork;
  readonly b: ComparedNetwork;
  /** Side of the square picture for which the grids are. */
  readonly size: number;
  /** In the order of the networks. */
  readonly stages: readonly ComparedStage[];
  /** In the order of the rows; what follows stands with what it belongs to. */
  readonly differences: readonly Difference[];
}
