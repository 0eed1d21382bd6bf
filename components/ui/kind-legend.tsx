'use client';

import { OP_KINDS, type OpKind } from '@/lib/diagram/op-kind';
import styles from './kind-legend.module.css';
import { KindSwatch } from './kind-swatch';
import { useWords } from './words';

/** Which colour means which kind of op, in one order everywhere; shows only `kinds` where given. */
export function KindLegend({ kinds = OP_KINDS }: { kinds?: readonly OpKind[] }) {
  const { shell } = useWords();
  return (
    <ul className={styles.legend} aria-label={shell.legend}>
      {OP_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => (
        <li key={kind} className={styles.item}>
          <KindSwatch kind={kind} />
          {shell.kinds[kind]}
        </li>
      ))}
    </ul>
  );
}
