import { cssGradient, type Scale } from '@/lib/tiles/colour-scale';
import styles from './gradient-bar.module.css';

/** The colours of a scale from end to end, with what stands at its ends; what it means is said beside it. */
export function GradientBar({ scale, low, high }: { scale: Scale; low: string; high: string }) {
  return (
    <div className={styles.bar}>
      <span className={styles.end}>{low}</span>
      <span className={styles.gradient} style={{ backgroundImage: cssGradient(scale) }} aria-hidden="true" />
      <span className={styles.end}>{high}</span>
    </div>
  );
}
