'use client';

import { useCallback } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { formatValue } from '@/components/ui/value-format';
import { useLanguage } from '@/components/ui/words';
import type { MapView } from '@/lib/runtime/protocol';

/** The statistics of a channel in one line. */
export function useBrief(): (view: MapView, channel: number) => string {
  const words = useAllWords().lab.statistics;
  const language = useLanguage();
  return useCallback(
    ({ statistics }, channel) => {
      const at = (values: ArrayLike<number>) => formatValue(language, values[channel] ?? 0);
      const zeros = formatsFor(language).percent(statistics.zeros[channel] ?? 0);
      return words.brief(at(statistics.mean), at(statistics.std), at(statistics.min), at(statistics.max), zeros);
    },
    [words, language],
  );
}
