'use client';

import { useCallback, useDeferredValue, useMemo } from 'react';
import { LARGEST_SIZE } from '@/components/explorer/reading';
import { setUrlParams, useUrlParam } from '@/components/ui/url-state';
import { type Problem, readComparison } from './comparing';
import { type Filter, readFilter } from './difference-filter';
import { COMMON_SIZE, type Pair } from './pairs';

/** Everything that the page shows, read off its address, and the ways to change it. */
export function useComparison(pairs: readonly Pair[]) {
  const [a] = useUrlParam('a');
  const [b] = useUrlParam('b');
  const [sizeText, setSizeText] = useUrlParam('size');
  const [diff, setDiff] = useUrlParam('diff');
  const [kind, setKind] = useUrlParam('kind');
  // The slider must not wait for the drawings.
  const deferredSize = useDeferredValue(sizeText);

  const compared = useMemo(() => readComparison(a, b, deferredSize, pairs), [a, b, deferredSize, pairs]);
  const { differences } = compared.comparison;
  const selected = differences.find(({ id }) => id === diff)?.id ?? null;
  const filter = readFilter(kind, differences);
  const wanted = Number(sizeText ?? COMMON_SIZE);
  const fits = Number.isInteger(wanted) && wanted >= compared.smallest && wanted <= LARGEST_SIZE;

  const setPair = useCallback((pair: Pair, keepsDifference = false) => {
    setUrlParams({ a: pair.a, b: pair.b, kind: null, ...(keepsDifference ? {} : { diff: null }) });
  }, []);
  const setSize = useCallback(
    (next: number) => setSizeText(next === COMMON_SIZE ? null : String(next), 'replace'),
    [setSizeText],
  );
  const setFilter = useCallback((next: Filter) => setKind(next === 'all' ? null : next, 'replace'), [setKind]);
  const select = useCallback((id: string | null) => setDiff(id), [setDiff]);
  /** Takes what is wrong out of the address; the default stands there anyway. */
  const repair = useCallback(({ param }: Problem) => setUrlParams({ [param]: null }, 'replace'), []);

  return {
    compared,
    /** The selected difference. */
    selected,
    /** What the address calls a difference and is none. */
    unknownDifference: diff !== null && selected === null ? diff : null,
    filter,
    /** Where the slider stands; the drawings follow. */
    size: fits ? wanted : compared.size,
    setPair,
    setSize,
    setFilter,
    select,
    repair,
  };
}
