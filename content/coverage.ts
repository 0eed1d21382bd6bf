import { coverage as en } from './en/words/coverage';
import type { Language } from './language-list';

/** The words of the list of the notes. They stand apart from the others, which every page loads. */
type CoverageWords = typeof en;

const dictionaries: Readonly<Record<Language, CoverageWords>> = { en };

/** The words of the page that lists where each row of the notes is treated, in one language. */
export const coverageWordsOf = (language: Language): CoverageWords => dictionaries[language];
