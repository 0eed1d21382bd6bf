import type { Graph, GraphNode } from '../../graph/graph';
import { inferShapes, type Shape } from '../../graph/shapes';
import { type HashRoot, keyOf } from './structural-hash';

/** What does not change with picture and weights, but with the size and with measured statistics. */
interface Sized {
  /** Of every node. */
  readonly shapes: ReadonlyMap<string, Shape>;
  /** By what was asked for, how many layers that takes if nothing is kept. */
  readonly wholeLayers: Map<string, number>;
}

/**
 * What all plans of a graph for one picture, one size and one source of weights stand on. It is worked out from the
 * picture as far as somebody asked: the first block does not wait for the keys of the last.
 */
export class Ground implements Sized {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly wholeLayers: Map<string, number>;
  readonly #graph: Graph;
  readonly #root: HashRoot;
  readonly #keys = new Map<string, string>();
  readonly #first = new Map<string, GraphNode>();
  readonly #sizes = new Map<string, Shape>();
  #reached = 0;

  constructor(graph: Graph, root: HashRoot, { shapes, wholeLayers }: Sized) {
    this.#graph = graph;
    this.#root = root;
    this.shapes = shapes;
    this.wholeLayers = wholeLayers;
  }

  /** Works it out up to a node, with all that the node depends on. @returns its key; undefined where there is no such node. */
  reach(id: string): string | undefined {
    for (; !this.#keys.has(id); this.#reached++) {
      const node = this.#graph.nodes[this.#reached];
      if (!node) return undefined;
      const shape = this.shapes.get(node.id) ?? [];
      const key = keyOf(node, shape, this.#keys, this.#root);
      this.#keys.set(node.id, key);
      if (!this.#first.has(key)) this.#first.set(key, node);
      this.#sizes.set(key, shape);
    }
    return this.#keys.get(id);
  }

  /** The key of every node's tensor. */
  get keys(): ReadonlyMap<string, string> {
    return this.#keys;
  }

  /** By key, the first of the nodes with that value (an identity and its input, twins): it stands for all. */
  get first(): ReadonlyMap<string, GraphNode> {
    return this.#first;
  }

  /** Shapes by key. */
  get sizes(): ReadonlyMap<string, Shape> {
    return this.#sizes;
  }
}

/** Grounds that are remembered: a few pictures, with measured and with given statistics. */
const REMEMBERED = 8;

/** Puts the value last, and forgets those that were used least recently. */
function remember<T>(known: Map<string, T>, name: string, value: T): T {
  known.delete(name);
  known.set(name, value);
  for (const oldest of known.keys()) if (known.size > REMEMBERED) known.delete(oldest);
  return value;
}

/** The grounds of one graph: a click on the next block of the same picture finds its own. */
export class Grounds {
  readonly #graph: Graph;
  readonly #known = new Map<string, Ground>();
  /** By size of the picture, and whether statistics are measured. */
  readonly #sized = new Map<string, Sized>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** @throws `shape/…` where the picture is too small. */
  of(height: number, width: number, root: HashRoot): Ground {
    const size = `${height}×${width} ${root.calibrated}`;
    const sized = this.#sized.get(size) ?? { shapes: inferShapes(this.#graph, height, width), wholeLayers: new Map() };
    const name = JSON.stringify([size, root.picture, root.weights]);
    const ground = this.#known.get(name) ?? new Ground(this.#graph, root, sized);
    remember(this.#sized, size, sized);
    return remember(this.#known, name, ground);
  }
}
