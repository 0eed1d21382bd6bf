import { useAllWords } from '@/components/ui/all-words';
import styles from './compare.module.css';
import type { SideName } from './comparing';

/** The letter of a side: A is outlined, B is filled, as their bars are. */
export function SideBadge({ side }: { side: SideName }) {
  const { compare } = useAllWords();
  return (
    <span className={styles.sideBadge} data-side={side}>
      {compare.sides[side]}
    </span>
  );
}
