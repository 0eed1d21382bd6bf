import styles from './share-bar.module.css';

/** A share of one as a thin bar; what is there at all shows. The number stands beside it in words. */
export function ShareBar({ share }: { share: number }) {
  const width = share <= 0 ? '0' : `max(2px, ${Math.min(1, share) * 100}%)`;
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.fill} style={{ width }} />
    </span>
  );
}
