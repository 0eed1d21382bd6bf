'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './scroll-frame.module.css';

type ScrollFrameProps = {
  /** Names it to whoever comes to it by keyboard. */
  label: string;
  className?: string;
  children: ReactNode;
};

/**
 * What is wider than the page scrolls in here by itself, by keyboard too; where all of it is seen, the keyboard passes
 * by. A group and no landmark: a page has several of a kind, and landmarks would all need names of their own.
 */
export function ScrollFrame({ label, className, children }: ScrollFrameProps) {
  const frame = useRef<HTMLDivElement>(null);
  // Until it is measured it may scroll, as in the exported HTML.
  const [scrolls, setScrolls] = useState(true);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // What is wider by part of a pixel is seen whole.
    const measure = (): void =>
      setScrolls(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    const observer = new ResizeObserver(measure);
    for (const each of [element, ...element.children]) observer.observe(each);
    return () => observer.disconnect();
  }, []);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
    <div
      ref={frame}
      className={`${styles.frame} ${className ?? ''}`}
      role="group"
      aria-label={label}
      tabIndex={scrolls ? 0 : undefined}
    >
      {children}
    </div>
  );
}
