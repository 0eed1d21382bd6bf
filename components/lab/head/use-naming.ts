'use client';

import { useMemo } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { useLanguage } from '@/components/ui/words';
import type { Label } from '@/lib/analysis/labels';

/** How classes and their scores are written. */
export interface ClassNaming {
  readonly labels: readonly Label[];
  label(index: number): Label | null;
  /** What a class is called, or its number where it has no name. */
  name(index: number): string;
  /** A logit or a part of one, with four places after the point, so that sums can be followed. */
  number(value: number): string;
}

const PLACES = 4;

export function useNaming(labels: readonly Label[]): ClassNaming {
  const words = useAllWords().head.classes;
  const language = useLanguage();
  return useMemo(() => {
    const format = new Intl.NumberFormat(language, { minimumFractionDigits: PLACES, maximumFractionDigits: PLACES });
    const label = (index: number): Label | null => labels[index] ?? null;
    return {
      labels,
      label,
      name: (index) => label(index)?.name ?? words.unnamed(index),
      number: (value) => format.format(value).replace('-', '−'),
    };
  }, [labels, language, words]);
}
