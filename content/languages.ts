import { words as en } from './en/words';

/** What every language provides. */
export type Words = typeof en;

/** The languages that are exported; a language joins once it has content. */
export const languages = ['en'] as const;
export type Language = (typeof languages)[number];

const dictionaries: Readonly<Record<Language, Words>> = { en };

/** True for a language that the site is exported in. */
export function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}

/** The words of one language, for server components; client components call `useWords`. */
export function wordsFor(language: Language): Words {
  return dictionaries[language];
}
