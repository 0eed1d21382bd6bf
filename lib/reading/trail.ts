import { blocksOf } from '../analysis/blocks';
import type { Model, NetworkModel } from '../graph/model';
import type { Part } from '../graph/naming';

/** The number of a branch in its concat, from 0 as in its path; null for everything else. */
export function branchOf(model: Model, part: Part): number | null {
  const owner = model.parents.get(part.id);
  return owner?.kind === 'concat' ? owner.children.indexOf(part) : null;
}

/** The block that a part is or lies in; null outside every block. */
export function blockOf(model: Model, part: Part): Part | null {
  for (let at: Part | undefined = part; at; at = model.parents.get(at.id)) if (at.kind === 'block') return at;
  return null;
}

/** The stage that a part is or lies in; null outside every stage. */
export function stageOf(model: Model, part: Part): Part | null {
  for (let at: Part | undefined = part; at; at = model.parents.get(at.id)) if (at.kind === 'stage') return at;
  return null;
}

/**
 * network › stage › block › branch › op: the way from the network to a part, both included. Left out are parts that
 * no address names, sequences that are no branch, and a stage that holds a single block of its own name.
 */
export function trailOf(model: Model, part: Part): readonly Part[] {
  const way: Part[] = [];
  for (let at: Part | undefined = part; at; at = model.parents.get(at.id)) {
    const below = way[0];
    const shown =
      at === part ||
      (at.path !== null &&
        !(at.kind === 'chain' && branchOf(model, at) === null) &&
        !(
          at.kind === 'stage' &&
          below?.kind === 'block' &&
          at.children.length === 1 &&
          at.children[0] === below &&
          below.name === at.name
        ));
    if (shown) way.unshift(at);
  }
  return way;
}

/**
 * The parts before and after the one that a part is or lies in, in the row of blocks (and of the units and layers
 * between them) that the network is. Of the network or a stage: nothing before, its first part after.
 */
export function neighboursOf(
  model: NetworkModel,
  part: Part,
): { readonly previous: Part | null; readonly next: Part | null; readonly index: number; readonly count: number } {
  const row = blocksOf(model);
  const places = new Map(row.map((each, index) => [each.id, index]));
  for (let at: Part | undefined = part; at; at = model.parents.get(at.id)) {
    const index = places.get(at.id);
    if (index !== undefined) {
      return { previous: row[index - 1] ?? null, next: row[index + 1] ?? null, index: index + 1, count: row.length };
    }
  }
  const inside = new Set<string>();
  const open = (each: Part): void => {
    inside.add(each.id);
    each.children.forEach(open);
  };
  open(part);
  const first = row.findIndex((each) => inside.has(each.id));
  return {
    previous: part.kind === 'network' ? null : (row[first - 1] ?? null),
    next: row[first] ?? null,
    index: 0,
    count: row.length,
  };
}
