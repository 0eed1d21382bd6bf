'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import styles from './disclosure.module.css';

type DisclosureProps = {
  summary: ReactNode;
  /** Whether it starts open. */
  open?: boolean;
  onToggle?: (open: boolean) => void;
  children: ReactNode;
};

/** A summary that opens into more; works without JavaScript. */
export function Disclosure({ summary, open, onToggle, children }: DisclosureProps) {
  const details = useRef<HTMLDetailsElement>(null);
  // A reader may have opened it before the page's JavaScript ran.
  useEffect(() => {
    if (details.current?.open) onToggle?.(true);
  }, [onToggle]);
  return (
    <details
      ref={details}
      className={styles.disclosure}
      open={open}
      onToggle={onToggle ? (event) => onToggle(event.currentTarget.open) : undefined}
    >
      <summary className={styles.summary}>{summary}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}
