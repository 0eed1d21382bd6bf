import type { ReactNode } from 'react';
import type { Citation, Source } from '@/content/en/citations';
import type { ProseContent } from '@/content/prose';
import styles from './cite.module.css';
import { lookUp } from './fault';
import { Pop } from './pop';

/** What a mark of a source looks up; a client component need not have all of an article's content. */
type CitedContent = Pick<ProseContent, 'words' | 'citations' | 'sources'>;

function found(content: CitedContent, tag: string, id: string): { citation: Citation; source: Source } {
  const citation = lookUp(tag, content.citations, id);
  return { citation, source: lookUp(tag, content.sources, citation.source) };
}

/** A place in a source, as a bracketed mark that opens the full reference. */
export function Cite({ content, id }: { content: CitedContent; id: string }) {
  const { citation, source } = found(content, `<Cite id="${id}">`, id);
  const url = citation.url ?? source.url;
  const { marks } = content.words;
  return (
    <Pop mark={citation.label} look="cite">
      <span className={styles.where}>{citation.where}</span>
      <span className={styles.work}>
        {source.authors}
        {marks.colon}
        <cite>{source.title}</cite>
        {marks.stop}
        {marks.gap}
        {source.venue}
        {marks.stop}
      </span>
      {citation.note === undefined ? null : <span className={styles.note}>{citation.note}</span>}
      {url === '' ? null : (
        <a href={url} rel="noreferrer">
          {content.words.cite.open}
        </a>
      )}
    </Pop>
  );
}

/** Words or numbers that come from a source and not from the expression, with the source behind them. */
export function Said({ content, cite, children }: { content: ProseContent; cite: string; children: ReactNode }) {
  return (
    <>
      {children} <Cite content={content} id={cite} />
    </>
  );
}

/** The list of what an article cites, work by work. @param cites the ids, from the article's frontmatter. */
export function References({ content, cites }: { content: ProseContent; cites: readonly string[] }) {
  const tag = '<References cites={frontmatter.cites}>';
  const works = new Map<Source, Citation[]>();
  for (const id of cites) {
    const { citation, source } = found(content, tag, id);
    works.set(source, [...(works.get(source) ?? []), citation]);
  }
  const { words } = content;
  const { marks } = words;
  return (
    <section className={styles.references} aria-labelledby="references">
      <h2 id="references">{words.cite.references}</h2>
      <ul>
        {[...works].map(([source, places]) => (
          <li key={source.title}>
            {source.authors}
            {marks.colon}
            {source.url === '' ? <cite>{source.title}</cite> : <a href={source.url}>{source.title}</a>}
            {marks.stop + marks.gap}
            {source.venue}
            {marks.stop + marks.gap}
            <span className={styles.places}>
              {words.cite.places + marks.gap}
              {places.map(({ where }) => where).join(marks.clause) + marks.stop}
              {[...new Set(places.flatMap(({ note }) => note ?? []))].map((note) => marks.gap + note)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
