'use client';

import styles from './kind-legend.module.css';
import { useWords } from './words';

/** The kinds of op that colour tells apart, in the order of the legend. */
export const opKinds = ['pointwise', 'square', 'asymmetric', 'pool', 'join', 'head'] as const;
export type OpKind = (typeof opKinds)[number];

/** Which colour means which kind of op; shows only `kinds` where given. */
export function KindLegend({ kinds = opKinds }: { kinds?: readonly OpKind[] }) {
  const { shell } = useWords();
  return (
    <ul className={styles.legend} aria-label={shell.legend}>
      {opKinds
        .filter((kind) => kinds.includes(kind))
        .map((kind) => (
          <li key={kind} className={styles.item}>
            <span className={`${styles.swatch} ${styles[kind]}`} aria-hidden="true" />
            {shell.kinds[kind]}
          </li>
        ))}
    </ul>
  );
}
