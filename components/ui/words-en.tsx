'use client';

import type { ReactNode } from 'react';
import { everyPageWords } from '@/content/en/words/every-page';
import { WordsContext } from './words-context';

const spoken = { language: 'en', words: everyPageWords } as const;

/** English for everything below it; loaded by `WordsProvider`. */
export default function EnglishWords({ children }: { children: ReactNode }) {
  return <WordsContext value={spoken}>{children}</WordsContext>;
}
