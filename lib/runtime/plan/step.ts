import type { Op, TensorSpec } from '../../graph/graph';
import type { Shape } from '../../graph/shapes';

/** A batch normalisation; `statistics` null: mean and variance are measured on its input. */
export interface Norm {
  readonly epsilon: number;
  readonly gamma: TensorSpec;
  readonly beta: TensorSpec;
  readonly statistics: { readonly mean: TensorSpec; readonly variance: TensorSpec } | null;
}

export type ConvOp = Extract<Op, { type: 'conv' }>;
export type PoolOp = Extract<Op, { type: 'avgPool' }>;

/** The place of a step's result in the tensor of a concat. */
export interface Slice {
  /** The key of the concat. */
  readonly key: string;
  readonly shape: Shape;
  /** Its first channel there. */
  readonly offset: number;
}

/** What one step computes. */
export type Task =
  | {
      readonly type: 'conv';
      readonly op: ConvOp;
      readonly weight: TensorSpec;
      readonly bias: TensorSpec | null;
      /** Applied after the convolution; given statistics are folded into its weights. */
      readonly norm: Norm | null;
      readonly relu: boolean;
      /** An average pool between the product and the bias; the network has it before the convolution. */
      readonly pool: PoolOp | null;
      /** Multiplies the result, bias and all. */
      readonly scale: number;
      /** Whether the second input is added to that, before ReLU: a shortcut. */
      readonly adds: boolean;
    }
  | { readonly type: 'norm'; readonly norm: Norm; readonly relu: boolean }
  | {
      readonly type: 'linear';
      readonly units: number;
      readonly weight: TensorSpec;
      readonly bias: TensorSpec | null;
    }
  /** A concat into whose tensor other steps have written their parts; those that are read are copied. */
  | { readonly type: 'join'; readonly offsets: readonly number[] }
  | { readonly type: 'plain'; readonly op: Exclude<Op, { type: 'conv' | 'batchNorm' | 'linear' | 'dropout' }> };

export interface Step {
  /** The key of the tensor that it makes. */
  readonly key: string;
  /** The node whose tensor that is. */
  readonly node: string;
  /** All nodes that it computes, in order; all but the last are merged and have no tensor. */
  readonly covers: readonly string[];
  /** Keys of the tensors that it reads. */
  readonly inputs: readonly string[];
  readonly task: Task;
  readonly shape: Shape;
  /** Where the result is written in place of a tensor of its own. */
  readonly into: Slice | null;
  /** Keys that no later step reads and nobody asked for: their tensors may go. */
  readonly release: readonly string[];
}

/** A step of which it is not known yet what may go after it. */
export type Draft = Omit<Step, 'release'>;
