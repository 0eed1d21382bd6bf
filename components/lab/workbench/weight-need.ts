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

/** What of a source is there already. */
export interface AlreadyThere {
  /** Ids of nodes whose tensors are kept. */
  readonly kept: ReadonlySet<string>;
  /** Ids of nodes whose weights came during this visit. */
  readonly fetched: ReadonlySet<string>;
  /** What this device keeps of the file from earlier visits, in bytes. */
  readonly storedBytes: number;
}

/**
 * Bytes of a source that a tensor still needs, about: which tensors an earlier visit left on the device is not known,
 * but readers fetch networks from the front, so what is there counts as what comes first.
 */
export function bytesToFetch(
  model: Model,
  shapes: ReadonlyMap<string, Shape>,
  target: string,
  { width }: CatalogueEntry,
  { kept, fetched, storedBytes }: AlreadyThere,
): number {
  const numbersIn = (ids: readonly string[]): number =>
    ids.reduce((sum, id) => {
      const node = model.nodes.get(id);
      return node ? sum + numbersOf(node) : sum;
    }, 0);
  const missing = remaining(model, shapes, target, kept).nodes.filter((id) => !fetched.has(id));
  const all = numbersIn(remaining(model, shapes, target, NONE).nodes) * width;
  return Math.max(0, Math.min(numbersIn(missing) * width, all - storedBytes));
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
