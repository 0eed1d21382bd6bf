/** The languages that are exported; a language joins once it has content. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** What `lang` and `hreflang` say: with a script where browsers choose the shapes of letters by it. */
export const languageTags: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', zh: '中文' };

/** True for a language that the site is exported in. */
export function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}
