import Link from 'next/link';
import { learnHref } from '@/components/ui/links';
import { articlesOf } from '@/content/articles';
import type { Language } from '@/content/languages';
import styles from './article-list.module.css';

/** The table of contents of all articles: title and the question that each answers. */
export function ArticleList({ language }: { language: Language }) {
  return (
    <ol className={styles.list}>
      {articlesOf(language).map((article) => (
        <li key={article.slug} className={styles.item}>
          <Link href={learnHref(language, article.slug)} className={styles.link}>
            <span className={styles.name}>{article.title}</span>
            <span className={styles.question}>{article.question}</span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
