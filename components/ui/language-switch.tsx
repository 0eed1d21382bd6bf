'use client';

import { usePathname } from 'next/navigation';
import { languageNames, languages, languageTags } from '@/content/language-list';
import styles from './language-switch.module.css';
import { translatedHref } from './links';
import { siteFile } from './site-file';
import { useUrlTail } from './url-state';
import { useLanguage } from './words';

/** The same page, with what is chosen on it, in the other languages, each by its own name. */
export function LanguageSwitch() {
  const language = useLanguage();
  const path = usePathname() ?? '/';
  const tail = useUrlTail();
  return languages
    .filter((other) => other !== language)
    .map((other) => (
      // Not a <Link>: the words of a language come with a page of it.
      <a
        key={other}
        className={styles.language}
        href={siteFile(translatedHref(other, path)) + tail}
        lang={languageTags[other]}
        hrefLang={languageTags[other]}
      >
        {languageNames[other]}
      </a>
    ));
}
