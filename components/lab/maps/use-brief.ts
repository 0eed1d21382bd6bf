'use client';

import { useCallback } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import type { MapView } from '@/lib/runtime/protocol';
import { useStatisticsText } from './use-statistics-text';

/** The statistics of a channel in one line. */
export function useBrief(): (view: MapView, channel: number) => string {
  const words = useAllWords().lab.statistics;
  const textOf = useStatisticsText();
  return useCallback(
    (view, channel) => {
      const { mean, std, min, max, zeros, notFinite } = textOf(view, channel);
      const brief = words.brief(mean, std, min, max, zeros);
      return notFinite === null ? brief : `${brief} · ${words.notFiniteOf(notFinite)}`;
    },
    [words, textOf],
  );
}
