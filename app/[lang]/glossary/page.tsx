import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import listStyles from '@/app/article-list.module.css';
import { articlesNaming } from '@/app/article-text';
import { pageMetadata } from '@/app/metadata';
import { Link } from '@/components/ui/link';
import { learnHref } from '@/components/ui/links';
import { isLanguage, languageTags, wordsFor } from '@/content/languages';
import { proseContentOf } from '@/content/prose';
import styles from '../reference.module.css';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { title, lead } = wordsFor(lang).reading.glossary;
  return pageMetadata(lang, 'glossary', { title, description: lead });
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { reading } = wordsFor(lang);
  const places = await articlesNaming(lang, /<Term\s+id="([^"]+)"/g);
  const collator = new Intl.Collator(languageTags[lang]);
  const entries = Object.entries(proseContentOf(lang).glossary).sort(([, a], [, b]) =>
    collator.compare(a.term, b.term),
  );
  return (
    <div className={styles.page} data-pagefind-body="">
      <h1>{reading.glossary.title}</h1>
      <p className={listStyles.lead}>{reading.glossary.lead}</p>
      <dl className={styles.entries}>
        {entries.map(([id, { term, means }]) => (
          <div key={id} className={styles.entry}>
            <dt id={id}>{term}</dt>
            <dd>
              {means}
              <span className={styles.places} data-pagefind-ignore="">
                {reading.glossary.used}{' '}
                {(places.get(id) ?? []).map(({ slug, title }, index) => (
                  <span key={slug}>
                    {index > 0 ? ' · ' : ''}
                    <Link href={learnHref(lang, slug)}>{title}</Link>
                  </span>
                ))}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
