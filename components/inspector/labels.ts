import type { Formats } from '@/components/ui/format';
import type { Words } from '@/content/words-type';
import { isRepetition, ordinalOf, runOf } from '@/lib/analysis/block-run';
import type { NetworkModel } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import { classNameOf } from '@/lib/networks/class-names';
import { branchOf } from '@/lib/reading/trail';

type InspectorWords = Words['inspector'];

/** What naming a part needs besides the part. */
export interface LabelContext {
  readonly model: NetworkModel;
  /** The id of the network, and its title. */
  readonly network: string;
  readonly title: string;
  readonly words: InspectorWords;
  readonly formats: Formats;
}

const kernelText = (kernel: readonly [number, number]): string => kernel.join('×');

/** What an op, unit, join or block is by itself, without its place. */
function nameOf({ model, title, words, formats }: LabelContext, part: Part, short: boolean): string {
  const { expression } = part;
  const { names } = words;
  const run = isRepetition(part) ? runOf(part) : null;
  if (run) return names.run(run.name, formats.integer(run.count));
  switch (part.kind) {
    case 'network':
      return title;
    case 'stage':
    case 'block':
      return part.name ?? part.id;
    case 'linear1x1':
      return names.linear1x1(formats.integer(model.nodes.get(model.outputs.get(part.id) ?? '')?.channels ?? 0));
    case 'concat':
      return names.concat;
    case 'residual':
      return names.residual;
    default:
  }
  switch (expression?.kind) {
    case 'unit':
      return (short ? names.unitShort : names.unit)(kernelText(expression.kernel), formats.integer(expression.filters));
    case 'maxPool':
      return names.maxPool(kernelText(expression.kernel));
    case 'avgPool':
      return names.avgPool(kernelText(expression.kernel));
    case 'globalAvgPool':
      return names.globalAvgPool;
    case 'dropout':
      return names.dropout;
    case 'linear':
      return names.linear(formats.integer(expression.units));
    case 'softmax':
    case 'batchNorm':
    case 'l2Norm':
      return names[expression.kind];
    default:
      return names.sequence;
  }
}

/** The heading of a part: `Inception-A 2 of 4`, `Branch 1`, `3×3 convolution, 96 filters`. */
export function titleOf(context: LabelContext, part: Part): string {
  const { names } = context.words;
  const ordinal = ordinalOf(context.model, part);
  const branch = branchOf(context.model, part);
  if (branch !== null && part.kind === 'chain') return names.branch(branch);
  const name = nameOf(context, part, false);
  return ordinal ? names.numberedOf(name, ordinal.index, ordinal.count) : name;
}

/** A short name for trails, tables and links: `Inception-A 2`, `Branch 1`, `3×3 conv, 96`. */
export function shortTitleOf(context: LabelContext, part: Part): string {
  const { names } = context.words;
  const ordinal = ordinalOf(context.model, part);
  const branch = branchOf(context.model, part);
  if (branch !== null && part.kind === 'chain') return names.branch(branch);
  const name = nameOf(context, part, true);
  return ordinal ? names.numbered(name, ordinal.index) : name;
}

/** The last step of a trail: as `shortTitleOf`, and a branch of one op says that it is a branch. */
export function crumbOf(context: LabelContext, part: Part): string {
  const branch = branchOf(context.model, part);
  const title = shortTitleOf(context, part);
  return branch !== null && part.kind !== 'chain' ? context.words.names.branchOf(branch, title) : title;
}

/** What sort of thing it is, for the line above the title. */
export function sortOf({ model, words }: LabelContext, part: Part): string {
  const { sorts } = words;
  if (isRepetition(part)) return sorts.times;
  return part.kind === 'chain' && branchOf(model, part) !== null ? sorts.branch : sorts[part.kind];
}

/** What the class of a block is called in the reference code, where that is another name: `Block35`. */
export const classNameIn = ({ network }: LabelContext, part: Part): string | null =>
  part.kind === 'block' && part.name !== null ? classNameOf(network, part.name) : null;
