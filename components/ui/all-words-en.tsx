'use client';

import type { ReactNode } from 'react';
import { words } from '@/content/en/words';
import { AllWordsContext } from './words-context';

/** Every English word for everything below it; loaded by `AllWordsProvider`. */
export default function AllEnglishWords({ children }: { children: ReactNode }) {
  return <AllWordsContext value={words}>{children}</AllWordsContext>;
}
