import { words as en } from './en/words';
import type { everyPageWords as everyPage } from './en/words/every-page';
import type { Language } from './language-list';
import { words as zh } from './zh/words';

export { isLanguage, type Language, languages, languageTags } from './language-list';

/** The same keys and arguments, with any text in the place of the English one. */
export type AnyText<Value> = Value extends string
  ? string
  : Value extends (...given: infer Given) => infer Said
    ? (...given: Given) => AnyText<Said>
    : Value extends object
      ? { readonly [Key in keyof Value]: AnyText<Value[Key]> }
      : Value;

/** What every language provides. */
export type Words = AnyText<typeof en>;

/** The words that every page loads. */
export type EveryPageWords = AnyText<typeof everyPage>;

const dictionaries: Readonly<Record<Language, Words>> = { en, zh };

/**
 * The words of one language, for server components. Client components call `useWords` or `useAllWords`: importing this would bring the
 * words of all languages into their page.
 */
export function wordsFor(language: Language): Words {
  return dictionaries[language];
}
