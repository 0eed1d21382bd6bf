import type { Graph } from '../graph/graph';

/** What lights up with an op: its way back to the input and on to the output. */
export interface Way {
  /** Every node that the op depends on, without itself. */
  readonly ancestors: ReadonlySet<string>;
  /** Every node that depends on the op, without itself. */
  readonly descendants: ReadonlySet<string>;
}

/** The ancestors and descendants of a node; both empty for an id that the graph does not have. */
export function wayOf(graph: Graph, nodeId: string): Way {
  const descendants = new Set<string>();
  for (const node of graph.nodes) {
    if (node.inputs.some((input) => input === nodeId || descendants.has(input))) descendants.add(node.id);
  }
  const ancestors = new Set<string>();
  for (const node of graph.nodes.toReversed()) {
    if (node.id !== nodeId && !ancestors.has(node.id)) continue;
    for (const input of node.inputs) ancestors.add(input);
  }
  return { ancestors, descendants };
}
