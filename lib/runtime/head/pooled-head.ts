import { type Graph, type GraphNode, nodesById, type TensorSpec } from '../../graph/graph';
import { type HeadRefusal, runtimeError } from '../errors';
import type { Task } from '../plan/plan';

/** A head that averages the last maps over their places and scores the means with one linear layer. */
export interface PooledHead {
  readonly type: 'pooled';
  /** The node whose maps are averaged. */
  readonly features: string;
  /** The node of the linear layer: one logit for each class. */
  readonly logits: string;
  readonly channels: number;
  readonly classes: number;
  /** classes × channels. */
  readonly weight: TensorSpec;
  readonly bias: TensorSpec | null;
}

/** The node that a node reads, with what changes no value at inference left out. */
function before(nodes: ReadonlyMap<string, GraphNode>, node: GraphNode): GraphNode | null {
  let at: GraphNode | undefined = node;
  do at = nodes.get(at.inputs[0] ?? '');
  while (at?.op.type === 'dropout');
  return at ?? null;
}

/**
 * Reads from the graph whether the network ends in global average pooling, one linear layer and at most a softmax
 * (dropout does nothing at inference). Then pooling and scoring can change places, which makes the class activation map
 * exact (Zhou et al. 2016, section 2).
 */
export function headOf(graph: Graph): PooledHead | HeadRefusal {
  const nodes = nodesById(graph);
  const linear = graph.nodes.findLast(({ op }) => op.type === 'linear');
  if (linear?.op.type !== 'linear') return { type: 'no-linear' };
  const after = graph.nodes
    .slice(graph.nodes.indexOf(linear) + 1)
    .find(({ op }) => op.type !== 'dropout' && op.type !== 'softmax');
  if (after) return { type: 'not-scores', node: after.id, op: after.op.type };
  const pool = before(nodes, linear);
  const features = pool?.op.type === 'globalAvgPool' ? before(nodes, pool) : null;
  const weight = linear.tensors.find(({ role }) => role === 'weight');
  if (!features || !weight) {
    return { type: 'not-means', node: pool?.id ?? linear.id, op: pool?.op.type ?? 'linear' };
  }
  return {
    type: 'pooled',
    features: features.id,
    logits: linear.id,
    channels: features.channels,
    classes: linear.op.units,
    weight,
    bias: linear.tensors.find(({ role }) => role === 'bias') ?? null,
  };
}

/**
 * The head of a network that must have one of this kind.
 * @param network what messages call it. @throws `runtime/no-class-map`.
 */
export function pooledHeadOf(graph: Graph, network: string): PooledHead {
  const head = headOf(graph);
  if (head.type === 'pooled') return head;
  throw runtimeError('runtime/no-class-map', { network, reason: head.type, node: 'node' in head ? head.node : '' });
}

/** The linear layer of a head as the engine computes it. */
export const linearTask = ({ classes, weight, bias }: PooledHead): Extract<Task, { type: 'linear' }> => ({
  type: 'linear',
  units: classes,
  weight,
  bias,
});
