import { preparedPairs as en, type PreparedPair } from './en/differences';
import type { Language } from './languages';
import { preparedPairs as zh } from './zh/differences';

export type { DifferenceNote, PreparedPair } from './en/differences';

const lists: Readonly<Record<Language, readonly PreparedPair[]>> = { en, zh };

/** The explained comparisons of a language, in the order in which they are offered. */
export function preparedPairsOf(language: Language): readonly PreparedPair[] {
  return lists[language];
}
