'use client';

import { useMemo } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';

/** The statistics of a channel in writing. */
export interface StatisticsText {
  readonly mean: string;
  readonly std: string;
  readonly min: string;
  readonly max: string;
  readonly zeros: string;
  /** Row and column of the value of largest size, from 0; null where no value is finite. */
  readonly peak: readonly [number, number] | null;
  /** How many values are not finite; null where all are. */
  readonly notFinite: string | null;
}

/** Values of one channel of a view. */
const placesOf = ({ shape }: MapView): number => (shape.length === 3 ? (shape[0] ?? 1) * (shape[1] ?? 1) : 1);

/** Writes the statistics of a channel: those of its finite values, and how many are not. */
export function useStatisticsText(): (view: MapView, channel: number) => StatisticsText {
  const { none } = useAllWords().lab.statistics;
  const language = useLanguage();
  return useMemo(() => {
    const { integer, percent } = formatsFor(language);
    return (view, channel) => {
      const { statistics, shape } = view;
      const broken = statistics.nonFinite[channel] ?? 0;
      const has = broken < placesOf(view);
      const at = (values: ArrayLike<number>): string => (has ? formatValue(language, values[channel] ?? 0) : none);
      const width = shape.length === 3 ? (shape[1] ?? 1) : 1;
      const peak = statistics.peak[channel] ?? 0;
      return {
        mean: at(statistics.mean),
        std: at(statistics.std),
        min: at(statistics.min),
        max: at(statistics.max),
        zeros: has ? percent(statistics.zeros[channel] ?? 0) : none,
        peak: has ? [Math.floor(peak / width), peak % width] : null,
        notFinite: broken > 0 ? integer(broken) : null,
      };
    };
  }, [language, none]);
}
