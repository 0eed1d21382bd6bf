'use client';

import type { ReactNode } from 'react';
import { words } from '@/content/en/words';
import { WordsContext } from './words-context';

const spoken = { language: 'en', words } as const;

/** English for everything below it; loaded by `WordsProvider`. */
export default function EnglishWords({ children }: { children: ReactNode }) {
  return <WordsContext value={spoken}>{children}</WordsContext>;
}
