'use client';

import type { Route } from 'next';
import { useAllWords } from '@/components/ui/all-words';
import { Link } from '@/components/ui/link';
import { learnHref } from '@/components/ui/links';
import { useLanguage } from '@/components/ui/words';
import styles from './head.module.css';

/** Why the map of a class is exact, with the way to the article. */
export function WhyExact() {
  const words = useAllWords().head.why;
  const href = `${learnHref(useLanguage(), 'head')}#where-did-it-look` as Route;
  return (
    <p className={styles.why}>
      {words.before}
      <span className={styles.formula}>
        M(y, x) = Σ<sub>c</sub> w<sub>c</sub> f<sub>c</sub>(y, x)
      </span>
      {words.after} <Link href={href}>{words.link}</Link>.
    </p>
  );
}
