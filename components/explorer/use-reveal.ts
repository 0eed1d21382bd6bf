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
      if (box.top >= room.top && box.bottom <= room.bottom) return;
      frame.scrollTop += box.top + box.height / 2 - (room.top + room.height / 2);
    }, OPENING);
    return () => clearTimeout(timer);
  }, [drawing, view]);
}
