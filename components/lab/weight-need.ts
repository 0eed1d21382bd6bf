import type { GraphNode } from '@/lib/graph/graph';
import type { Model } from '@/lib/graph/model';
import type { Shape } from '@/lib/graph/shapes';
import type { CatalogueEntry } from '@/lib/weights/catalogue';
import { remaining } from './estimate';

/** More than this is announced before it is fetched, in bytes. */
export const ANNOUNCED_FROM = 25e6;

const NONE: ReadonlySet<string> = new Set();

/** Numbers that a node reads of a weight file. */
const numbersOf = ({ tensors }: GraphNode): number =>
  tensors
    .filter(({ dtype }) => dtype === 'F32')
    .reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);

/**
 * Bytes of a source that a tensor still needs.
 * @param kept ids of nodes whose tensors are there. @param fetched ids of nodes whose weights are there.
 */
export function bytesToFetch(
  model: Model,
  shapes: ReadonlyMap<string, Shape>,
  target: string,
  { width }: CatalogueEntry,
  kept: ReadonlySet<string>,
  fetched: ReadonlySet<string>,
): number {
  let numbers = 0;
  for (const id of remaining(model, shapes, target, kept).nodes) {
    const node = model.nodes.get(id);
    if (node && !fetched.has(id)) numbers += numbersOf(node);
  }
  return numbers * width;
}

/** Whether a tensor needs weights that come after a block of the network, named by its module path. */
export function reachesBeyond(
  model: Model,
  shapes: ReadonlyMap<string, Shape>,
  target: string,
  lastBlock: string,
): boolean {
  const { nodes } = model.graph;
  const inside = (id: string): boolean =>
    id === lastBlock || id.startsWith(`${lastBlock}.`) || id.startsWith(`${lastBlock}@`);
  const last = nodes.findLastIndex(({ id }) => inside(id));
  const after = new Set(nodes.slice(last + 1).flatMap(({ id, tensors }) => (tensors.length > 0 ? [id] : [])));
  return last >= 0 && remaining(model, shapes, target, NONE).nodes.some((id) => after.has(id));
}
