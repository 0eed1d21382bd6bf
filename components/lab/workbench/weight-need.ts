import type { GraphNode } from '@/lib/graph/graph';
import type { Model } from '@/lib/graph/model';
import type { Shape } from '@/lib/graph/shapes';
import { wholeWork } from './estimate';

/** More than this is announced before it is fetched, in bytes. */
export const ANNOUNCED_FROM = 25e6;

/** Numbers of a weight file that nodes read. @param ids of nodes of the model. */
export function numbersOf(model: Model, ids: readonly string[]): number {
  const numbers = ({ tensors }: GraphNode): number =>
    tensors
      .filter(({ dtype }) => dtype === 'F32')
      .reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);
  return ids.reduce((sum, id) => {
    const node = model.nodes.get(id);
    return node ? sum + numbers(node) : sum;
  }, 0);
}

/** The first of these tensors of the state dict that computing a node needs; null where it needs none of them. */
export function neededOf(
  model: Model,
  shapes: ReadonlyMap<string, Shape>,
  target: string,
  lacking: readonly string[],
): string | null {
  if (lacking.length === 0) return null;
  const needed = new Set(
    wholeWork(model, shapes, target).nodes.flatMap((id) => model.nodes.get(id)?.tensors.map(({ key }) => key) ?? []),
  );
  return lacking.find((key) => needed.has(key)) ?? null;
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
  return last >= 0 && wholeWork(model, shapes, target).nodes.some((id) => after.has(id));
}
