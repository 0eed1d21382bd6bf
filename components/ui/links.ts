import type { Route } from 'next';
import type { Language } from '@/content/languages';

/** The home page of a language. */
export function homeHref(language: Language): Route {
  return `/${language}` as Route;
}

/** The list of articles, or one of them. */
export function learnHref(language: Language, slug?: string): Route {
  return (slug ? `/${language}/learn/${slug}` : `/${language}/learn`) as Route;
}

/** The explorer of a network; `at` selects a part of it by its path. */
export function explorerHref(language: Language, network = 'inception-v4', at?: string): Route {
  const page = `/${language}/networks/${network}`;
  return (at ? `${page}?${new URLSearchParams({ at })}` : page) as Route;
}
