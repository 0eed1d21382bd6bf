import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import listStyles from '@/app/article-list.module.css';
import { articlesNaming } from '@/app/article-text';
import { pageMetadata } from '@/app/metadata';
import { Link } from '@/components/ui/link';
import { learnHref } from '@/components/ui/links';
import { isLanguage, wordsFor } from '@/content/languages';
import { proseContentOf } from '@/content/prose';
import styles from '../reference.module.css';

type Params = Promise<{ lang: string }>;

/** How places are known, where several of one work are known in the same way: said once, under a sign. */
const SIGNS = ['†', '‡', '§'];
const sharedNotes = (places: readonly { note?: string }[]): ReadonlyMap<string, string> => {
  const notes = places.flatMap(({ note }) => note ?? []);
  const shared = [...new Set(notes)].filter((note) => notes.indexOf(note) !== notes.lastIndexOf(note));
  return new Map(shared.map((note, i) => [note, SIGNS[i] ?? '*'.repeat(i)]));
};

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { title, lead } = wordsFor(lang).reading.sources;
  return pageMetadata(lang, 'sources', { title, description: lead });
}

export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { reading } = wordsFor(lang);
  const { sources, citations, words } = proseContentOf(lang);
  const { marks } = words;
  const cited = await articlesNaming(lang, /(?:<Cite\s+id|\bcite|\bcode)="([^"]+)"/g);
  // Oldest first: a short history of what the family stands on.
  const works = Object.entries(sources)
    .sort(([, a], [, b]) => a.year - b.year)
    .map(([work, source]) => {
      const places = Object.entries(citations).filter(([, citation]) => citation.source === work);
      return { work, source, places, shared: sharedNotes(places.map(([, place]) => place)) };
    });
  return (
    <div className={styles.page} data-pagefind-body="">
      <h1>{reading.sources.title}</h1>
      <p className={listStyles.lead}>{reading.sources.lead}</p>
      <dl className={styles.entries}>
        {works.map(({ work, source: { authors, title, venue, url }, places, shared }) => (
          <div key={work} className={styles.entry}>
            <dt id={work}>{url === '' ? title : <a href={url}>{title}</a>}</dt>
            <dd>
              {authors}
              {marks.stop + marks.gap}
              {venue}
              {marks.stop}
              <ul className={styles.cited}>
                {places.map(([id, { where, url: own, note }]) => (
                  <li key={id}>
                    {own === undefined ? where : <a href={own}>{where}</a>}
                    {note === undefined ? null : <span className={styles.note}> {shared.get(note) ?? note}</span>}
                    <span className={styles.places} data-pagefind-ignore="">
                      {reading.sources.cited}{' '}
                      {(cited.get(id) ?? []).map(({ slug, title: article }, index) => (
                        <span key={slug}>
                          {index > 0 ? ' · ' : ''}
                          <Link href={learnHref(lang, slug)}>{article}</Link>
                        </span>
                      ))}
                      {cited.has(id) ? null : reading.sources.elsewhere}
                    </span>
                  </li>
                ))}
              </ul>
              {[...shared].map(([note, sign]) => (
                <p key={sign} className={styles.sharedNote}>
                  {sign} {note}
                </p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
