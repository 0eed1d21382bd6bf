import { words as en } from './en/words';
import type { Language } from './language-list';

export { isLanguage, type Language, languages, languageTags } from './language-list';

/** What every language provides. */
export type Words = typeof en;

const dictionaries: Readonly<Record<Language, Words>> = { en };

/**
 * The words of one language, for server components. Client components call `useWords`: importing this would bring the
 * words of all languages into their page.
 */
export function wordsFor(language: Language): Words {
  return dictionaries[language];
}
