import { type Language, wordsFor } from '@/content/languages';
import { Link } from './link';
import { benchHref, coverageHref, glossaryHref, sourcesHref } from './links';
import { siteFile } from './site-file';
import styles from './site-footer.module.css';

/** Where the content comes from, at the bottom of every page. */
export function SiteFooter({ language }: { language: Language }) {
  const { shell, reading, marks } = wordsFor(language);
  return (
    <footer className={styles.footer}>
      <div className={styles.inside}>
        <p>
          {shell.footer.paper} <cite>{shell.footer.title}</cite>{' '}
          <a href="https://arxiv.org/abs/1602.07261">arXiv 1602.07261</a>
          {marks.stop}
        </p>
        <p>{shell.footer.privacy}</p>
        <p>
          {shell.footer.photographs}
          {marks.gap}
          <a href={siteFile('/samples/LICENSES.md')}>{shell.footer.licences}</a>
          {marks.stop}
        </p>
        <nav className={styles.ways} aria-label={shell.footer.more}>
          <Link href={glossaryHref(language)}>{reading.glossary.title}</Link>
          <Link href={sourcesHref(language)}>{reading.sources.title}</Link>
          <Link href={benchHref(language)}>{shell.footer.bench}</Link>
          <Link href={coverageHref(language)}>{shell.footer.coverage}</Link>
        </nav>
      </div>
    </footer>
  );
}
