import { bench as en } from './en/words/bench';
import type { Language } from './language-list';
import type { BenchWords } from './words-type';
import { bench as zh } from './zh/words/bench';

const dictionaries: Readonly<Record<Language, BenchWords>> = { en, zh };

/** The words of the page that measures, in one language. */
export const benchWordsOf = (language: Language): BenchWords => dictionaries[language];
