'use client';

import type { ReactNode } from 'react';
import { words } from '@/content/zh/words';
import { AllWordsContext } from './words-context';

/** Every Chinese word for everything below it; loaded by `AllWordsProvider`. */
export default function AllChineseWords({ children }: { children: ReactNode }) {
  return <AllWordsContext value={words}>{children}</AllWordsContext>;
}
