import { Link } from '@/components/ui/link';
import { homeHref } from '@/components/ui/links';
import { languageNames, languages, languageTags } from '@/content/language-list';
import { wordsFor } from '@/content/languages';
import { Home } from '../home';
import styles from './page.module.css';

/** The start page for readers who name no language: in English, with the way to every language there is. */
export default function Page() {
  const { shell } = wordsFor('en');
  return (
    <>
      <Home language="en" />
      <nav className={styles.languages} aria-label={shell.languages}>
        {languages.map((language) => (
          <Link
            key={language}
            href={homeHref(language)}
            lang={languageTags[language]}
            hrefLang={languageTags[language]}
          >
            {languageNames[language]}
          </Link>
        ))}
      </nav>
    </>
  );
}
