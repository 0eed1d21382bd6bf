import type { Model } from '../graph/model';
import type { Part } from '../graph/naming';

/** Which of how many, counted from 1. */
export interface Ordinal {
  readonly index: number;
  readonly count: number;
}

/** A chain that is nothing but a repetition: an entry of a network that repeats (`repeat`), for `times` adds no path. */
export const isRepetition = (part: Part): boolean =>
  part.kind === 'times' || (part.kind === 'chain' && part.children.length === 1 && part.children[0]?.kind === 'times');

/** What a part is a row of, with its repetitions and entries opened; blocks and branches stay closed. */
const rowOf = (part: Part): readonly Part[] =>
  part.kind === 'stage' || part.kind === 'times' || isRepetition(part) ? part.children.flatMap(rowOf) : [part];

/** A stage or repetition that is a row of blocks of one name, two or more; null for anything else. */
export function runOf(part: Part): { readonly name: string; readonly count: number } | null {
  const row = rowOf(part);
  const name = row[0]?.name ?? null;
  if (name === null || row.length < 2) return null;
  return row.every((each) => each.kind === 'block' && each.name === name) ? { name, count: row.length } : null;
}

/**
 * The place of a part among its like: of a block among the blocks of its name that follow each other in its stage (with
 * the last block of Inception-ResNet, which is an entry of its own in code), of anything else in its repetition.
 * @returns null where it stands alone.
 */
export function ordinalOf(model: Model, part: Part): Ordinal | null {
  let owner = model.parents.get(part.id);
  if (part.kind !== 'block') {
    if (owner?.kind !== 'times' || owner.children.length < 2) return null;
    return { index: owner.children.indexOf(part) + 1, count: owner.children.length };
  }
  for (
    let outer = owner;
    outer && (outer.kind === 'stage' || isRepetition(outer));
    outer = model.parents.get(outer.id)
  ) {
    owner = outer;
  }
  if (!owner) return null;
  const row = rowOf(owner);
  const place = row.indexOf(part);
  const alike = (at: Part | undefined): boolean => at?.kind === 'block' && at.name === part.name;
  if (place < 0) return null;
  let [first, last] = [place, place];
  while (alike(row[first - 1])) first--;
  while (alike(row[last + 1])) last++;
  return first === last ? null : { index: place - first + 1, count: last - first + 1 };
}
