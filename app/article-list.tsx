import { GoOn } from '@/components/reading/go-on';
import { Link } from '@/components/ui/link';
import { learnHref } from '@/components/ui/links';
import { articleGroupsOf, articlesOf } from '@/content/articles';
import type { Language } from '@/content/languages';
import styles from './article-list.module.css';

type ArticleListProps = {
  language: Language;
  /** Of the headings of the groups: one below the heading that the list stands under. */
  level: 2 | 3;
};

/** The table of contents of all articles, group by group and numbered through: title and the question that each answers. */
export function ArticleList({ language, level }: ArticleListProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={styles.groups}>
      <GoOn titles={Object.fromEntries(articlesOf(language).map(({ slug, title }) => [slug, title]))} />
      {articleGroupsOf(language).map(({ title, lead, articles }) => (
        <section key={title}>
          <Heading className={styles.group}>{title}</Heading>
          <p className={styles.groupLead}>{lead}</p>
          <ol className={styles.list}>
            {articles.map((article) => (
              <li key={article.slug} className={styles.item}>
                <Link href={learnHref(language, article.slug)} className={styles.link}>
                  <span className={styles.name}>{article.title}</span>
                  <span className={styles.question}>{article.question}</span>
                </Link>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
