'use client';

import { useCallback, useDeferredValue, useMemo } from 'react';
import { params } from '@/components/ui/url-params';
import { setUrlParams } from '@/components/ui/url-state';
import { useParam } from '@/components/ui/use-param';
import { type Problem, readComparison, readSide } from './comparing';
import { type Filter, readFilter } from './difference-filter';
import { COMMON_SIZE, type Pair } from './pairs';

/** Everything that the page shows, read off its address, and the ways to change it. */
export function useComparison(pairs: readonly Pair[]) {
  const [a] = useParam(params.a);
  const [b] = useParam(params.b);
  const [sizeText, setSizeText] = useParam(params.size);
  const [diff, setDiff] = useParam(params.diff);
  const [kind, setKind] = useParam(params.kind);
  // The slider must not wait for the drawings.
  const deferredSize = useDeferredValue(sizeText);

  const compared = useMemo(() => readComparison(a, b, deferredSize, pairs), [a, b, deferredSize, pairs]);
  const { differences } = compared.comparison;
  const selected = differences.find(({ id }) => id === diff)?.id ?? null;
  const filter = readFilter(kind, differences);

  const setPair = useCallback((pair: Pair, keepsDifference = false) => {
    setUrlParams({
      ...params.a.write(pair.a),
      ...params.b.write(pair.b),
      ...params.kind.write(null),
      ...(keepsDifference ? {} : params.diff.write(null)),
    });
  }, []);
  const setSize = useCallback(
    (next: number) => setSizeText(next === COMMON_SIZE ? null : String(next), 'replace'),
    [setSizeText],
  );
  const setFilter = useCallback((next: Filter) => setKind(next === 'all' ? null : next, 'replace'), [setKind]);
  const select = useCallback((id: string | null) => setDiff(id), [setDiff]);
  /** Takes what is wrong out of the address; the default stands there anyway. */
  const repair = useCallback(({ param }: Problem) => setUrlParams(params[param].write(null), 'replace'), []);

  return {
    compared,
    /** The selected difference. */
    selected,
    /** What the address calls a difference and is none. */
    unknownDifference: diff !== null && selected === null ? diff : null,
    filter,
    /** Where the slider stands; the drawings follow. */
    size: readSide(sizeText, compared.smallest).size,
    setPair,
    setSize,
    setFilter,
    select,
    repair,
  };
}
