import type { Graph, GraphNode } from '../../graph/graph';

/** Whether a tensor is never made by itself: the batch norm or ReLU that alone reads it is computed with it. */
const isMerged = ({ op }: GraphNode, readers: readonly GraphNode[]): boolean =>
  ['conv', 'batchNorm', 'add'].includes(op.type) &&
  readers.length === 1 &&
  readers.every((reader) => reader.op.type === 'batchNorm' || reader.op.type === 'relu');

/**
 * Nodes through which everything goes: nothing after one of them reads anything before it. These are the ends of the
 * blocks and of the units between them; where they are kept, any block is at most one block of computing away.
 */
export function checkpointsOf(graph: Graph): ReadonlySet<string> {
  const place = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const readers = graph.nodes.map((): GraphNode[] => []);
  for (const node of graph.nodes) for (const id of node.inputs) readers[place.get(id) ?? 0]?.push(node);
  const checkpoints = new Set<string>();
  // The last place that reads anything of what was passed.
  let reach = 0;
  for (const [index, node] of graph.nodes.entries()) {
    const own = readers[index] ?? [];
    if (reach <= index && node.op.type !== 'input' && !isMerged(node, own)) checkpoints.add(node.id);
    for (const { id } of own) reach = Math.max(reach, place.get(id) ?? 0);
  }
  return checkpoints;
}
