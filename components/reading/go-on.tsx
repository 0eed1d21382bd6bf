'use client';

import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { learnHref } from '@/components/ui/links';
import { useLanguage, useWords } from '@/components/ui/words';
import { type ReadingPlace, readPlace, writePlace } from './place';
import styles from './reading.module.css';

/** The way back to where somebody was reading; nothing for those who come first. */
export function GoOn({ titles }: { titles: Readonly<Record<string, string>> }) {
  const language = useLanguage();
  const { reading } = useWords();
  const [place, setPlace] = useState<ReadingPlace | null>(null);
  // Only the browser knows, so it comes after the page itself.
  useEffect(() => setPlace(readPlace()), []);
  const title = place ? titles[place.slug] : undefined;
  if (!place || title === undefined) return null;
  const hash = place.section ? `#${place.section.id}` : '';
  return (
    <p className={styles.goOn}>
      <span>{reading.goOn}</span>{' '}
      <Link href={`${learnHref(language, place.slug)}${hash}` as ReturnType<typeof learnHref>}>{title}</Link>{' '}
      {place.section ? <span>{reading.goOnAt(place.section.text)}</span> : null}
      <Button
        variant="quiet"
        icon
        aria-label={reading.forget}
        onClick={() => {
          writePlace(null);
          setPlace(null);
        }}
      >
        <span aria-hidden="true">×</span>
      </Button>
    </p>
  );
}
