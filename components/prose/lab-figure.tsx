'use client';

import dynamic from 'next/dynamic';
import { useWords } from '@/components/ui/words';
import styles from './lab.module.css';

function Placeholder() {
  const { picture } = useWords().prose;
  return (
    <div className={styles.placeholder}>
      <p>{picture.placeholder}</p>
      <noscript>{picture.noScript}</noscript>
    </div>
  );
}

// The lab and its runtime come only with pages that show one, and only in the browser.
const EmbeddedLab = dynamic(() => import('@/components/lab').then(({ EmbeddedLab: Lab }) => Lab), {
  ssr: false,
  loading: Placeholder,
});

/** The lab fixed on one part; a quiet frame of the same height holds its place while it loads. */
export function LabFigure({ at }: { at: string }) {
  return (
    <div className={styles.frame}>
      <EmbeddedLab at={at} />
    </div>
  );
}
