import { align, type Step } from './alignment';
import type { Item, Join, Leaf, Sequence } from './item';
import { comparableLeaves, leafDifferences, residualDifferences } from './leaf-attributes';

/** An op without a partner costs 1; less for each attribute, so that two ops of a kind rather pair than part. */
const ATTRIBUTE = 0.3;
const MOST_ATTRIBUTES = 1.2;
const ORDER = 0.5;
/** Parts of different structure pair where nothing better is there: a little cheaper than leaving both alone. */
const OTHER_STRUCTURE = 0.9;
/** Two joins of as many branches are taken for two versions of one as long as at least half of them agrees. */
const MOST_OF_A_JOIN = 0.5;

/** How two joins relate: branch by branch, in another order, with branches that only one has, or not at all. */
export type JoinRelation = 'branches' | 'order' | 'extra' | 'topology';

/** Whether all of the shorter list stands in the longer one, in order. */
const isWithin = (shorter: readonly string[], longer: readonly string[]): boolean => {
  let found = 0;
  for (const each of longer) if (each === shorter[found]) found++;
  return found === shorter.length;
};

const nameOf = ({ signature }: { readonly signature: string }): string => signature;

const sorted = (list: readonly string[]): string => [...list].sort().join('\n');

/** Kind and window of an op; null of what has parts. */
const windowToken = (item: Item): string | null => {
  if (item.kind !== 'leaf') return null;
  const { expression } = item;
  if (!('kernel' in expression)) return expression.kind;
  return JSON.stringify([expression.kind, expression.kernel, expression.stride, expression.padding]);
};

/**
 * Whether two chains have the same kernels in another order. What has parts of its own must stand at the same place;
 * filters stay with their place in the chain.
 */
export function isReordered(a: Sequence, b: Sequence): boolean {
  if (a.items.length !== b.items.length || a.items.length < 2) return false;
  const tokensOf = ({ items }: Sequence) => items.map((item) => windowToken(item) ?? item.kind);
  const inPlace = a.items.every((item, index) => {
    const other = b.items[index];
    if (item.kind === 'leaf' && other?.kind === 'leaf') return comparableLeaves(item, other);
    return item.kind === other?.kind;
  });
  const [ours, theirs] = [tokensOf(a), tokensOf(b)];
  return inPlace && ours.some((token, index) => token !== theirs[index]) && sorted(ours) === sorted(theirs);
}

/** How alike parts are; answers are kept, since equal blocks ask again and again. */
export class Likeness {
  readonly #costs = new Map<string, number>();
  readonly #relations = new Map<string, JoinRelation>();

  /** What pairing two items costs; Infinity where they never pair. */
  readonly pairCost = (a: Item, b: Item): number => {
    if (a.signature === b.signature && a.kind === b.kind) return 0;
    const key = `${a.kind} ${a.signature}\n${b.kind} ${b.signature}`;
    const known = this.#costs.get(key) ?? this.#pairCost(a, b);
    this.#costs.set(key, known);
    return known;
  };

  readonly gapCost = (item: Item): number => item.weight;

  /** The steps through two sequences. */
  steps(a: Sequence, b: Sequence): readonly Step<Item>[] {
    return align(a.items, b.items, this.pairCost, this.gapCost, nameOf);
  }

  /** The steps through the branches of two joins. */
  branchSteps(a: Join, b: Join): readonly Step<Sequence>[] {
    return align(
      a.branches,
      b.branches,
      (x, y) => this.sequenceCost(x, y),
      ({ weight }) => weight,
      nameOf,
    );
  }

  sequenceCost(a: Sequence, b: Sequence): number {
    if (a.signature === b.signature) return 0;
    if (isReordered(a, b)) return ORDER;
    return this.steps(a, b).reduce((total, step) => {
      if (step.a === null) return total + this.gapCost(step.b);
      return total + (step.b === null ? this.gapCost(step.a) : this.pairCost(step.a, step.b));
    }, 0);
  }

  /** How two joins relate. */
  relation(a: Join, b: Join): JoinRelation {
    const key = `${a.signature}\n${b.signature}`;
    const known = this.#relations.get(key) ?? this.#relation(a, b);
    this.#relations.set(key, known);
    return known;
  }

  /** Whether two items are versions of one thing, to be compared inside; else they differ as a whole. */
  sameStructure(a: Item, b: Item): boolean {
    if (a.kind === 'leaf' && b.kind === 'leaf') return comparableLeaves(a, b);
    if (a.kind === 'join' && b.kind === 'join') return this.relation(a, b) !== 'topology';
    if ((a.kind === 'block' && b.kind === 'block') || (a.kind === 'residual' && b.kind === 'residual')) {
      const [x, y] = [a.body.items[0], b.body.items[0]];
      const alone = a.body.items.length === 1 && b.body.items.length === 1;
      return !alone || x === undefined || y === undefined || this.sameStructure(x, y);
    }
    return false;
  }

  #pairCost(a: Item, b: Item): number {
    if (a.kind === 'leaf' && b.kind === 'leaf') return this.#leafCost(a, b);
    if (a.kind === 'leaf' || b.kind === 'leaf') return Number.POSITIVE_INFINITY;
    const apart = OTHER_STRUCTURE * (a.weight + b.weight);
    if (!this.sameStructure(a, b)) return apart;
    if (a.kind === 'block' && b.kind === 'block') return Math.min(apart, this.sequenceCost(a.body, b.body));
    if (a.kind === 'residual' && b.kind === 'residual') {
      const own = ATTRIBUTE * residualDifferences(a, b).length;
      return Math.min(apart, own + this.sequenceCost(a.body, b.body));
    }
    if (a.kind !== 'join' || b.kind !== 'join') return apart;
    return this.relation(a, b) === 'order' ? ORDER : Math.min(apart, this.#branchCost(a, b));
  }

  #leafCost(a: Leaf, b: Leaf): number {
    if (!comparableLeaves(a, b)) return Number.POSITIVE_INFINITY;
    return Math.min(MOST_ATTRIBUTES, ATTRIBUTE * leafDifferences(a, b).length);
  }

  #branchCost(a: Join, b: Join): number {
    return this.branchSteps(a, b).reduce((total, step) => {
      if (step.a === null) return total + step.b.weight;
      return total + (step.b === null ? step.a.weight : this.sequenceCost(step.a, step.b));
    }, 0);
  }

  #relation(a: Join, b: Join): JoinRelation {
    const [ours, theirs] = [a, b].map(({ branches }) => branches.map(({ signature }) => signature));
    if (!ours || !theirs) return 'topology';
    if (ours.length === theirs.length) {
      if (ours.every((branch, index) => branch === theirs[index])) return 'branches';
      if (sorted(ours) === sorted(theirs)) return 'order';
      return this.#branchCost(a, b) <= MOST_OF_A_JOIN * (a.weight + b.weight) ? 'branches' : 'topology';
    }
    const [shorter, longer] = ours.length < theirs.length ? [ours, theirs] : [theirs, ours];
    return isWithin(shorter, longer) ? 'extra' : 'topology';
  }
}
