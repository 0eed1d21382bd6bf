/**
 * The language in which a network is written: a tree of plain data (JSON values only), made by the combinators
 * of `combinators.ts`. Names, geometry, code, shapes and the runtime's plan are all readings of this tree.
 */

/** Rows, columns. */
export type Pair = readonly [number, number];

/** Zero padding in pixels. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Convolution without bias, batch normalisation, ReLU: the unit of every Inception network. */
export interface Unit {
  readonly kind: 'unit';
  readonly filters: number;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  /** The ε of the batch normalisation. */
  readonly epsilon: number;
}

export interface Pool {
  readonly kind: 'maxPool' | 'avgPool';
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  /** Average pools only: whether padded zeros count in the mean (PyTorch's count_include_pad). */
  readonly countPadding: boolean;
}

export interface GlobalAvgPool {
  readonly kind: 'globalAvgPool';
}

export interface Dropout {
  readonly kind: 'dropout';
  /** The share of values dropped in training; inference leaves all values as they are. */
  readonly rate: number;
}

export interface Linear {
  readonly kind: 'linear';
  readonly units: number;
  readonly bias: boolean;
}

export interface Softmax {
  readonly kind: 'softmax';
}

/** A batch normalisation that is no part of a unit: behind the embedding of facenet-pytorch's Inception-ResNet-v1. */
export interface BatchNorm {
  readonly kind: 'batchNorm';
  readonly epsilon: number;
}

/** A vector over its Euclidean length: embeddings of faces are compared on the unit sphere. */
export interface L2Norm {
  readonly kind: 'l2Norm';
  /** The least length that is divided by. */
  readonly epsilon: number;
}

/** Parts one after the other. */
export interface Chain {
  readonly kind: 'chain';
  readonly parts: readonly Expression[];
}

/** Branches side by side on one input, joined along the channels in branch order. */
export interface Concat {
  readonly kind: 'concat';
  readonly branches: readonly Expression[];
}

/** input + scale × linear1x1(body(input)), then ReLU unless `relu` is false. The 1x1 has the input's width, a bias and no normalisation. */
export interface Residual {
  readonly kind: 'residual';
  readonly body: Expression;
  readonly scale: number;
  readonly relu: boolean;
}

/** A named figure of the paper; `named` parts inside take their reference names from its path. */
export interface Block {
  readonly kind: 'block';
  readonly name: string;
  readonly body: Expression;
}

/** A named run of parts, spliced into the enclosing chain: adds no path of its own. */
export interface Stage {
  readonly kind: 'stage';
  readonly name: string;
  readonly parts: readonly Expression[];
}

/** The same part n times, each with weights of its own; spliced into the enclosing chain. */
export interface Times {
  readonly kind: 'times';
  readonly count: number;
  readonly body: Expression;
}

/** Replaces the derived reference path by `<enclosing block>.<name>`. */
export interface Named {
  readonly kind: 'named';
  readonly name: string;
  readonly body: Expression;
}

export type Expression =
  | Unit
  | Pool
  | GlobalAvgPool
  | Dropout
  | Linear
  | Softmax
  | BatchNorm
  | L2Norm
  | Chain
  | Concat
  | Residual
  | Block
  | Stage
  | Times
  | Named;

/** A whole network: named entries one after the other. */
export interface Network {
  readonly kind: 'network';
  readonly entries: readonly { readonly name: string; readonly body: Expression }[];
  /** Stages that span entries, such as a head: each a name and the entries that it covers. */
  readonly stages: readonly { readonly name: string; readonly entries: readonly string[] }[];
  /** Channels of the input picture. */
  readonly inputChannels: number;
}
