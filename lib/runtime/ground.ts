import type { Graph, GraphNode } from '../graph/graph';
import { inferShapes, type Shape } from '../graph/shapes';
import { type HashRoot, structuralHashes } from './structural-hash';

/** What all plans of a graph for one picture, one size and one source of weights stand on. */
export interface Ground {
  readonly shapes: ReadonlyMap<string, Shape>;
  /** The key of every node's tensor. */
  readonly keys: ReadonlyMap<string, string>;
  /** By key, the first of the nodes with that value (an identity and its input, twins): it stands for all. */
  readonly first: ReadonlyMap<string, GraphNode>;
  /** Shapes by key. */
  readonly sizes: ReadonlyMap<string, Shape>;
  /** By what was asked for, how many layers that takes if nothing is kept. */
  readonly wholeLayers: Map<string, number>;
}

/** @param shapes of every node, as `inferShapes` gives them. */
export function groundOf(graph: Graph, shapes: ReadonlyMap<string, Shape>, root: HashRoot): Ground {
  const keys = structuralHashes(graph, shapes, root);
  const first = new Map<string, GraphNode>();
  const sizes = new Map<string, Shape>();
  for (const node of graph.nodes) {
    const key = keys.get(node.id) ?? '';
    if (!first.has(key)) first.set(key, node);
    sizes.set(key, shapes.get(node.id) ?? []);
  }
  return { shapes, keys, first, sizes, wholeLayers: new Map() };
}

/** Grounds that are remembered: a few pictures, with measured and with given statistics. */
const REMEMBERED = 8;

/** The grounds of one graph: a click on the next block of the same picture finds its own. */
export class Grounds {
  readonly #graph: Graph;
  readonly #known = new Map<string, Ground>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** @throws `shape/…` where the picture is too small. */
  of(height: number, width: number, root: HashRoot): Ground {
    const name = JSON.stringify([height, width, root.picture, root.weights, root.calibrated]);
    const ground = this.#known.get(name) ?? groundOf(this.#graph, inferShapes(this.#graph, height, width), root);
    // Those used last are last.
    this.#known.delete(name);
    this.#known.set(name, ground);
    for (const oldest of this.#known.keys()) if (this.#known.size > REMEMBERED) this.#known.delete(oldest);
    return ground;
  }
}
