import type { Metadata } from 'next';
import { translatedHref } from '@/components/ui/links';
import { type Language, languages, languageTags, wordsFor } from '@/content/languages';
import { siteAddress } from './site-address';

/** Title and description where a page has none of its own. */
export function siteMetadata(language: Language): Metadata {
  const { shell } = wordsFor(language);
  return {
    metadataBase: new URL(siteAddress),
    title: { default: shell.siteName, template: `%s · ${shell.siteName}` },
    description: shell.siteDescription,
  };
}

/**
 * The same page in every language, for those who come from elsewhere.
 * @param path below the language, `learn/stem`; empty for its home page.
 */
function alternatesOf(language: Language, path: string): Metadata['alternates'] {
  const at = `/${language}/${path}`;
  return {
    canonical: at.replace(/\/?$/, '/'),
    languages: {
      ...Object.fromEntries(languages.map((each) => [languageTags[each], translatedHref(each, at)])),
      'x-default': translatedHref('en', at),
    },
  };
}

/** Pixels of the pictures that scripts/link-pictures.mjs draws. */
const LINK_PICTURE = { width: 1200, height: 630 } as const;

/**
 * What a page says of itself to browsers, search engines and places where a link to it is posted: with a picture of its
 * drawing, or that of the start page where it has none (public/links).
 * @param path below the language, `learn/stem`; empty for its home page.
 */
export function pageMetadata(
  language: Language,
  path: string,
  { title, description }: { readonly title: string; readonly description: string },
): Metadata {
  const { shell } = wordsFor(language);
  const drawn = /^(learn|networks)\/[^/]+$/.test(path);
  const picture = drawn ? path.replace('/', '-') : 'home';
  return {
    ...(path === '' ? {} : { title }),
    description,
    alternates: alternatesOf(language, path),
    openGraph: {
      type: path.startsWith('learn/') ? 'article' : 'website',
      siteName: shell.siteName,
      locale: languageTags[language],
      title,
      description,
      images: [{ url: `/links/${language}/${picture}.png`, ...LINK_PICTURE, alt: title }],
    },
    twitter: { card: 'summary_large_image' },
  };
}
