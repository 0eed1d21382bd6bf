'use client';

import styles from './reading.module.css';
import { type Heading, useSectionInView } from './section-in-view';

/** The sections of an article, inside its `SectionKeeper`; the one that is being read is marked. */
export function Contents({ headings }: { headings: readonly Heading[] }) {
  const current = useSectionInView();
  return (
    <ol className={styles.contents}>
      {headings.map((heading, index) => (
        <li key={heading.id}>
          <a href={`#${heading.id}`} aria-current={index === current ? 'location' : undefined}>
            {heading.text}
          </a>
        </li>
      ))}
    </ol>
  );
}
