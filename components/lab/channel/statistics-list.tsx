'use client';

import styles from '@/components/lab/maps/maps.module.css';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';

/** The six statistics of a channel. */
export function StatisticsList({ view, channel }: { view: MapView; channel: number }) {
  const words = useAllWords().lab.statistics;
  const language = useLanguage();
  const { statistics, shape } = view;
  const number = (values: ArrayLike<number>) => formatValue(language, values[channel] ?? 0);
  const width = shape.length === 3 ? (shape[1] ?? 1) : 1;
  const peak = statistics.peak[channel] ?? 0;
  const entries = [
    [words.mean, number(statistics.mean)],
    [words.std, number(statistics.std)],
    [words.min, number(statistics.min)],
    [words.max, number(statistics.max)],
    [words.zeros, formatsFor(language).percent(statistics.zeros[channel] ?? 0)],
    [words.peak, words.place(Math.floor(peak / width), peak % width)],
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
