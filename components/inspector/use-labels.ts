'use client';

import { useMemo } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { useLanguage } from '@/components/ui/words';
import type { NetworkReading } from '@/lib/reading/reading';
import type { LabelContext } from './labels';

/** What naming the parts of a network needs, in the page's language. */
export function useLabels({ model, definition }: Pick<NetworkReading, 'model' | 'definition'>): LabelContext {
  const { inspector } = useAllWords();
  const language = useLanguage();
  return useMemo(
    () => ({ model, network: definition.id, title: definition.title, words: inspector, formats: formatsFor(language) }),
    [model, definition, inspector, language],
  );
}
