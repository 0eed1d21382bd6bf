import type { ReactNode } from 'react';
import type { ProseContent } from '@/content/prose';
import { Cite } from './cite';
import styles from './correction.module.css';
import { ArticleFault, lookUp } from './fault';

type CorrectionProps = {
  content: ProseContent;
  /** The row of the notes that is corrected; or `says`, where no row says it. */
  row?: string;
  says?: string;
  /** Where the right answer is known from. */
  cite: string;
  /** The right answer. */
  children: ReactNode;
};

/** An error or a gap of the notes: what they say, what is right, and how that is known. */
export function Correction({ content, row, says, cite, children }: CorrectionProps) {
  const tag = `<Correction row="${row ?? ''}">`;
  const said = row === undefined ? says : lookUp(tag, content.seed, row).what;
  if (said === undefined) throw new ArticleFault(tag, 'give a row of the notes, or what they say in `says`');
  const { correction, seed, marks } = content.words;
  return (
    <aside
      className={styles.correction}
      id={row === undefined ? undefined : `seed-${row}`}
      data-seed={row}
      aria-label={row === undefined ? correction.title : correction.title + marks.colon + row}
    >
      <p className={styles.title}>
        {correction.title}
        {row === undefined ? null : <span className={styles.row}> {seed.mark(row)}</span>}
      </p>
      <p className={styles.says}>
        <strong>{correction.says}</strong>
        {marks.gap + said}
      </p>
      <div className={styles.right}>
        <strong>{correction.right}</strong>
        {marks.gap}
        {children} <Cite content={content} id={cite} />
      </div>
    </aside>
  );
}
