import type { Metadata } from 'next';
import { translatedHref } from '@/components/ui/links';
import { type Language, languages, languageTags, wordsFor } from '@/content/languages';

/** Title and description where a page has none of its own. */
export function siteMetadata(language: Language): Metadata {
  const { shell } = wordsFor(language);
  return {
    title: { default: shell.siteName, template: `%s · ${shell.siteName}` },
    description: shell.siteDescription,
  };
}

/**
 * The same page in every language, for those who come from elsewhere.
 * @param path below the language, `learn/stem`; empty for its home page.
 */
export function alternatesOf(language: Language, path: string): Metadata['alternates'] {
  const at = `/${language}/${path}`;
  return {
    languages: {
      ...Object.fromEntries(languages.map((each) => [languageTags[each], translatedHref(each, at)])),
      'x-default': translatedHref('en', at),
    },
  };
}
