import type { Padding, Pair } from './expression';

/** An atomic operation. All attributes are explicit; nothing is left to a default of an implementation. */
export type Op =
  | { readonly type: 'input' }
  | {
      readonly type: 'conv';
      readonly filters: number;
      readonly kernel: Pair;
      readonly stride: Pair;
      readonly padding: Padding;
      readonly bias: boolean;
    }
  | { readonly type: 'batchNorm'; readonly epsilon: number }
  | { readonly type: 'relu' }
  | { readonly type: 'maxPool'; readonly kernel: Pair; readonly stride: Pair; readonly padding: Padding }
  | {
      readonly type: 'avgPool';
      readonly kernel: Pair;
      readonly stride: Pair;
      readonly padding: Padding;
      readonly countPadding: boolean;
    }
  | { readonly type: 'concat' }
  | { readonly type: 'scale'; readonly factor: number }
  | { readonly type: 'add' }
  | { readonly type: 'globalAvgPool' }
  | { readonly type: 'dropout'; readonly rate: number }
  | { readonly type: 'linear'; readonly units: number; readonly bias: boolean }
  | { readonly type: 'softmax' }
  | { readonly type: 'l2Norm'; readonly epsilon: number };

export type OpType = Op['type'];

/** A tensor of the state dict: shapes in PyTorch's layout (conv OIHW, linear out×in, batch norm C). */
export interface TensorSpec {
  readonly key: string;
  readonly shape: readonly number[];
  readonly dtype: 'F32' | 'I64';
  /** Learned, or a statistic that training collects. */
  readonly role: 'weight' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance' | 'count';
}

/** Which tensor of its part a node makes; the `@` of an address. */
export type NodeRole = 'conv' | 'bn' | 'relu' | 'concat' | 'sum' | 'scaled' | 'add' | 'output';

export interface GraphNode {
  /** The positional path, with `@role` where a part has several tensors: `features.0@conv`. Unique. */
  readonly id: string;
  readonly op: Op;
  readonly inputs: readonly string[];
  readonly role: NodeRole;
  /** The id of the part that it comes from; null for the input and in an imported graph. */
  readonly origin: string | null;
  /** The module path in the reference code, where it has one. */
  readonly referencePath: string | null;
  /** Output channels (or units). */
  readonly channels: number;
  /** Its tensors in state-dict order. */
  readonly tensors: readonly TensorSpec[];
}

/** Atomic ops in topological (execution) order; the first is the input, the last the output. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
}

/** The id of the input picture in the graph of every network; a graph from outside may call it otherwise. */
export const INPUT = 'input';

/** The id of the input picture, whatever the graph calls it. */
export const inputId = (graph: Graph): string => graph.nodes[0]?.id ?? INPUT;

/** Looks a node up by id. */
export const nodesById = (graph: Graph): ReadonlyMap<string, GraphNode> =>
  new Map(graph.nodes.map((node) => [node.id, node]));

/** All tensors in state-dict order. */
export const stateDict = (graph: Graph): readonly TensorSpec[] => graph.nodes.flatMap((node) => node.tensors);
