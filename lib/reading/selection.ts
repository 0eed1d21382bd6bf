import { AtlasError } from '../error';
import {
  checkPlaceInShape,
  formatLocalAddress,
  parseLocalAddress,
  resolvePath,
  type TensorName,
} from '../graph/address';
import type { GraphNode } from '../graph/graph';
import type { Model } from '../graph/model';
import type { Part } from '../graph/naming';
import type { NetworkReading } from './reading';

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

const asAtlasError = (error: unknown): AtlasError => {
  if (error instanceof AtlasError) return error;
  throw error;
};

function select({ model, definition, shapes }: NetworkReading, at: string): Selection {
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
  reading: NetworkReading,
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
export function nearestAddresses(reading: NetworkReading, problem: AtlasError, at: string | null): readonly string[] {
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
