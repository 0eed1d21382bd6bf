import { createContext } from 'react';
import type { Language, Words } from '@/content/languages';

/** The language of a page and its words; null outside of every provider. */
export const WordsContext = createContext<{ readonly language: Language; readonly words: Words } | null>(null);
