import { createContext, type ReactNode, useContext } from 'react';
import { type Language, wordsFor } from '@/content/languages';
import type { Words } from '@/content/words-type';

const LanguageContext = createContext<Language>('en');

/**
 * Stands for components/ui/words.tsx and all-words.tsx in the tests of components: those load the words of one language while the
 * page opens, this has them all at once, and is English where nothing else is said.
 */
export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

export const useWords = (): Words => wordsFor(useContext(LanguageContext));

export const useAllWords = (): Words => wordsFor(useLanguage());

/** All words are there already. */
export const AllWordsProvider = ({ children }: { children: ReactNode }) => children;

export const useLanguage = (): Language => useContext(LanguageContext);
