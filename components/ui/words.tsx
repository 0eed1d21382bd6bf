'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { type Language, type Words, wordsFor } from '@/content/languages';

const LanguageContext = createContext<Language>('en');

/** Sets the language of everything below it. Words hold functions, so only the language crosses from server to client. */
export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

/** The words of the page's language, by area: `useWords().lab.run`. */
export function useWords(): Words {
  return wordsFor(useContext(LanguageContext));
}

/** The page's language, for links and number formats. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}
