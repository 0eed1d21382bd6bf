import { isRepetition, runOf } from '../analysis/block-run';
import type { Part, PartKind } from '../graph/naming';

const CONTAINERS: readonly PartKind[] = ['network', 'stage', 'times', 'block'];

/** Whether a part is a stage, a run of repetitions or a block: something that opens and closes. */
export const isContainer = (part: Part): boolean => CONTAINERS.includes(part.kind) || isRepetition(part);

/** A part that opens and closes, together with the containers that hold nothing but the next one. */
export interface Fold {
  /** The outermost of them. */
  readonly part: Part;
  /** All of their ids; the fold is open where any of them is asked to be open. */
  readonly ids: readonly string[];
  readonly name: string;
  /** How many blocks of that name it is a row of; 1 where it is no such row. */
  readonly count: number;
  readonly content: readonly Part[];
}

/** Reads a container as one fold: a stage that holds a single block opens straight into that block. */
export function foldOf(part: Part): Fold {
  const ids = [part.id];
  let name = part.name;
  let inner = part;
  let only = inner.children.length === 1 ? inner.children[0] : undefined;
  while (only && isContainer(only)) {
    inner = only;
    ids.push(inner.id);
    name ??= inner.name;
    only = inner.children.length === 1 ? inner.children[0] : undefined;
  }
  name ??= inner.children[0]?.name ?? '';
  const run = runOf(part);
  const repeated = inner.kind === 'times' ? inner.children.length : 1;
  return { part, ids, name, count: run?.name === name ? run.count : repeated, content: inner.children };
}
