import type { OpKind } from '@/lib/diagram/op-kind';
import styles from './kind-swatch.module.css';

/** The colour of a kind of op; says nothing to screen readers, the words beside it do. */
export function KindSwatch({ kind }: { kind: OpKind | null }) {
  return <span className={`${styles.swatch} ${kind === null ? '' : styles[kind]}`} aria-hidden="true" />;
}
