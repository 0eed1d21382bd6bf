import type { NetworkModel } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import type { NetworkReading } from '@/lib/reading/reading';
import { readSelection, type Selection } from '@/lib/reading/selection';
import { stageOf } from '@/lib/reading/trail';

/** Where a selection goes when another variant of the network is shown. */
export interface CarriedOver {
  /** The address to select there; empty for the network itself. */
  readonly at: string;
  /** Whether it is the same address: the part, tensor, channel and place are all there. */
  readonly same: boolean;
}

const stagesOf = (model: NetworkModel): readonly Part[] => model.root.children.flatMap(opened);
const opened = (part: Part): readonly Part[] => (part.kind === 'chain' ? part.children.flatMap(opened) : [part]);

/**
 * The selection in another variant: the same address where it exists, else the same part without what is wrong of it
 * (a channel that is not there), else its stage, else the nearest stage before it, else the network.
 */
export function carryOver(from: NetworkReading, selection: Selection, to: NetworkReading): CarriedOver {
  const own = readSelection(to, selection.at);
  if (own.problem === null) return { at: own.selection.at, same: true };
  if (own.selection.part.kind !== 'network') return { at: own.selection.at, same: false };
  const stages = stagesOf(from.model);
  const stage = stageOf(from.model, selection.part);
  const before = stages.slice(0, stage ? stages.indexOf(stage) + 1 : 0).reverse();
  for (const { path } of before) {
    const there = path === null ? null : readSelection(to, path);
    if (there?.problem === null) return { at: there.selection.at, same: false };
  }
  return { at: '', same: false };
}
