import 'katex/dist/katex.min.css';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { articleText } from '@/app/article-text';
import { pageMetadata } from '@/app/metadata';
import { proseComponentsFor } from '@/components/prose';
import { CiteThis } from '@/components/reading/cite-this';
import { Contents } from '@/components/reading/contents';
import readingStyles from '@/components/reading/reading.module.css';
import { ReportError } from '@/components/reading/report-error';
import { SectionKeeper } from '@/components/reading/section-in-view';
import { Disclosure } from '@/components/ui/disclosure';
import { Link } from '@/components/ui/link';
import { learnHref } from '@/components/ui/links';
import { PageHead } from '@/components/ui/page-head';
import { articlesOf } from '@/content/articles';
import { isLanguage, languages, wordsFor } from '@/content/languages';
import styles from './article.module.css';
import { headingsOf } from './headings';
import { readingMinutes } from './reading-minutes';

type Params = Promise<{ lang: string; slug: string }>;

export const dynamicParams = false;

export function generateStaticParams() {
  return languages.flatMap((lang) => articlesOf(lang).map(({ slug }) => ({ lang, slug })));
}

async function find(params: Params) {
  const { lang, slug } = await params;
  if (!isLanguage(lang)) notFound();
  const articles = articlesOf(lang);
  const at = articles.findIndex((article) => article.slug === slug);
  const article = articles[at];
  if (!article) notFound();
  return { lang, article, previous: articles[at - 1], next: articles[at + 1] };
}

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang, article } = await find(params);
  return pageMetadata(lang, `learn/${article.slug}`, { title: article.title, description: article.question });
}

export default async function Page({ params }: { params: Params }) {
  const { lang, article, previous, next } = await find(params);
  const { shell } = wordsFor(lang);
  const { default: Text } = await article.load();
  const source = await articleText(lang, article.slug);
  const headings = headingsOf(source);
  return (
    <SectionKeeper slug={article.slug} headings={headings}>
      <div className={styles.page}>
        {headings.length > 0 ? (
          <nav className={styles.contents} aria-label={shell.article.contents}>
            <p className={styles.contentsTitle}>{shell.article.contents}</p>
            <Contents headings={headings} />
          </nav>
        ) : null}
        <article className={styles.article} data-pagefind-body="">
          <PageHead title={article.title} question={article.question}>
            <p className={styles.minutes} data-pagefind-ignore="">
              {shell.article.minutes(readingMinutes(source))}
            </p>
          </PageHead>
          {headings.length > 0 ? (
            <div className={styles.contentsInline} data-pagefind-ignore="">
              <Disclosure summary={shell.article.contents}>
                <Contents headings={headings} />
              </Disclosure>
            </div>
          ) : null}
          <div className={styles.text}>
            <Text components={proseComponentsFor(lang)} />
          </div>
          <div className={readingStyles.around} data-pagefind-ignore="">
            <CiteThis slug={article.slug} title={article.title} />
            <ReportError />
          </div>
          <nav className={styles.more} aria-label={shell.article.more} data-pagefind-ignore="">
            {previous ? (
              <Link className={styles.turn} href={learnHref(lang, previous.slug)} rel="prev">
                <span className={styles.turnWord}>{shell.article.previous}</span>
                {previous.title}
              </Link>
            ) : null}
            {next ? (
              <Link className={`${styles.turn} ${styles.turnNext}`} href={learnHref(lang, next.slug)} rel="next">
                <span className={styles.turnWord}>{shell.article.next}</span>
                {next.title}
              </Link>
            ) : null}
          </nav>
        </article>
      </div>
    </SectionKeeper>
  );
}
