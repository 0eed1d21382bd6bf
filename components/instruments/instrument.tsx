import type { ReactNode } from 'react';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import styles from './instrument.module.css';

/** The frame of an instrument: what it is, its controls, and what they give. */
export function Instrument({
  title,
  controls,
  children,
}: {
  title: string;
  controls?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.instrument} aria-label={title}>
      <p className={styles.title}>{title}</p>
      {controls ? <div className={styles.controls}>{controls}</div> : null}
      {children}
    </section>
  );
}

interface Column {
  readonly title: string;
  /** Numbers stand at the right; of a bar the title is only read out. */
  readonly holds?: 'number' | 'bar';
}

type InstrumentTableProps = {
  label: string;
  columns: readonly Column[];
  caption?: string;
  /** Body and foot. */
  children: ReactNode;
};

/** The table of an instrument; it scrolls sideways by itself on a narrow screen. */
export function InstrumentTable({ label, columns, caption, children }: InstrumentTableProps) {
  return (
    <ScrollFrame label={label}>
      <table className={styles.table}>
        {caption === undefined ? null : <caption>{caption}</caption>}
        <thead>
          <tr>
            {columns.map(({ title, holds }) => (
              <th key={title} scope="col" className={holds === 'number' ? styles.number : undefined}>
                {holds === 'bar' ? <VisuallyHidden>{title}</VisuallyHidden> : title}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </ScrollFrame>
  );
}

/** A share of the largest as a bar; the number stands beside it. */
export function Bar({ share, tone }: { share: number; tone?: 'macs' }) {
  return (
    <span className={styles.track} aria-hidden="true">
      <span
        className={styles.fill}
        data-tone={tone}
        style={{ width: share <= 0 ? '0' : `max(2px, ${Math.min(1, share) * 100}%)` }}
      />
    </span>
  );
}
