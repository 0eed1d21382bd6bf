import { readSequence } from '@/lib/analysis/differences/item';
import type { Part } from '@/lib/graph/naming';

/**
 * What one drawing of a row stands for: a block and those after it that are the same but for their weights, or the
 * whole row where it is made of other things than blocks.
 */
export interface DistinctBlock {
  /** What is drawn: the first of them. */
  readonly part: Part;
  /** The paths of all of them, that of `part` first. */
  readonly paths: readonly string[];
  /** Their places among the blocks of the row, counted from 1, and how many blocks the row has. */
  readonly first: number;
  readonly last: number;
  readonly of: number;
}

/** The drawings that a row needs: one for each run of equal blocks, else one of the whole. */
export function distinctBlocks(row: Part): readonly DistinctBlock[] {
  const { items } = readSequence(row);
  if (!items.every(({ kind }) => kind === 'block')) {
    return [{ part: row, paths: [row.path ?? row.id], first: 1, last: 1, of: 1 }];
  }
  const runs: { part: Part; name: string | null; signature: string; paths: string[]; first: number }[] = [];
  items.forEach(({ part, path, signature }, index) => {
    const run = runs.at(-1);
    if (run?.signature === signature && run.name === part.name) run.paths.push(path);
    else runs.push({ part, name: part.name, signature, paths: [path], first: index + 1 });
  });
  return runs.map(({ part, paths, first }) => ({
    part,
    paths,
    first,
    last: first + paths.length - 1,
    of: items.length,
  }));
}
