import { useAllWords } from '@/components/ui/all-words';
import type { SideName } from './comparing';
import styles from './side-badge.module.css';

/** The letter of a side: A is outlined, B is filled, as their bars are. */
export function SideBadge({ side }: { side: SideName }) {
  const { compare } = useAllWords();
  return (
    <span className={styles.badge} data-side={side}>
      {compare.sides[side]}
    </span>
  );
}
