import { remarks as en } from './en/remarks';
import type { Language } from './languages';
import { remarks as zh } from './zh/remarks';

const lists: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, zh };

/** What the notes say about parts of networks, by address, in one language. */
export function remarksFor(language: Language): Readonly<Record<string, string>> {
  return lists[language];
}
