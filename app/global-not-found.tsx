import type { Metadata } from 'next';
import { Link } from '@/components/ui/link';
import { homeHref } from '@/components/ui/links';
import { languages, languageTags, wordsFor } from '@/content/languages';
import styles from './article-list.module.css';
import { Document } from './document';

const { shell } = wordsFor('en');

export const metadata: Metadata = { title: `${shell.notFound.title} · ${shell.siteName}` };

/** One page for every address that does not exist, so in every language. */
export default function NotFound() {
  return (
    <Document language="en">
      <div className={styles.page}>
        {languages.map((language, index) => {
          const { title, means, next } = wordsFor(language).shell.notFound;
          const Heading = index === 0 ? 'h1' : 'h2';
          return (
            <section key={language} lang={languageTags[language]} className={styles.section}>
              <Heading>{title}</Heading>
              <p className={styles.lead}>{means}</p>
              <p>
                <Link href={homeHref(language)}>{next}</Link>
              </p>
            </section>
          );
        })}
      </div>
    </Document>
  );
}
