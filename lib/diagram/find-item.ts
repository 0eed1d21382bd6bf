import { type Address, resolvePath } from '../graph/address';
import type { Model } from '../graph/model';
import { nodesOf } from '../graph/model';
import type { Geometry } from './geometry';

/**
 * The item or frame that shows what an address points at: the op itself, the closed card that holds it, the frame of
 * an open block; null where the drawing does not hold it. A container without a box of its own (a branch) means the
 * item with its last tensor.
 * @throws `address/…` where the path is unknown.
 */
export function findItem(
  geometry: Geometry,
  model: Model,
  networkId: string,
  address: Pick<Address, 'path' | 'tensor'>,
): string | null {
  const { part, node } = resolvePath(model, networkId, address.path, address.tensor);
  const frame = address.tensor === null && geometry.frames.find((each) => each.part === part.id);
  return frame ? frame.id : itemOfNode(geometry, model, node.id);
}

/** The item that shows the tensor of a node, or the closed card that holds it; null where the drawing has neither. */
export function itemOfNode(geometry: Geometry, model: Model, nodeId: string): string | null {
  const exact = geometry.items.find((item) => item.node === nodeId && item.type !== 'card');
  if (exact) return exact.id;
  // The conv or batch norm of a unit shows on the item of its part.
  const origin = model.nodes.get(nodeId)?.origin ?? null;
  const sibling = origin === null ? undefined : geometry.items.find((item) => item.part === origin);
  if (sibling) return sibling.id;
  for (const item of geometry.items) {
    const holder = item.type === 'card' ? model.parts.get(item.part) : undefined;
    if (holder && nodesOf(model, holder).some(({ id }) => id === nodeId)) return item.id;
  }
  return null;
}
