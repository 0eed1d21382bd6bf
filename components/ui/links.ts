import type { Route } from 'next';
import { isLanguage, type Language } from '@/content/language-list';
import { variantInAddress } from '@/lib/networks/page-variant';
import { TOUR_NETWORK } from './tour-steps';
import { params, queryOf } from './url-params';

/** The same page in another language; a page that belongs to none leads to the home page. @param path of the page, without query. */
export function translatedHref(language: Language, path: string): string {
  const [, first = '', ...rest] = path.split('/');
  const under = isLanguage(first) ? rest.filter(Boolean) : [];
  return `/${[language, ...under].join('/')}/`;
}

/** The home page of a language. */
export function homeHref(language: Language): Route {
  return `/${language}` as Route;
}

/** The list of articles, or one of them. */
export function learnHref(language: Language, slug?: string): Route {
  return (slug ? `/${language}/learn/${slug}` : `/${language}/learn`) as Route;
}

/**
 * The explorer of a network; `at` selects a part of it by its path.
 * @param variant null for the one that an address without a variant means; left out for what the page opens with.
 */
export function explorerHref(
  language: Language,
  network = 'inception-v4',
  at?: string,
  variant?: string | null,
): Route {
  const shown = variant === undefined ? null : variantInAddress(network, variant);
  const query = queryOf({ ...params.variant.write(shown || null), ...params.at.write(at || null) });
  const page = `/${language}/networks/${network}`;
  return (query !== '' ? `${page}?${query}` : page) as Route;
}

/** A step of the guided tour, 1…10, in the explorer of the network that it walks through. */
export function tourHref(language: Language, step: number): Route {
  return `/${language}/networks/${TOUR_NETWORK}?${queryOf(params.tour.write(step))}` as Route;
}

/** The list of all networks. */
export function networksHref(language: Language): Route {
  return `/${language}/networks` as Route;
}

/** Two networks or variants side by side, each as in addresses: `inception-v4:paper`. */
export function compareHref(language: Language, a?: string, b?: string): Route {
  const page = `/${language}/compare`;
  return (a && b ? `${page}?${queryOf({ ...params.a.write(a), ...params.b.write(b) })}` : page) as Route;
}

/** Where every row of the notes is treated. */
export function coverageHref(language: Language): Route {
  return `/${language}/coverage` as Route;
}

/** Published results and how the published counts follow from the expressions. */
export function resultsHref(language: Language): Route {
  return `/${language}/results` as Route;
}

/** The page that measures the engine on the reader's machine. */
export function benchHref(language: Language): Route {
  return `/${language}/bench` as Route;
}

/** The words of the field. */
export function glossaryHref(language: Language): Route {
  return `/${language}/glossary` as Route;
}

/** Everything that is cited. */
export function sourcesHref(language: Language): Route {
  return `/${language}/sources` as Route;
}
