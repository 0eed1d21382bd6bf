import type { Words } from '@/content/words-type';
import { ordinalOf } from '@/lib/analysis/block-run';
import type { Difference, Side } from '@/lib/analysis/differences';
import { parseAddress, resolvePath } from '@/lib/graph/address';
import type { NetworkModel } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import { branchOf } from '@/lib/reading/trail';
import type { DistinctBlock } from './distinct-blocks';

type WhereWords = Words['compare']['where'];

interface PlaceContext {
  readonly words: WhereWords;
  readonly model: NetworkModel;
  readonly network: string;
  /** What the row draws on this side. */
  readonly blocks: readonly DistinctBlock[];
}

/** The part at which a side of a difference is, its first place; null where the side has nothing. */
export function partAt(model: NetworkModel, network: string, { address }: Side): Part | null {
  return address === null ? null : resolvePath(model, network, parseAddress(address).path).part;
}

/** An op by what it is, and which of its branch where there are several. */
function opText({ words, model }: PlaceContext, part: Part): string | null {
  const { kind } = part;
  const owner = model.parents.get(part.id);
  const siblings = owner?.kind === 'chain' ? owner.children : [];
  if (owner && siblings.length > 1 && branchOf(model, owner) !== null) {
    return words.operation(siblings.indexOf(part) + 1, siblings.length);
  }
  return kind in words.names ? words.names[kind as keyof WhereWords['names']] : null;
}

/** Which of the blocks of the row a side is about. */
function blockText({ words, model, blocks }: PlaceContext, side: Side, block: Part): string {
  const of = blocks[0]?.of ?? 1;
  if (of === 1) return words.block;
  const ordinal = ordinalOf(model, block);
  const owners = new Set(
    side.places.map((address) => {
      const { path } = parseAddress(address);
      return blocks.flatMap(({ paths }) => paths).find((each) => path === each || path.startsWith(`${each}.`));
    }),
  );
  if (owners.size === of) return words.everyBlock;
  if (owners.size > 1 || !ordinal) return words.someBlocks(owners.size, of);
  return ordinal.index === ordinal.count ? words.lastBlock : words.blockAt(ordinal.index, ordinal.count);
}

/**
 * Where in its row a side of a difference is, from the outside in: `every block`, `branch 1`, `operation 3 of 4`.
 * Nothing where the row alone says it.
 */
function stepsOf(context: PlaceContext, side: Side): readonly string[] {
  const { words, model, network, blocks } = context;
  const found = partAt(model, network, side);
  if (!found) return [];
  if (found.kind === 'stage' && side.value?.type === 'filters') return [words.output];
  // Blocks that are counted, and parts that are listed, name themselves: what matters is what they stand in.
  const namesItself = side.value?.type === 'count' || side.value?.type === 'parts';
  const part = namesItself ? model.parents.get(found.id) : found;
  const steps: string[] = [];
  const drawn = new Set(blocks.flatMap(({ paths }) => paths));
  for (
    let at: Part | undefined = part;
    at && at.kind !== 'stage' && at.kind !== 'network';
    at = model.parents.get(at.id)
  ) {
    if (at.kind === 'block' && at.path !== null && drawn.has(at.path)) {
      if (blocks[0]?.of !== 1 || steps.length === 0) steps.unshift(blockText(context, side, at));
      break;
    }
    if (at.kind === 'block') {
      if (at.name !== null) steps.unshift(at.name);
      continue;
    }
    if (at === part && at.kind !== 'chain') {
      const op = opText(context, at);
      if (op !== null) steps.unshift(op);
    }
    const branch = branchOf(model, at);
    if (branch !== null) steps.unshift(words.branch(branch));
  }
  return steps;
}

/** Where a difference is, by its left side, or by the right one where the left has nothing. */
export function placeText(
  words: WhereWords,
  difference: Difference,
  sides: Readonly<Record<'a' | 'b', Omit<PlaceContext, 'words'>>>,
): readonly string[] {
  const side = difference.a.address === null ? 'b' : 'a';
  return stepsOf({ words, ...sides[side] }, difference[side]);
}
