import { createContext } from 'react';
import type { Language } from '@/content/language-list';
import type { EveryPageWords, Words } from '@/content/words-type';

/** The language of a page and the words of every page; null outside of every provider. */
export const WordsContext = createContext<{ readonly language: Language; readonly words: EveryPageWords } | null>(null);

/** All words of the language; null where nobody asked for them. */
export const AllWordsContext = createContext<Words | null>(null);
