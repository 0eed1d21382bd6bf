import { bench as en } from './en/words/bench';
import type { Language } from './language-list';
import { bench as zh } from './zh/words/bench';

/** The words of the page that measures. They stand apart from the others, which every page loads. */
export type BenchWords = typeof en;

const dictionaries: Readonly<Record<Language, BenchWords>> = { en, zh };

/** The words of the page that measures, in one language. */
export const benchWordsOf = (language: Language): BenchWords => dictionaries[language];
