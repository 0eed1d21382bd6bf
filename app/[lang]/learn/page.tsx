import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageMetadata } from '@/app/metadata';
import { isLanguage, wordsFor } from '@/content/languages';
import { ArticleList } from '../../article-list';
import styles from '../../article-list.module.css';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { shell } = wordsFor(lang);
  return pageMetadata(lang, 'learn', { title: shell.learnPage.title, description: shell.learnPage.lead });
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { shell } = wordsFor(lang);
  return (
    <div className={styles.page}>
      <h1>{shell.learnPage.title}</h1>
      <p className={styles.lead}>{shell.learnPage.lead}</p>
      <ArticleList language={lang} level={2} />
    </div>
  );
}
