import type { ReactNode } from 'react';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import styles from './compare-table.module.css';

/** A table of counts, both networks side by side; it scrolls sideways by itself on a narrow screen. */
export function CompareTable({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ScrollFrame label={label}>
      <table className={styles.table}>{children}</table>
    </ScrollFrame>
  );
}
