import type { DifferenceValue } from './difference';
import type { Findings } from './findings';
import {
  branchesOf,
  briefOf,
  type Item,
  type Join,
  leavesOf,
  type NamedBlock,
  pathOf,
  type Residue,
  type Sequence,
} from './item';
import { type AttributeDifference, leafDifferences, residualDifferences } from './leaf-attributes';
import { isReordered, type Likeness } from './likeness';

/** What comparing two items needs to know besides them. */
export interface Context {
  readonly likeness: Likeness;
  readonly findings: Findings;
  /** The channels of the tensor that a part of either side puts out. */
  readonly channels: { readonly a: (partId: string) => number; readonly b: (partId: string) => number };
  /** The paths of the items of the main line inside which the compared ones lie; empty on the main line itself. */
  readonly base: { readonly a: string; readonly b: string };
  /** What stands before the place: which item of the row, where it is not the row's own block. */
  readonly slot: { readonly a: string; readonly b: string };
  /** `last` where the block of one side is compared with the nearest of the other, having no partner of its own. */
  readonly last: string;
}

/** On the main line a place is said by its slot alone. */
const relative = (path: string, base: string): string =>
  base === '' || path === base ? '' : path.slice(base.length + 1);

/** Where in the row a path of either side stands, the same for the other side, and as the id says it. */
function placeOf(
  { base, slot, last }: Context,
  a: string | null,
  b: string | null,
): { readonly at: string; readonly atOther: string; readonly shown: string } {
  const join = (...steps: readonly string[]): string => steps.filter((step) => step !== '').join('.');
  const ours = a === null ? null : ([slot.a, relative(a, base.a)] as const);
  const theirs = b === null ? null : ([slot.b, relative(b, base.b)] as const);
  const [first, second] = [ours ?? theirs ?? ['', ''], theirs ?? ours ?? ['', '']];
  return { at: join(...first), atOther: join(...second), shown: join(first[0] ?? '', last, first[1] ?? '') };
}

function addAttributes(context: Context, a: Item, b: Item, list: readonly AttributeDifference[]): void {
  const place = placeOf(context, a.path, b.path);
  for (const each of list) {
    context.findings.add({ ...each, ...place, aPaths: [a.path], bPaths: [b.path] });
  }
}

/** Two structures in so many facts that they can be told apart. */
function structuresOf(a: Item, b: Item): { readonly a: DifferenceValue; readonly b: DifferenceValue } {
  const asWhole = (item: Item): DifferenceValue => ({ type: 'parts', parts: [briefOf(item)] });
  const byBranch = (item: Item): DifferenceValue => ({
    type: 'branches',
    branches: branchesOf(item).map(({ items }) => items.map(briefOf)),
  });
  const byOp = (item: Item): DifferenceValue => ({ type: 'parts', parts: leavesOf(item).map(briefOf) });
  for (const read of [asWhole, byBranch]) {
    const values = { a: read(a), b: read(b) };
    if (JSON.stringify(values.a) !== JSON.stringify(values.b)) return values;
  }
  return { a: byOp(a), b: byOp(b) };
}

/** Everything in which two items that stand for each other differ. */
export function compareItems(context: Context, a: Item, b: Item): void {
  if (!context.likeness.sameStructure(a, b)) {
    context.findings.add({
      ...placeOf(context, a.path, b.path),
      name: 'topology',
      kind: 'topology',
      aPaths: [a.path],
      bPaths: [b.path],
      ...structuresOf(a, b),
    });
  } else if (a.kind === 'leaf' && b.kind === 'leaf') addAttributes(context, a, b, leafDifferences(a, b));
  else if (a.kind === 'join' && b.kind === 'join') compareJoins(context, a, b);
  else if (a.kind === 'residual' && b.kind === 'residual') compareResiduals(context, a, b);
  else if (a.kind === 'block' && b.kind === 'block') compareBlocks(context, a, b);
}

const compareBlocks = (context: Context, a: NamedBlock, b: NamedBlock): void => {
  compareSequences(context, a.body, b.body);
};

function compareResiduals(context: Context, a: Residue, b: Residue): void {
  compareSequences(context, a.body, b.body);
  addAttributes(context, a, b, residualDifferences(a, b));
  const [ours, theirs] = [context.channels.a(a.linear.id), context.channels.b(b.linear.id)];
  if (ours === theirs) return;
  const [aPath, bPath] = [pathOf(a.linear), pathOf(b.linear)];
  context.findings.add({
    ...placeOf(context, aPath, bPath),
    name: 'width',
    kind: 'width',
    aPaths: [aPath],
    bPaths: [bPath],
    a: { type: 'filters', filters: ours },
    b: { type: 'filters', filters: theirs },
    follows: true,
  });
}

function compareJoins(context: Context, a: Join, b: Join): void {
  const relation = context.likeness.relation(a, b);
  if (relation === 'order') {
    const branches = (join: Join) => join.branches.map(({ items }) => items.map(briefOf));
    context.findings.add({
      ...placeOf(context, a.path, b.path),
      name: 'order',
      kind: 'order',
      aPaths: [a.path],
      bPaths: [b.path],
      a: { type: 'branches', branches: branches(a) },
      b: { type: 'branches', branches: branches(b) },
    });
    return;
  }
  for (const step of context.likeness.branchSteps(a, b)) {
    if (step.a !== null && step.b !== null) compareSequences(context, step.a, step.b);
    else if (step.a !== null) addReplaced(context, [step.a], step.a.items, [], []);
    else addReplaced(context, [], [], [step.b], step.b.items);
  }
}

/** Two chains of the same kernels in another order: that is one difference; filters are compared place by place. */
export function compareReordered(
  context: Context,
  a: Sequence,
  b: Sequence,
  inside: (a: Item, b: Item) => Context,
): void {
  context.findings.add({
    ...placeOf(context, a.path, b.path),
    name: 'order',
    kind: 'order',
    aPaths: [a.path],
    bPaths: [b.path],
    a: { type: 'chain', ops: a.items.map(briefOf) },
    b: { type: 'chain', ops: b.items.map(briefOf) },
  });
  a.items.forEach((item, index) => {
    const other = b.items[index];
    if (!other) return;
    if (item.kind !== 'leaf' || other.kind !== 'leaf') compareItems(inside(item, other), item, other);
    else {
      const windowless = leafDifferences(item, other).filter(
        ({ name }) => !['kernel', 'stride', 'padding', 'pool'].includes(name),
      );
      addAttributes(inside(item, other), item, other, windowless);
    }
  });
}

/** Two chains: their order, then item by item; what has no partner is `only` there, or one thing for another. */
export function compareSequences(context: Context, a: Sequence, b: Sequence): void {
  if (a.signature === b.signature && a.items.every(({ kind }) => kind === 'leaf')) return;
  if (isReordered(a, b)) {
    compareReordered(context, a, b, () => context);
    return;
  }
  let [aAlone, bAlone]: [Item[], Item[]] = [[], []];
  const flush = (): void => {
    if (aAlone.length + bAlone.length > 0) addReplaced(context, aAlone, aAlone, bAlone, bAlone);
    [aAlone, bAlone] = [[], []];
  };
  for (const step of context.likeness.steps(a, b)) {
    if (step.a !== null && step.b !== null) {
      flush();
      compareItems(context, step.a, step.b);
    } else if (step.a !== null) aAlone.push(step.a);
    else bAlone.push(step.b);
  }
  flush();
}

const VECTOR_OPS: readonly string[] = ['linear', 'softmax', 'batchNorm', 'l2Norm'];

interface Addressed {
  readonly path: string;
}

/** What stands on one side only, or one thing in place of another. */
export function addReplaced(
  context: Context,
  aParts: readonly Addressed[],
  aItems: readonly Item[],
  bParts: readonly Addressed[],
  bItems: readonly Item[],
): void {
  const briefs = (items: readonly Item[]) =>
    items.length === 0 ? null : ({ type: 'parts', parts: items.map(briefOf) } as const);
  const both = aItems.length > 0 && bItems.length > 0;
  const ofHead = [...aItems, ...bItems].every(({ part }) => VECTOR_OPS.includes(part.kind));
  const alone = aItems.length > 0 ? 'only-a' : 'only-b';
  const name = both ? (ofHead ? 'ops' : 'topology') : alone;
  const kind = both ? (ofHead ? 'head' : 'topology') : 'only';
  context.findings.add({
    ...placeOf(context, aParts[0]?.path ?? null, bParts[0]?.path ?? null),
    name,
    kind,
    aPaths: aParts.map(({ path }) => path),
    bPaths: bParts.map(({ path }) => path),
    a: briefs(aItems),
    b: briefs(bItems),
  });
}
