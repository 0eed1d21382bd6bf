import { stageAlias } from '../../graph/naming';
import { addReplaced, type Context, compareItems, compareReordered } from './compare-items';
import type { Findings } from './findings';
import type { Item } from './item';
import { isReordered, type Likeness } from './likeness';
import type { Row } from './rows';

/** What stands for an item in an id: the alias of a block, unless the row is named for it; its kind and number else. */
function slotOf(item: Item, row: Row): string {
  if (item.kind === 'block') {
    const alias = stageAlias(item.name);
    return alias === row.alias ? '' : alias;
  }
  const kind = item.part.kind === 'unit' ? 'conv' : stageAlias(item.part.kind.replace(/([A-Z])/g, '-$1'));
  // Repeated ones share their place.
  if (item.repeated) return kind;
  const alike = row.sequence.items.filter(({ part }) => part.kind === item.part.kind);
  return alike.length > 1 ? `${kind}-${alike.indexOf(item) + 1}` : kind;
}

/** Whether an item may stand in a row of equals that is counted: blocks, and what `times` repeats. */
const isCounted = (item: Item): boolean => item.kind === 'block' || item.repeated;

const sameFamily = (a: Item, b: Item): boolean =>
  isCounted(a) &&
  isCounted(b) &&
  (a.kind === 'block' && b.kind === 'block' ? a.name === b.name : a.signature === b.signature);

/** The unbroken row of items of one family around an item. */
function familyOf(items: readonly Item[], member: Item): readonly Item[] {
  const at = items.indexOf(member);
  let [first, last] = [at, at];
  const belongs = (index: number): boolean => {
    const item = items[index];
    return item !== undefined && sameFamily(item, member);
  };
  while (belongs(first - 1)) first--;
  while (belongs(last + 1)) last++;
  return items.slice(first, last + 1);
}

/** How many equal ones follow each other. */
function runsOf(items: readonly Item[]): readonly number[] {
  const runs: number[] = [];
  items.forEach((item, index) => {
    if (items[index - 1]?.signature === item.signature) runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    else runs.push(1);
  });
  return runs;
}

/** Compares the main line inside two rows that stand side by side. */
export function compareRows(
  a: Row,
  b: Row,
  shared: { readonly likeness: Likeness; readonly findings: Findings; readonly channels: Context['channels'] },
): void {
  const steps = shared.likeness.steps(a.sequence, b.sequence);
  const partner = new Map<Item, Item>();
  for (const step of steps) {
    if (step.a === null || step.b === null) continue;
    partner.set(step.a, step.b);
    partner.set(step.b, step.a);
  }
  const mainLine: Context = { ...shared, base: { a: '', b: '' }, slot: { a: '', b: '' }, last: '' };
  const inside = (x: Item, y: Item, last = ''): Context => ({
    ...shared,
    base: { a: x.path, b: y.path },
    slot: { a: slotOf(x, a), b: slotOf(y, b) },
    last,
  });

  if (isReordered(a.sequence, b.sequence)) {
    compareReordered(mainLine, a.sequence, b.sequence, inside);
    return;
  }

  /** A block without a partner belongs to the nearest one of its family that has one: it is one more of them. */
  const kin = (item: Item, row: Row): Item | null => {
    const family = familyOf(row.sequence.items, item);
    const paired = family.filter((member) => partner.has(member));
    const equal = paired.find(({ signature }) => signature === item.signature);
    if (equal) return equal;
    const at = family.indexOf(item);
    return paired.findLast((member) => family.indexOf(member) < at) ?? paired[0] ?? null;
  };

  const addRepeat = (x: Item, y: Item): void => {
    const [ours, theirs] = [familyOf(a.sequence.items, x), familyOf(b.sequence.items, y)];
    if (ours.length === theirs.length) return;
    shared.findings.add({
      at: slotOf(x, a),
      atOther: slotOf(y, b),
      name: 'repeat',
      kind: 'repeat',
      aPaths: ours.map(({ path }) => path),
      bPaths: theirs.map(({ path }) => path),
      a: { type: 'count', count: ours.length, runs: runsOf(ours) },
      b: { type: 'count', count: theirs.length, runs: runsOf(theirs) },
    });
  };

  let [aAlone, bAlone]: [Item[], Item[]] = [[], []];
  const flush = (): void => {
    if (aAlone.length + bAlone.length > 0) addReplaced(mainLine, aAlone, aAlone, bAlone, bAlone);
    [aAlone, bAlone] = [[], []];
  };
  for (const step of steps) {
    if (step.a !== null && step.b !== null) {
      flush();
      if (isCounted(step.a) && isCounted(step.b)) addRepeat(step.a, step.b);
      compareItems(inside(step.a, step.b), step.a, step.b);
    } else if (step.a !== null) {
      const member = kin(step.a, a);
      const other = member && partner.get(member);
      if (!member || !other) aAlone.push(step.a);
      else compareItems(inside(step.a, other, member.signature === step.a.signature ? '' : 'last'), step.a, other);
    } else {
      const member = kin(step.b, b);
      const other = member && partner.get(member);
      if (!member || !other) bAlone.push(step.b);
      else compareItems(inside(other, step.b, member.signature === step.b.signature ? '' : 'last'), other, step.b);
    }
  }
  flush();
}
