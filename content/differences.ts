import { preparedPairs as en, type PreparedPair } from './en/differences';
import type { Language } from './languages';

export type { DifferenceNote, PreparedPair } from './en/differences';

const lists: Readonly<Record<Language, readonly PreparedPair[]>> = { en };

/** The explained comparisons of a language, in the order in which they are offered. */
export function preparedPairsOf(language: Language): readonly PreparedPair[] {
  return lists[language];
}
