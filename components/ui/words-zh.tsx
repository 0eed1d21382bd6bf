'use client';

import type { ReactNode } from 'react';
import { everyPageWords } from '@/content/zh/words/every-page';
import { WordsContext } from './words-context';

const spoken = { language: 'zh', words: everyPageWords } as const;

/** Chinese for everything below it; loaded by `WordsProvider`. */
export default function ChineseWords({ children }: { children: ReactNode }) {
  return <WordsContext value={spoken}>{children}</WordsContext>;
}
