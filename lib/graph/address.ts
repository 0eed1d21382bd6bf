import { graphError } from './errors';
import type { GraphNode, NodeRole } from './graph';
import { type Model, nodesOf } from './model';
import type { Part } from './naming';
import type { Shape } from './shapes';

/** The tensors that an `@` can pick. */
export const TENSORS = ['conv', 'bn', 'relu', 'concat', 'sum', 'scaled', 'add'] as const satisfies readonly NodeRole[];
export type TensorName = (typeof TENSORS)[number];

/** `network[:variant]/path[@tensor][#channel[,y,x]]`, taken apart. An empty path is the whole network. */
export interface Address {
  readonly network: string;
  readonly variant: string | null;
  readonly path: string;
  readonly tensor: TensorName | null;
  readonly channel: number | null;
  readonly position: { readonly y: number; readonly x: number } | null;
}

const LOCAL = /^(?<path>[A-Za-z0-9_.×-]*)(?:@(?<tensor>[a-z]+))?(?:#(?<channel>\d+)(?:,(?<y>\d+),(?<x>\d+))?)?$/;
const WHOLE = /^(?<network>[a-z0-9-]+)(?::(?<variant>[a-z0-9-]+))?(?:\/(?<local>.*))?$/;

const isTensorName = (text: string): text is TensorName => TENSORS.some((name) => name === text);

/** Where the first character stands that cannot belong to a local address; for error messages. */
const firstWrong = (text: string): number => {
  for (let end = text.length; end > 0; end--) if (LOCAL.test(text.slice(0, end))) return end;
  return 0;
};

/**
 * The part of an address after the network: `features.19.branch1_1a@conv#12,3,4`.
 * @throws `address/syntax`, `address/no-such-tensor`.
 */
export function parseLocalAddress(text: string): Omit<Address, 'network' | 'variant'> {
  const groups = LOCAL.exec(text)?.groups;
  if (!groups) throw graphError('address/syntax', { text, at: firstWrong(text) });
  const { path = '', tensor, channel, y, x } = groups;
  if (tensor !== undefined && !isTensorName(tensor)) {
    throw graphError('address/no-such-tensor', { path, tensor, known: TENSORS });
  }
  return {
    path,
    tensor: tensor ?? null,
    channel: channel === undefined ? null : Number(channel),
    position: y === undefined || x === undefined ? null : { y: Number(y), x: Number(x) },
  };
}

/** @throws `address/syntax`, `address/no-such-tensor`. */
export function parseAddress(text: string): Address {
  const groups = WHOLE.exec(text)?.groups;
  if (groups?.network === undefined) throw graphError('address/syntax', { text, at: 0 });
  return { network: groups.network, variant: groups.variant ?? null, ...parseLocalAddress(groups.local ?? '') };
}

/** The inverse of `parseLocalAddress`. */
export function formatLocalAddress(address: Omit<Address, 'network' | 'variant'>): string {
  const tensor = address.tensor === null ? '' : `@${address.tensor}`;
  const channel = address.channel === null ? '' : `#${address.channel}`;
  const position = address.channel === null || !address.position ? '' : `,${address.position.y},${address.position.x}`;
  return `${address.path}${tensor}${channel}${position}`;
}

/** The inverse of `parseAddress`. */
export function formatAddress(address: Address): string {
  const local = formatLocalAddress(address);
  return `${address.network}${address.variant === null ? '' : `:${address.variant}`}${local === '' ? '' : `/${local}`}`;
}

/** What an address points at: a part of the tree and the node whose tensor it means. */
export interface Place {
  readonly part: Part;
  readonly node: GraphNode;
}

const pathIndexes = new WeakMap<Model, ReadonlyMap<string, Part>>();

/** Positional paths and stage aliases first; reference paths where no positional one says otherwise. */
function pathIndex(model: Model): ReadonlyMap<string, Part> {
  const known = pathIndexes.get(model);
  if (known) return known;
  const index = new Map<string, Part>();
  for (const part of model.parts.values()) if (part.path !== null) index.set(part.path, part);
  for (const part of model.parts.values()) {
    if (part.referencePath !== null && !index.has(part.referencePath)) index.set(part.referencePath, part);
  }
  pathIndexes.set(model, index);
  return index;
}

/** The part that a path means, as `resolvePath` finds it; null where there is none. */
export const partAt = (model: Model, path: string): Part | null => pathIndex(model).get(path) ?? null;

/** Known paths that share the longest beginning with a wrong one, or differ least from it. */
export function nearPaths(model: Model, path: string): readonly string[] {
  const shared = (candidate: string): number => {
    let length = 0;
    while (length < path.length && candidate[length] === path[length]) length++;
    return length;
  };
  return [...pathIndex(model).keys()]
    .filter((candidate) => candidate !== '')
    .map((candidate) => ({ candidate, score: shared(candidate) * 2 - Math.abs(candidate.length - path.length) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}

const roleNodes = (model: Model, part: Part): readonly GraphNode[] => {
  // A block or a body answers for the residual or unit that shares its path.
  const same = new Set([part.id]);
  let inner: Part | undefined = part;
  while (inner && (inner.kind === 'block' || inner.kind === 'residual')) {
    for (const child of inner.children) if (child.path === null || child.kind === 'linear1x1') same.add(child.id);
    inner = inner.children.find((child) => child.path === null);
  }
  return nodesOf(model, part).filter((node) => node.origin !== null && same.has(node.origin));
};

/** The tensors that `@` can pick at a part, in execution order. */
export const tensorsAt = (model: Model, part: Part): readonly TensorName[] =>
  roleNodes(model, part).flatMap(({ role }) => (isTensorName(role) ? [role] : []));

/**
 * Finds the part and the node of a path, positional or of the reference code. A container means its last tensor, a
 * unit means after ReLU; `tensor` picks an earlier one.
 * @throws `address/unknown-path` (with the nearest known ones), `address/no-such-tensor`.
 */
export function resolvePath(model: Model, networkId: string, path: string, tensor: TensorName | null = null): Place {
  const part = partAt(model, path);
  if (!part) {
    // `features.0.conv`, a module inside a unit, is the same as `features.0@conv`.
    const inside = model.graph.nodes.find((node) => node.referencePath === path && tensor === null);
    const owner = inside?.origin === null || inside === undefined ? undefined : model.parts.get(inside.origin);
    if (inside && owner) return { part: owner, node: inside };
    throw graphError('address/unknown-path', { network: networkId, path, near: nearPaths(model, path) });
  }
  const output = model.nodes.get(model.outputs.get(part.id) ?? '');
  if (tensor === null && output) return { part, node: output };
  const candidates = roleNodes(model, part);
  const node = candidates.findLast((candidate) => candidate.role === tensor);
  if (!node) {
    throw graphError('address/no-such-tensor', { path, tensor: tensor ?? '', known: tensorsAt(model, part) });
  }
  return { part, node };
}

/**
 * Whether the channel and the position of an address exist in a tensor of the given shape.
 * @throws `address/channel-out-of-range`, `address/position-out-of-range`.
 */
export function checkPlaceInShape(address: Omit<Address, 'network' | 'variant'>, shape: Shape): void {
  const channels = shape.at(-1) ?? 0;
  const { channel, position, path } = address;
  if (channel !== null && channel >= channels) {
    throw graphError('address/channel-out-of-range', { path, channel, channels });
  }
  const [height, width] = shape.length === 3 ? [shape[0] ?? 1, shape[1] ?? 1] : [1, 1];
  if (position && (position.y >= height || position.x >= width)) {
    throw graphError('address/position-out-of-range', { path, ...position, height, width });
  }
}
