import { type Cost, costOf, totalCost } from '@/lib/analysis/cost';
import { type ReceptiveField, receptiveFields } from '@/lib/analysis/receptive-field';
import { AtlasError } from '@/lib/error';
import {
  checkPlaceInShape,
  formatLocalAddress,
  parseLocalAddress,
  resolvePath,
  type TensorName,
} from '@/lib/graph/address';
import type { GraphNode } from '@/lib/graph/graph';
import type { Model, NetworkModel } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import { inferShapes, type Shape, smallestSize } from '@/lib/graph/shapes';
import { findNetwork, findVariant, modelOf, type NetworkDefinition, type Variant } from '@/lib/networks';
import { networkError } from '@/lib/networks/errors';

/** The largest input that the explorer draws, in pixels. */
export const LARGEST_SIZE = 600;

/** A network at one input size, and everything that is computed from both. */
export interface Reading {
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
  readonly model: NetworkModel;
  /** Side of the square input, in pixels. */
  readonly size: number;
  /** The smallest side for which every op has at least one place. */
  readonly smallest: number;
  /** By node id; H×W×C or C. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly costs: ReadonlyMap<string, Cost>;
  readonly total: Cost;
  /** On the picture, by node id. */
  readonly fields: ReadonlyMap<string, ReceptiveField>;
}

/** The one thing that diagram, strip, inspector and lab all show. */
export interface Selection {
  /** The address inside the network, in its shortest form; empty for the network itself. */
  readonly at: string;
  readonly part: Part;
  /** The node whose tensor is meant. */
  readonly node: GraphNode;
  /** An earlier tensor of the part; null for its last one. */
  readonly tensor: TensorName | null;
  readonly channel: number | null;
  readonly position: { readonly y: number; readonly x: number } | null;
}

const smallestSizes = new WeakMap<Model, number>();

/** `smallestSize`, counted once per model. */
export function smallestSizeOf(model: Model): number {
  const known = smallestSizes.get(model) ?? smallestSize(model.graph);
  smallestSizes.set(model, known);
  return known;
}

const asAtlasError = (error: unknown): AtlasError => {
  if (error instanceof AtlasError) return error;
  throw error;
};

/** @throws `network/bad-size` for anything but a whole number from `smallest` to `LARGEST_SIZE`. */
function readSize(text: string, smallest: number): number {
  const size = Number(text);
  if (!/^\d+$/.test(text) || size < smallest || size > LARGEST_SIZE) {
    throw networkError('network/bad-size', { text, smallest, largest: LARGEST_SIZE });
  }
  return size;
}

/**
 * Reads a network at a size. What is wrong in the address is reported, and the default stands in for it.
 * @param variantId and `sizeText` as in the address; null for the default.
 * @throws `address/unknown-network`.
 */
export function readNetworkView(
  network: string,
  variantId: string | null,
  sizeText: string | null,
): { readonly reading: Reading; readonly problems: readonly AtlasError[] } {
  const problems: AtlasError[] = [];
  const definition = findNetwork(network);
  let variant = findVariant(definition, null);
  try {
    variant = findVariant(definition, variantId);
  } catch (error) {
    problems.push(asAtlasError(error));
  }
  const model = modelOf(definition.id, variant.id);
  const smallest = smallestSizeOf(model);
  let size = definition.defaultSize;
  if (sizeText !== null) {
    try {
      size = readSize(sizeText, smallest);
    } catch (error) {
      problems.push(asAtlasError(error));
    }
  }
  const shapes = inferShapes(model.graph, size);
  const costs = costOf(model, shapes);
  const fields = receptiveFields(model.graph, shapes);
  return {
    reading: { definition, variant, model, size, smallest, shapes, costs, total: totalCost(costs), fields },
    problems,
  };
}

function select({ model, definition, shapes }: Reading, at: string): Selection {
  const local = parseLocalAddress(at);
  const { part, node } = resolvePath(model, definition.id, local.path, local.tensor);
  checkPlaceInShape(local, shapes.get(node.id) ?? []);
  // The last tensor of a part is the part: `features.0@relu` and `features.0` are one selection. A module inside a
  // unit (`features.0.conv`) is written as the tensor that it makes, and a reference path as the positional one.
  const own = parseLocalAddress(node.id);
  const tensor = model.outputs.get(part.id) === node.id ? null : (local.tensor ?? own.tensor);
  const path = part.path ?? own.path;
  const { channel, position } = local;
  return { at: formatLocalAddress({ path, tensor, channel, position }), part, node, tensor, channel, position };
}

/**
 * What the address selects. Where it is wrong, the error is given and the nearest thing that is right is selected:
 * the same part without a wrong tensor, channel or position, else the network.
 */
export function readSelection(
  reading: Reading,
  at: string | null,
): { readonly selection: Selection; readonly problem: AtlasError | null } {
  const text = at ?? '';
  try {
    return { selection: select(reading, text), problem: null };
  } catch (error) {
    const problem = asAtlasError(error);
    const path = /^[^@#]*/.exec(text)?.[0] ?? '';
    for (const nearest of [text.replace(/#.*$/, ''), path]) {
      try {
        return { selection: select(reading, nearest), problem };
      } catch (again) {
        asAtlasError(again);
      }
    }
    return { selection: select(reading, ''), problem };
  }
}

/** Right addresses near a wrong one, at most four, for the links of the message. */
export function nearestAddresses(reading: Reading, problem: AtlasError, at: string | null): readonly string[] {
  const { data } = problem;
  const path = typeof data.path === 'string' ? data.path : '';
  const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  const works = (candidate: string): boolean => {
    try {
      select(reading, candidate);
      return true;
    } catch (error) {
      asAtlasError(error);
      return false;
    }
  };
  const candidates = ((): readonly string[] => {
    switch (problem.code) {
      case 'address/unknown-path':
        return list(data.near);
      case 'address/no-such-tensor':
        return [path, ...list(data.known).map((tensor) => `${path}@${tensor}`)];
      case 'address/channel-out-of-range':
      case 'address/position-out-of-range': {
        const whole = (at ?? '').replace(/#.*$/, '');
        const channel = Number(data.channels ?? 1) - 1;
        return problem.code === 'address/channel-out-of-range' ? [`${whole}#${channel}`, whole] : [whole];
      }
      case 'address/syntax': {
        const start = String(data.text ?? '').slice(0, Number(data.at ?? 0));
        return [start, start.replace(/[@#].*$/, ''), start.replace(/\.?[^.]*$/, '')];
      }
      default:
        return [];
    }
  })();
  return [...new Set(candidates)].filter((candidate) => candidate !== '' && works(candidate)).slice(0, 4);
}

/** The part that answers to the path of another one: itself, or the block or residual that it is the body of. */
export function ownerOf(model: Model, part: Part): Part {
  let at = part;
  while (at.path === null) {
    const parent = model.parents.get(at.id);
    if (!parent) return at;
    at = parent;
  }
  return at;
}

/** The address of the tensor of a node: its part where the tensor is the part's last one, else its own id. */
export function addressOfNode(model: Model, node: GraphNode): string {
  const part = node.origin === null ? undefined : model.parts.get(node.origin);
  const owner = part && ownerOf(model, part);
  return owner?.path && model.outputs.get(owner.id) === node.id ? owner.path : node.id;
}
