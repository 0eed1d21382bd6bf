import { coverage as en } from './en/words/coverage';
import type { Language } from './language-list';
import type { CoverageWords } from './words-type';
import { coverage as zh } from './zh/words/coverage';

const dictionaries: Readonly<Record<Language, CoverageWords>> = { en, zh };

/** The words of the page that lists where each row of the notes is treated, in one language. */
export const coverageWordsOf = (language: Language): CoverageWords => dictionaries[language];
