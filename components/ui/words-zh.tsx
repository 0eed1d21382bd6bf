'use client';

import type { ReactNode } from 'react';
import { words } from '@/content/zh/words';
import { WordsContext } from './words-context';

const spoken = { language: 'zh', words } as const;

/** Chinese for everything below it; loaded by `WordsProvider`. */
export default function ChineseWords({ children }: { children: ReactNode }) {
  return <WordsContext value={spoken}>{children}</WordsContext>;
}
