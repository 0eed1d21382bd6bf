'use client';

import { useEffect, useRef, useState } from 'react';
import { currentSection } from './current-section';
import { writePlace } from './place';
import styles from './reading.module.css';

type Heading = { readonly id: string; readonly text: string };

type ContentsProps = {
  slug: string;
  headings: readonly Heading[];
  /** One list on a page keeps the place; the other one only shows it. */
  keeps: boolean;
};

/** The sections of an article; the one that is being read is marked, and remembered for the next visit. */
export function Contents({ slug, headings, keeps }: ContentsProps) {
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState<number | null>(null);

  useEffect(() => {
    let asked = 0;
    const look = (): void => {
      asked = 0;
      // Of the two lists of a page one is hidden, at either width: what it would mark is not worth measuring.
      if (!keeps && list.current?.offsetParent === null) return;
      const tops = headings.map(({ id }) => document.getElementById(id)?.getBoundingClientRect().top ?? Infinity);
      setCurrent(currentSection(tops, window.innerHeight / 3));
    };
    const onScroll = (): void => {
      asked ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      cancelAnimationFrame(asked);
      window.removeEventListener('scroll', onScroll);
    };
  }, [headings, keeps]);

  useEffect(() => {
    if (!keeps) return;
    const heading = current === null ? undefined : headings[current];
    writePlace({ slug, section: heading ? { id: heading.id, text: heading.text } : null });
  }, [keeps, slug, headings, current]);

  return (
    <ol ref={list} className={styles.contents}>
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
