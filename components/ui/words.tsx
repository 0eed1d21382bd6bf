'use client';

import dynamic from 'next/dynamic';
import { type ComponentType, type ReactNode, useContext } from 'react';
import type { Language } from '@/content/language-list';
import type { EveryPageWords } from '@/content/words-type';
import { WordsContext } from './words-context';

/**
 * Asks for the words until they come, ever more slowly: without them nothing on a page can answer, but its text stands in
 * the HTML and can be read meanwhile, where an error would take it away.
 */
async function untilLoaded<Module>(load: () => Promise<Module>): Promise<Module> {
  for (let wait = 1000; ; wait = Math.min(2 * wait, 30_000)) {
    try {
      return await load();
    } catch (error) {
      if (typeof window === 'undefined') throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

// One chunk per language: a page loads the words of its own only. The export waits for them, so its HTML is whole.
const providers: Readonly<Record<Language, ComponentType<{ children: ReactNode }>>> = {
  en: dynamic(() => untilLoaded(() => import('./words-en'))),
  zh: dynamic(() => untilLoaded(() => import('./words-zh'))),
};

/** Sets the language of everything below it. Words hold functions, so only the language crosses from server to client. */
export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  const Provider = providers[language];
  return <Provider>{children}</Provider>;
}

function useSpoken() {
  const spoken = useContext(WordsContext);
  if (!spoken) throw new Error('words are asked for outside of a <WordsProvider>');
  return spoken;
}

/** The words that every page has, in its language, by area: `useWords().shell.close`. */
export function useWords(): EveryPageWords {
  return useSpoken().words;
}

/** The page's language, for links and number formats. */
export function useLanguage(): Language {
  return useSpoken().language;
}
