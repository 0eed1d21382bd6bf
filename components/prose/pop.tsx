import { type ReactNode, useId } from 'react';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import styles from './pop.module.css';

type PopProps = {
  /** The word or mark in the running text. */
  mark: ReactNode;
  /** How the mark looks: a word with a dotted line, a bracketed source, a small tag. */
  look: 'term' | 'cite' | 'tag';
  /** Read out in place of a mark that says too little by itself. */
  label?: string;
  /** What opens; phrasing content only, since it may stand inside a paragraph. */
  children: ReactNode;
};

/** A mark in the text that opens a small note beside it: the browser's own popover, without JavaScript of ours. */
export function Pop({ mark, look, label, children }: PopProps) {
  const id = useId();
  return (
    <span className={`${styles.pop} ${styles[look]}`}>
      {/* A button breaks lines before the stop that follows it, so the text stands by itself and the button covers it. */}
      <span aria-hidden="true">{mark}</span>
      <button type="button" className={styles.cover} popoverTarget={id}>
        <VisuallyHidden>{label ?? mark}</VisuallyHidden>
      </button>
      <span id={id} popover="auto" className={styles.note}>
        {children}
      </span>
    </span>
  );
}
