import type { ReactNode } from 'react';
import { ScrollFrame } from './scroll-frame';
import styles from './scroll-table.module.css';

/** A table that scrolls sideways by itself on a narrow screen; `label` names it for the keyboard. */
export function ScrollTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ScrollFrame label={label} className={styles.region}>
      <table className={styles.table}>{children}</table>
    </ScrollFrame>
  );
}

/** A count with what share of the whole it is below it. */
export function CountCell({ count, below }: { count: string; below?: string }) {
  return (
    <td className={styles.count}>
      {count}
      {below === undefined ? null : <span className={styles.below}>{below}</span>}
    </td>
  );
}

/** The head of a column of numbers. */
export function CountHead({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className={styles.countHead}>
      {children}
    </th>
  );
}
