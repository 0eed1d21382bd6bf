'use client';

import dynamic from 'next/dynamic';
import { useRef } from 'react';
import { loadPart } from '@/components/ui/load-part';
import { useInView } from '@/components/ui/use-in-view';
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

// The lab comes only with pages that show one, only in the browser, and only once a reader comes near it.
const EmbeddedLab = dynamic(
  loadPart(() => import('@/components/lab').then(({ EmbeddedLab: Lab }) => Lab)),
  {
    ssr: false,
    loading: Placeholder,
  },
);

/** Far enough ahead that the lab is there when its reader is, in pixels. */
const AHEAD = 900;

/** The lab fixed on one part; a quiet frame of about the same height holds its place until it is near. */
export function LabFigure({ at }: { at: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const near = useInView(frame, AHEAD);
  return (
    <div ref={frame} className={styles.frame}>
      {near ? <EmbeddedLab at={at} /> : <Placeholder />}
    </div>
  );
}
