import type { Address, TensorName } from '@/lib/graph/address';
import { checkPlaceInShape, formatLocalAddress, parseLocalAddress, resolvePath, tensorsAt } from '@/lib/graph/address';
import type { GraphNode } from '@/lib/graph/graph';
import type { Model } from '@/lib/graph/model';
import { type Part, walkParts } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';
import { readingOf } from '@/lib/reading/reading';
import type { InputSize } from '@/lib/reading/size';

export type LocalAddress = Omit<Address, 'network' | 'variant'>;

/** What the lab shows: a tensor of the network, and perhaps a channel and a place in it. */
export interface LabTarget {
  readonly address: LocalAddress;
  readonly part: Part;
  readonly node: GraphNode;
  /** The tensors that can be picked at the part, the last one being what the part itself means. */
  readonly tensors: readonly TensorName[];
  /** The one that is shown; null where the part has only one tensor. */
  readonly tensor: TensorName | null;
  /** [H, W, C] or [C]. */
  readonly shape: Shape;
  readonly shapes: ReadonlyMap<string, Shape>;
}

/** Where the lab starts while nothing is selected: the first part of the network that has a name. */
export function firstPath(model: Model): string {
  for (const part of model.parts.values()) if (part.kind === 'stage' && part.path !== null) return part.path;
  return model.root?.children[0]?.path ?? '';
}

/**
 * Finds what an address (`features.6@conv#12,3,4`) means at an input size. An empty path means the first stage.
 * @throws any `address/…` or `shape/…` error.
 */
export function labTarget(model: Model, networkId: string, at: string, size: InputSize): LabTarget {
  const parsed = parseLocalAddress(at);
  const address = parsed.path === '' ? { ...parsed, path: firstPath(model) } : parsed;
  const { part, node } = resolvePath(model, networkId, address.path, address.tensor);
  const { shapes } = readingOf(model, size);
  const shape = shapes.get(node.id) ?? [];
  checkPlaceInShape(address, shape);
  const tensors = tensorsAt(model, part);
  const tensor = tensors.find((name) => name === node.role) ?? null;
  return { address, part, node, tensors, tensor, shape, shapes };
}

/** Parts in and including one that have an address, in order; what the picker of an embedded lab offers. */
export const partsInside = (part: Part): readonly Part[] =>
  [...walkParts(part)].filter(({ path }) => path !== null && path !== '');

/** The address with another part: tensor, channel and place belong to the old one. */
export const withPath = (path: string): string =>
  formatLocalAddress({ path, tensor: null, channel: null, position: null });

/** The address with another tensor of the same part; the channel and the place are kept, since the shape is the same. */
export const withTensor = (address: LocalAddress, tensor: TensorName | null): string =>
  formatLocalAddress({ ...address, tensor });

/** The address with a channel opened, at a place or not; null closes it. */
export const withChannel = (
  address: LocalAddress,
  channel: number | null,
  position: { readonly y: number; readonly x: number } | null = null,
): string => formatLocalAddress({ ...address, channel, position });
