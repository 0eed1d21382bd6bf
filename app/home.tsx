import Link from 'next/link';
import { NetworkEntrance } from '@/components/home/network-entrance';
import { explorerHref, learnHref } from '@/components/ui/links';
import { type Language, wordsFor } from '@/content/languages';
import { ArticleList } from './article-list';
import styles from './home.module.css';

/** The start page: what this is, the three ways in, the network, the articles. */
export function Home({ language }: { language: Language }) {
  const { shell } = wordsFor(language);
  const targets = [
    learnHref(language, 'overview'),
    explorerHref(language),
    explorerHref(language, 'inception-v4', 'features.6'),
  ];
  return (
    <div className={styles.page}>
      <section className={styles.hero}>
        <div className={styles.opening}>
          <h1 className={styles.title}>{shell.home.title}</h1>
          <p className={styles.lead}>{shell.home.lead}</p>
        </div>
        <div className={styles.verbs}>
          {shell.home.verbs.map((verb, i) => (
            <Link key={verb.verb} href={targets[i] ?? explorerHref(language)} className={styles.verb}>
              <span className={styles.word}>{verb.verb}</span>
              <span className={styles.text}>{verb.text}</span>
              <span className={styles.go}>
                {verb.go} <span aria-hidden="true">→</span>
              </span>
            </Link>
          ))}
        </div>
        <div className={styles.drawing}>
          <NetworkEntrance network="inception-v4" />
        </div>
      </section>
      <section className={styles.articles}>
        <h2 className={styles.heading}>{shell.home.articles}</h2>
        <ArticleList language={language} level={3} />
      </section>
    </div>
  );
}
