'use client';

import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { currentSection } from './current-section';
import { writePlace } from './place';

/** The section that is being read, by its place among the headings; null above the first, and outside of an article. */
const SectionInView = createContext<number | null>(null);

/** A section of an article: the text of its heading, and the id that it asks for or else gets from rehype-slug. */
export type Heading = { readonly text: string; readonly id: string };

type SectionKeeperProps = { slug: string; headings: readonly Heading[]; children: ReactNode };

/** Watches which section of an article is being read, once for all lists of contents, and remembers it for the next visit. */
export function SectionKeeper({ slug, headings, children }: SectionKeeperProps) {
  const [current, setCurrent] = useState<number | null>(null);

  useEffect(() => {
    let asked = 0;
    const look = (): void => {
      asked = 0;
      const tops = headings.map(({ id }) => document.getElementById(id)?.getBoundingClientRect().top ?? Infinity);
      setCurrent(currentSection(tops, window.innerHeight / 3));
    };
    const ask = (): void => {
      asked ||= requestAnimationFrame(look);
    };
    ask();
    window.addEventListener('scroll', ask, { passive: true });
    return () => {
      cancelAnimationFrame(asked);
      window.removeEventListener('scroll', ask);
    };
  }, [headings]);

  useEffect(() => {
    const heading = current === null ? undefined : headings[current];
    writePlace({ slug, section: heading ? { id: heading.id, text: heading.text } : null });
  }, [slug, headings, current]);

  return <SectionInView value={current}>{children}</SectionInView>;
}

/** The place of the section that is being read, as the nearest `SectionKeeper` sees it. */
export function useSectionInView(): number | null {
  return use(SectionInView);
}
