import { words as en } from './en/words';
import type { Language } from './language-list';
import type { Words } from './words-type';
import { words as zh } from './zh/words';

export { isLanguage, type Language, languages, languageTags } from './language-list';

const dictionaries: Readonly<Record<Language, Words>> = { en, zh };

/**
 * The words of one language, for server components. Client components call `useWords` or `useAllWords`: importing this would bring the
 * words of all languages into their page.
 */
export function wordsFor(language: Language): Words {
  return dictionaries[language];
}
