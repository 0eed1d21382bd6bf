import type { ReactNode } from 'react';
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
