'use client';

import { type RefObject, useEffect } from 'react';

/** A drawing opens for this long before its boxes stand still, in ms. */
const OPENING = 250;

/**
 * Scrolls a drawing that has a frame of its own (`data-bounded`) to its selection, where that is out of sight. The page
 * itself stays where it is.
 * @param view what is shown and selected; a change of it may move the selection.
 */
export function useReveal(drawing: RefObject<HTMLElement | null>, view: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view says when, the page says where.
  useEffect(() => {
    const timer = setTimeout(() => {
      const selected = drawing.current?.querySelector('[data-stop][aria-pressed=true]');
      const frame = selected?.closest('[data-bounded]');
      if (!selected || !frame) return;
      const box = selected.getBoundingClientRect();
      const room = frame.getBoundingClientRect();
      // The frame may reach below the window: only what can be seen of it counts, unless that is nothing.
      const seen = { top: Math.max(room.top, 0), bottom: Math.min(room.bottom, window.innerHeight) };
      const { top, bottom } = seen.bottom - seen.top > box.height ? seen : room;
      if (box.top < top || box.bottom > bottom) frame.scrollTop += (box.top + box.bottom - top - bottom) / 2;
      const aside = box.left < room.left || box.right > room.right;
      if (aside) frame.scrollLeft += (box.left + box.right - room.left - room.right) / 2;
    }, OPENING);
    return () => clearTimeout(timer);
  }, [drawing, view]);
}
