import type { DifferenceKind } from '@/lib/analysis/differences';
import styles from './kind-icon.module.css';

/** One stroke drawing of 16 × 16 px per kind. */
const PATHS: Readonly<Record<DifferenceKind, string>> = {
  only: 'M3 3h4v10H3zM11 8h3M12.5 6.5v3',
  topology: 'M8 2v3M8 5c0 3-5 2-5 5M8 5c0 3 5 2 5 5M8 5v5M3 10v4M8 10v4M13 10v4',
  order: 'M5 13V3M2.5 5.5L5 3l2.5 2.5M11 3v10M8.5 10.5L11 13l2.5-2.5',
  repeat: 'M3 7a5 5 0 0 1 9-2.5M13 9a5 5 0 0 1-9 2.5M12.5 1.5v3h-3M3.5 14.5v-3h3',
  width: 'M2 4v8M14 4v8M4 8h8M6 6L4 8l2 2M10 6l2 2-2 2',
  kernel: 'M2.5 2.5h11v11h-11zM6.17 2.5v11M9.83 2.5v11M2.5 6.17h11M2.5 9.83h11',
  stride: 'M2 12c0-6 5-6 5 0M7 12c0-6 5-6 5 0M12 9v3.5h-3',
  padding: 'M2 2h12v12H2zM5 5h6v6H5z',
  pooling: 'M2.5 2.5h11v5h-11zM8 7.5v3M5.5 11h5v3h-5z',
  scale: 'M3 3l10 10M13 3L3 13',
  activation: 'M2 12h6l6-8',
  normalisation: 'M2 13c4 0 3-10 6-10s2 10 6 10',
  head: 'M3 3h10L9 9v5H7V9z',
  dropout: 'M4 4h.01M8 4h.01M12 4h.01M4 8h.01M12 8h.01M4 12h.01M8 12h.01M7 7l2 2M9 7L7 9',
};

/** The sign of a kind of difference; the word beside it says the same. */
export function KindIcon({ kind }: { kind: DifferenceKind }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" width={16} height={16} aria-hidden="true">
      <path d={PATHS[kind]} />
    </svg>
  );
}
