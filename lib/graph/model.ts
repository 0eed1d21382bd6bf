import type { Network } from './expression';
import { type Graph, type GraphNode, nodesById } from './graph';
import { lower } from './lowering';
import { nameParts, type Part, walkParts } from './naming';

/** A graph and what is read off it once. A graph that came from outside has no expression, so no parts either. */
export interface Model {
  /** The expression; null where there is none. */
  readonly network: Network | null;
  /** The part that holds all others; null where there is no expression. */
  readonly root: Part | null;
  readonly graph: Graph;
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly parts: ReadonlyMap<string, Part>;
  readonly parents: ReadonlyMap<string, Part>;
  /** Part id → id of the node with its last tensor. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** A network read once: its expression, its named parts, its graph, and the way between them. */
export interface NetworkModel extends Model {
  readonly network: Network;
  readonly root: Part;
}

/** A graph without an expression: what is read off the ops alone holds for it as for a network. */
export const modelOfGraph = (graph: Graph): Model => ({
  network: null,
  root: null,
  graph,
  nodes: nodesById(graph),
  parts: new Map(),
  parents: new Map(),
  outputs: new Map(),
});

/** Names and lowers a network. @throws `naming/duplicate`. */
export function readNetwork(network: Network): NetworkModel {
  const root = nameParts(network);
  const { graph, outputs } = lower(network, root);
  const parts = new Map<string, Part>();
  const parents = new Map<string, Part>();
  for (const part of walkParts(root)) {
    parts.set(part.id, part);
    for (const child of part.children) parents.set(child.id, part);
  }
  return { network, root, graph, nodes: nodesById(graph), parts, parents, outputs };
}

/** The nodes that come from a part or anything inside it, in execution order. */
export function nodesOf(model: Model, part: Part): readonly GraphNode[] {
  const inside = new Set<string>();
  for (const inner of walkParts(part)) inside.add(inner.id);
  return model.graph.nodes.filter((node) => node.origin !== null && inside.has(node.origin));
}

/** The node that feeds a part: what its first ops read; null for the network itself. */
export function inputOf(model: Model, part: Part): GraphNode | null {
  const own = nodesOf(model, part);
  const inside = new Set(own.map((node) => node.id));
  for (const node of own) {
    const outside = node.inputs.find((id) => !inside.has(id));
    if (outside !== undefined) return model.nodes.get(outside) ?? null;
  }
  return null;
}
