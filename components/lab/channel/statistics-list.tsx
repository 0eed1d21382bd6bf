'use client';

import styles from '@/components/lab/maps/maps.module.css';
import { useStatisticsText } from '@/components/lab/maps/use-statistics-text';
import { useAllWords } from '@/components/ui/all-words';
import type { MapView } from '@/lib/runtime/protocol';

/** The statistics of a channel, and how many of its values are in none of them. */
export function StatisticsList({ view, channel }: { view: MapView; channel: number }) {
  const words = useAllWords().lab.statistics;
  const { mean, std, min, max, zeros, peak, notFinite } = useStatisticsText()(view, channel);
  const entries = [
    [words.mean, mean],
    [words.std, std],
    [words.min, min],
    [words.max, max],
    [words.zeros, zeros],
    [words.peak, peak ? words.place(...peak) : words.none],
    ...(notFinite === null ? [] : ([[words.notFinite, notFinite]] as const)),
  ] as const;
  return (
    <dl className={styles.statistics} aria-label={words.title}>
      {entries.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
