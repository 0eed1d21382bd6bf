import type { MetadataRoute } from 'next';
import {
  benchHref,
  compareHref,
  coverageHref,
  glossaryHref,
  homeHref,
  learnHref,
  networksHref,
  resultsHref,
  sourcesHref,
} from '@/components/ui/links';
import { articlesOf } from '@/content/articles';
import { type Language, languages, languageTags } from '@/content/languages';
import { networks } from '@/lib/networks';
import { siteAddress } from './site-address';

export const dynamic = 'force-static';

/** Every page of a language, without its origin. */
const pagesOf = (language: Language): readonly string[] => [
  homeHref(language),
  learnHref(language),
  ...articlesOf(language).map(({ slug }) => learnHref(language, slug)),
  networksHref(language),
  ...networks.map(({ id }) => `${networksHref(language)}/${id}`),
  compareHref(language),
  resultsHref(language),
  benchHref(language),
  glossaryHref(language),
  sourcesHref(language),
  coverageHref(language),
];

const absolute = (page: string): string => new URL(`${siteAddress}${page}/`).href;

/** Every page in every language, each with its translations. */
export default function sitemap(): MetadataRoute.Sitemap {
  return languages.flatMap((language) =>
    pagesOf(language).map((page) => ({
      url: absolute(page),
      alternates: {
        languages: Object.fromEntries(
          languages.map((each) => [languageTags[each], absolute(page.replace(`/${language}`, `/${each}`))]),
        ),
      },
    })),
  );
}
