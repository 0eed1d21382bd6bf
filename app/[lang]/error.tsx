'use client';

import { ErrorNotice } from '@/components/ui/notice';
import { useWords } from '@/components/ui/words';
import styles from './reference.module.css';

/** Stands in the place of a page that broke: header, footer and address stay. */
export default function PageFailed() {
  const { shell } = useWords();
  return (
    <div className={styles.page}>
      <ErrorNotice
        text={shell.pageFailed}
        action={{ label: shell.pageFailed.reload, run: () => window.location.reload() }}
      />
    </div>
  );
}
