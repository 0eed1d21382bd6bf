import type { ReactNode } from 'react';
import styles from './scroll-table.module.css';

/**
 * A table that scrolls sideways by itself on a narrow screen; `label` names it for the keyboard. A group and no
 * landmark: an article has several tables of a kind, and landmarks would all need names of their own.
 */
export function ScrollTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <div className={styles.region} role="group" aria-label={label} tabIndex={0}>
      <table className={styles.table}>{children}</table>
    </div>
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
