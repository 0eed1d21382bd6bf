'use client';

import { useId } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import type { Difference } from '@/lib/analysis/differences';
import { type Filter, filtersOf } from './difference-filter';
import styles from './kind-filter.module.css';

type KindFilterProps = { differences: readonly Difference[]; value: Filter; onChange: (next: Filter) => void };

/** Which differences are shown: chips with their counts, a radio group to keyboard and screen reader. */
export function KindFilter({ differences, value, onChange }: KindFilterProps) {
  const { compare, differences: names } = useAllWords();
  const { differences: words } = compare;
  const group = useId();
  const labelOf = (filter: Filter): string => {
    if (filter === 'all') return words.all;
    return filter === 'structure' ? words.structure : names.kinds[filter];
  };
  return (
    <fieldset className={styles.filter}>
      <legend className={styles.filterLegend}>{words.filter}</legend>
      {filtersOf(differences).map(({ filter, count }) => (
        <label key={filter} className={styles.chip}>
          <input
            type="radio"
            name={group}
            value={filter}
            checked={filter === value}
            onChange={() => onChange(filter)}
          />
          <span>
            <span className={styles.chipName}>{labelOf(filter)}</span> <span className={styles.chipCount}>{count}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
