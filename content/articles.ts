import { type Article, type ArticleGroup, articleGroups as en } from './en/articles';
import type { Language } from './languages';
import { articleGroups as zh } from './zh/articles';

const lists: Readonly<Record<Language, readonly ArticleGroup[]>> = { en, zh };

/** The articles of a language in reading order, by what they are about. */
export function articleGroupsOf(language: Language): readonly ArticleGroup[] {
  return lists[language];
}

/** The articles of a language in reading order. */
export function articlesOf(language: Language): readonly Article[] {
  return articleGroupsOf(language).flatMap(({ articles }) => articles);
}
