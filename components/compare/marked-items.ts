import type { Difference } from '@/lib/analysis/differences';
import { findItem } from '@/lib/diagram/find-item';
import type { Geometry } from '@/lib/diagram/geometry';
import { parseAddress, resolvePath } from '@/lib/graph/address';
import type { Model } from '@/lib/graph/model';
import { type Part, walkParts } from '@/lib/graph/naming';
import type { FigureSlip } from '@/lib/networks';
import type { SideName } from './comparing';
import type { DistinctBlock } from './distinct-blocks';

/** What is said about one item or frame of a drawing. */
export interface Said {
  /** Ids of differences, in the order of the comparison. */
  readonly differences: readonly string[];
  /** Ids of slips of the figure. */
  readonly slips: readonly string[];
}

export interface MarkedItems {
  /** By the id of the item or frame. */
  readonly items: ReadonlyMap<string, Said>;
  /** Ids of the differences that are about all that is drawn: how often it is there, or that it is there at all. */
  readonly whole: readonly string[];
}

interface Drawn {
  readonly geometry: Geometry;
  readonly network: string;
  readonly model: Model;
  readonly block: DistinctBlock;
  /** Whether nothing of the row is drawn after it: the width of the row is that of its last tensor. */
  readonly isLast: boolean;
}

/** Where a place of an address is inside a drawing: below the block that is drawn; empty for all of it, null elsewhere. */
function placeInside({ block, model }: Drawn, path: string, rowPath: string | null): string | null {
  const owner = block.paths.find((each) => path === each || path.startsWith(`${each}.`));
  if (owner !== undefined) return path.slice(owner.length);
  if (path === rowPath) return '';
  // A stage holds entries that do not begin with its name.
  const part = model.parts.get(path);
  return part && [...walkParts(block.part)].includes(part) ? path : null;
}

/** The items that show a residual: what scales its branch, or what comes after its sum. */
function residualItem({ geometry, model }: Drawn, part: Part, kind: 'scale' | 'activation'): string | null {
  const inside = new Set([...walkParts(part)].filter((each) => each.kind === 'residual').map(({ id }) => id));
  const own = geometry.items.filter((item) => inside.has(item.part));
  const wanted = kind === 'scale' ? 'scale' : 'relu';
  const exact = own.find((item) => model.nodes.get(item.node)?.op.type === wanted);
  // A scale of one and a missing ReLU are nothing that is drawn: the sum stands for them.
  return (exact ?? own.find((item) => item.type === 'add'))?.id ?? null;
}

/** The items of a part: its own, or those of all the ops in it where it is a branch. */
function itemsOf(drawn: Drawn, path: string, differing: readonly number[] | null): readonly string[] {
  const { geometry, model, network } = drawn;
  const find = (part: Part): string | null =>
    part.path === null ? null : findItem(geometry, model, network, { path: part.path, tensor: null });
  const { part } = resolvePath(model, network, path);
  if (part.kind !== 'chain') return [find(part)].filter((id) => id !== null);
  const steps = differing === null ? part.children : part.children.filter((_, index) => differing.includes(index));
  return steps.map(find).filter((id) => id !== null);
}

/** The steps of two chains of one length that are not the same; null for anything else. */
function differingSteps({ a, b }: Difference): readonly number[] | null {
  if (a.value?.type !== 'chain' || b.value?.type !== 'chain' || a.value.ops.length !== b.value.ops.length) return null;
  const { ops } = b.value;
  return a.value.ops.flatMap((op, index) => (JSON.stringify(op) === JSON.stringify(ops[index]) ? [] : [index]));
}

/** The items of a drawing at which a difference is. */
function placesOf(drawn: Drawn, difference: Difference, side: SideName, rowPath: string | null): readonly string[] {
  const { geometry, model, network, block } = drawn;
  const found = new Set<string>();
  for (const address of difference[side].places) {
    const { path } = parseAddress(address);
    const inside = placeInside(drawn, path, rowPath);
    if (inside === null) continue;
    const isWhole = inside === '';
    const at = inside.startsWith('.') ? `${block.paths[0]}${inside}` : path;
    if (difference.kind === 'scale' || difference.kind === 'activation') {
      const { part } = resolvePath(model, network, isWhole ? (block.paths[0] ?? path) : at);
      const id = residualItem(drawn, part, difference.kind);
      if (id !== null) found.add(id);
    } else if (!isWhole) {
      for (const id of itemsOf(drawn, at, differingSteps(difference))) found.add(id);
    } else if (difference.kind === 'width' && drawn.isLast) {
      const output = model.outputs.get(block.part.id);
      const item = geometry.items.findLast(({ node }) => node === output);
      if (item) found.add(item.id);
    }
  }
  return [...found];
}

const isAboutAll = (drawn: Drawn, difference: Difference, side: SideName, rowPath: string | null): boolean =>
  !['scale', 'activation', 'width'].includes(difference.kind) &&
  difference[side].places.some((address) => placeInside(drawn, parseAddress(address).path, rowPath) === '');

/**
 * Which items and frames of a drawing differences and slips are about. Places in any of the equal blocks that the
 * drawing stands for count.
 */
export function markedItems(
  drawn: Drawn,
  side: SideName,
  rowPath: string | null,
  differences: readonly Difference[],
  slips: readonly FigureSlip[],
): MarkedItems {
  const items = new Map<string, { differences: string[]; slips: string[] }>();
  const saidOf = (id: string) => {
    const said = items.get(id) ?? { differences: [], slips: [] };
    items.set(id, said);
    return said;
  };
  for (const difference of differences) {
    for (const id of placesOf(drawn, difference, side, rowPath)) saidOf(id).differences.push(difference.id);
  }
  for (const slip of slips) {
    const ids = new Set<string>();
    for (const path of slip.at) {
      const inside = placeInside(drawn, path, null);
      if (inside === null || inside === '') continue;
      const at = inside.startsWith('.') ? `${drawn.block.paths[0]}${inside}` : path;
      for (const id of itemsOf(drawn, at, null)) ids.add(id);
    }
    for (const id of ids) saidOf(id).slips.push(slip.id);
  }
  return {
    items,
    whole: differences.filter((each) => isAboutAll(drawn, each, side, rowPath)).map(({ id }) => id),
  };
}
