import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { articlesNaming } from '@/app/article-text';
import { pageMetadata } from '@/app/metadata';
import { Verdict } from '@/components/prose/verdict';
import { Link } from '@/components/ui/link';
import { learnHref } from '@/components/ui/links';
import { ScrollTable } from '@/components/ui/scroll-table';
import { coverageWordsOf } from '@/content/coverage';
import { isLanguage } from '@/content/languages';
import { proseContentOf } from '@/content/prose';
import styles from './coverage.module.css';

type Params = Promise<{ lang: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { title, description } = coverageWordsOf(lang);
  return pageMetadata(lang, 'coverage', { title, description });
}

/** Every row of the notes of 2018: what it says, what is right about it, and where the site treats it. */
export default async function Page({ params }: { params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const words = coverageWordsOf(lang);
  const { seed, words: prose } = proseContentOf(lang);
  // The build holds this against what the pages really show (scripts/collect-coverage.mjs).
  const places = await articlesNaming(lang, /<(?:Seed\s+id|Correction\s+row)="([^"]+)"/g);
  const rows = Object.entries(seed);
  const count = rows.reduce((sum, [id]) => sum + (places.get(id) ?? []).length, 0);
  return (
    <div className={styles.page}>
      <h1>{words.title}</h1>
      <p className={styles.lead}>{words.lead(rows.length, count)}</p>
      <ScrollTable label={words.table}>
        <thead>
          <tr>
            <th scope="col">{words.row}</th>
            <th scope="col">{words.says}</th>
            <th scope="col">{words.verdict}</th>
            <th scope="col">{words.where}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([id, { kind, what, verdict, answer }]) => (
            <tr key={id} data-row={id}>
              <th scope="row">
                {id}
                <span className={styles.kind}>{prose.seed.kinds[kind]}</span>
              </th>
              <td>{what}</td>
              <td>
                <Verdict verdict={verdict} words={prose.seed.verdicts} />
                {prose.marks.gap}
                {answer}
              </td>
              <td>
                <ul className={styles.places}>
                  {(places.get(id) ?? []).map(({ slug, title }) => (
                    <li key={slug}>
                      <Link href={{ pathname: learnHref(lang, slug), hash: `seed-${id}` }}>{title}</Link>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </div>
  );
}
