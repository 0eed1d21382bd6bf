import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { alternatesOf } from '@/app/metadata';
import { proseComponentsFor } from '@/components/prose';
import { Disclosure } from '@/components/ui/disclosure';
import { learnHref } from '@/components/ui/links';
import { articlesOf } from '@/content/articles';
import { isLanguage, languages, wordsFor } from '@/content/languages';
import styles from './article.module.css';
import { type Heading, headingsOf } from './headings';

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
  return {
    title: article.title,
    description: article.question,
    alternates: alternatesOf(lang, `learn/${article.slug}`),
  };
}

export default async function Page({ params }: { params: Params }) {
  const { lang, article, previous, next } = await find(params);
  const { shell } = wordsFor(lang);
  const { default: Text } = await article.load();
  const source = await readFile(join(process.cwd(), 'content', lang, 'articles', `${article.slug}.mdx`), 'utf8');
  const headings = headingsOf(source);
  return (
    <div className={styles.page}>
      {headings.length > 0 ? (
        <nav className={styles.contents} aria-label={shell.article.contents}>
          <p className={styles.contentsTitle}>{shell.article.contents}</p>
          <Contents headings={headings} />
        </nav>
      ) : null}
      <article className={styles.article}>
        <header className={styles.header}>
          <p className={styles.minutes}>{shell.article.minutes(article.minutes)}</p>
          <h1 className={styles.title}>{article.title}</h1>
          <p className={styles.question}>{article.question}</p>
        </header>
        {headings.length > 0 ? (
          <div className={styles.contentsInline}>
            <Disclosure summary={shell.article.contents}>
              <Contents headings={headings} />
            </Disclosure>
          </div>
        ) : null}
        <div className={styles.text}>
          <Text components={proseComponentsFor(lang)} />
        </div>
        <nav className={styles.more} aria-label={shell.article.more}>
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
  );
}

function Contents({ headings }: { headings: readonly Heading[] }) {
  return (
    <ol className={styles.contentsList}>
      {headings.map((heading) => (
        <li key={heading.id}>
          <a href={`#${heading.id}`}>{heading.text}</a>
        </li>
      ))}
    </ol>
  );
}
