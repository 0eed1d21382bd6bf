import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { pageMetadata } from '@/app/metadata';
import { Family } from '@/components/home/family';
import { CardLink } from '@/components/ui/card-link';
import { compareHref, resultsHref } from '@/components/ui/links';
import { isLanguage, wordsFor } from '@/content/languages';
import styles from './networks.module.css';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { index } = wordsFor(lang).explorer;
  return pageMetadata(lang, 'networks', { title: index.title, description: index.lead });
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { index } = wordsFor(lang).explorer;
  return (
    <div className={styles.page}>
      <h1>{index.title}</h1>
      <p className={styles.lead}>{index.lead}</p>
      <Family language={lang} level={2} variants />
      <section className={styles.more}>
        <h2 className={styles.heading}>{index.more}</h2>
        <ul className={styles.list}>
          {[
            { ...index.compare, href: compareHref(lang) },
            { ...index.results, href: resultsHref(lang) },
          ].map(({ title, text, href }) => (
            <li key={title}>
              <CardLink href={href} title={title} text={text} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
