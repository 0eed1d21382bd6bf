import { type Article, articles as en } from './en/articles';
import type { Language } from './languages';

const lists: Readonly<Record<Language, readonly Article[]>> = { en };

/** The articles of a language in reading order. */
export function articlesOf(language: Language): readonly Article[] {
  return lists[language];
}
