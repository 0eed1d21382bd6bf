import { DIFFERENCE_KINDS, type Difference, type DifferenceKind } from '@/lib/analysis/differences';

/** What can be shown: everything, what belongs to the structure, or one kind. */
export type Filter = 'all' | 'structure' | DifferenceKind;

/** Kinds that only give a number another value. */
const NUMBERS: readonly DifferenceKind[] = ['width', 'scale', 'dropout', 'normalisation'];

export function passes(filter: Filter, { kind, follows }: Difference): boolean {
  if (filter === 'all') return true;
  return filter === 'structure' ? !follows && !NUMBERS.includes(kind) : kind === filter;
}

/** The filters under which there is something, in a fixed order, with how much. */
export function filtersOf(
  differences: readonly Difference[],
): readonly { readonly filter: Filter; readonly count: number }[] {
  const all: readonly Filter[] = ['all', 'structure', ...DIFFERENCE_KINDS];
  return all
    .map((filter) => ({ filter, count: differences.filter((each) => passes(filter, each)).length }))
    .filter(({ filter, count }) => count > 0 || filter === 'all');
}

/** Reads a filter off the address of the page; anything that is none means all. */
export function readFilter(text: string | null, differences: readonly Difference[]): Filter {
  return filtersOf(differences).find(({ filter }) => filter === text)?.filter ?? 'all';
}
