'use client';

import { useAllWords } from '@/components/ui/all-words';
import styles from './lab-placeholder.module.css';

/** Stands where the lab will be, as high as the lab is, while it is loaded. */
export function LabPlaceholder() {
  const { explorer, lab } = useAllWords();
  return (
    <section className={styles.placeholder} aria-label={lab.title} aria-busy="true">
      <p className={styles.title}>{lab.title}</p>
      <p className={styles.text}>{explorer.lab.loading}</p>
      <div className={styles.columns} aria-hidden="true">
        <span className={styles.picture} />
        <span className={styles.maps} />
      </div>
    </section>
  );
}
