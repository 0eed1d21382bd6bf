'use client';

import { type RefObject, useEffect, useState } from 'react';

/** True once an element has come near the window; stays true. @param near how near, in pixels. */
export function useInView(ref: RefObject<HTMLElement | null>, near = 200): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (seen || !element) return;
    if (typeof IntersectionObserver === 'undefined') {
      setSeen(true);
      return;
    }
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: `${near}px` },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, seen, near]);
  return seen;
}
