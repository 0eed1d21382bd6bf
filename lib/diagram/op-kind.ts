import type { GraphNode, Op } from '../graph/graph';

/** The kinds of op that colour tells apart, in the order of the legend. */
export const OP_KINDS = ['pointwise', 'square', 'asymmetric', 'pool', 'join', 'head'] as const;
export type OpKind = (typeof OP_KINDS)[number];

/** The kind of an op that says it by itself; null for the input, and for batch norm and ReLU, which belong to another op. */
export function kindOfOp(op: Op): OpKind | null {
  switch (op.type) {
    case 'conv': {
      const [rows, columns] = op.kernel;
      if (rows !== columns) return 'asymmetric';
      return rows === 1 ? 'pointwise' : 'square';
    }
    case 'maxPool':
    case 'avgPool':
      return 'pool';
    case 'concat':
    case 'add':
    case 'scale':
      return 'join';
    case 'globalAvgPool':
    case 'dropout':
    case 'linear':
    case 'softmax':
    case 'l2Norm':
      return 'head';
    case 'input':
    case 'batchNorm':
    case 'relu':
      return null;
  }
}

/**
 * The kind of a node. Batch norm and ReLU take the kind of what they finish: a convolution's for a unit, `join` after
 * the add of a residual. Null for the input picture.
 * @param nodes every node of the graph by id (`model.nodes`).
 */
export function opKind(node: GraphNode, nodes: ReadonlyMap<string, GraphNode>): OpKind | null {
  let at: GraphNode | undefined = node;
  while (at) {
    const kind = kindOfOp(at.op);
    if (kind !== null) return kind;
    at = nodes.get(at.inputs[0] ?? '');
  }
  return null;
}
