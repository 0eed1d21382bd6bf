'use client';

import { type RefObject, useEffect } from 'react';
import { placeCard } from './place-card';
import { findTarget, SIDES, type TargetName } from './targets';

/** How often the control is looked for, in ms: it may come late, and what is around it may move it. */
const LOOK = 250;

/** How long a card has to keep its place before it appears, and after how long it appears anyway, in ms. */
const STILL = 250;
const LONGEST_WAIT = 1500;

/** As in tour.module.css: below this the card stands at the bottom of the window. */
const WIDE = '(min-width: 48.01rem)';

/** Brings a control into sight: whole where it fits beside the card, else its beginning. */
function reveal(control: Element, card: HTMLElement): void {
  const wide = window.matchMedia(WIDE).matches;
  const room = window.innerHeight - (wide ? 0 : card.offsetHeight);
  const box = control.getBoundingClientRect();
  const fits = box.height < room * 0.9;
  if (box.top >= 0 && (fits ? box.bottom <= room * 0.8 : box.top < room / 3)) return;
  const top = fits ? (room - box.height) / 2 : 16;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  window.scrollBy({ top: box.top - top, behavior: calm ? 'instant' : 'smooth' });
}

function inSight(control: Element): boolean {
  const { top, bottom } = control.getBoundingClientRect();
  return top < window.innerHeight && bottom > 0;
}

/**
 * Marks the control that a card is about (`data-tour-now`), brings it into sight once, and keeps the card beside it. The
 * card appears (`data-placed`) once the control stands still: what scrolls and what comes late would move it before the
 * eyes of the reader.
 * @param name null for no control. @param spot the part of it that has to be in sight; null for the control itself.
 */
export function useCardPlace(card: RefObject<HTMLElement | null>, name: TargetName | null, spot: string | null): void {
  useEffect(() => {
    const element = card.current;
    if (!element) return;
    let marked: HTMLElement | null = null;
    let frame = 0;
    let settling = 0;

    const place = (): void => {
      const box = marked?.getBoundingClientRect() ?? null;
      const size = { width: element.offsetWidth, height: element.offsetHeight };
      const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
      const { left, top, side, arrow } = placeCard(box, size, view, name ? SIDES[name] : []);
      element.style.setProperty('--left', `${Math.round(left)}px`);
      element.style.setProperty('--top', `${Math.round(top)}px`);
      element.style.setProperty('--arrow', `${Math.round(arrow)}px`);
      element.dataset.side = side ?? 'none';
    };
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(place);
    };
    const show = (): void => {
      if (marked) reveal((spot === null ? null : marked.querySelector(spot)) ?? marked, element);
    };
    const look = (): void => {
      const found = name && findTarget(name);
      if (found !== marked) {
        marked?.removeAttribute('data-tour-now');
        found?.setAttribute('data-tour-now', '');
        const first = marked === null;
        marked = found;
        if (first) show();
        // It came after its card, which goes to it unseen.
        if (first && element.dataset.placed !== undefined) appear();
      }
      place();
    };

    let [began, since, before] = [0, 0, ''];
    const settle = (now: number): void => {
      look();
      const place = `${element.style.getPropertyValue('--left')} ${element.style.getPropertyValue('--top')}`;
      if (place !== before) [before, since] = [place, now];
      // A busy page begins to scroll late: a control out of sight is still on its way.
      const stands = (name === null || (marked !== null && inSight(marked))) && now - since >= STILL;
      if (stands || now - began >= LONGEST_WAIT) element.dataset.placed = '';
      else settling = requestAnimationFrame(settle);
    };
    const appear = (): void => {
      delete element.dataset.placed;
      cancelAnimationFrame(settling);
      began = performance.now();
      [since, before] = [began, ''];
      settling = requestAnimationFrame(settle);
    };

    appear();
    look();
    const timer = setInterval(look, LOOK);
    const sizes = new ResizeObserver(soon);
    sizes.observe(element);
    // Scrolling does not bubble, but it can be captured, also that of the inspector.
    document.addEventListener('scroll', soon, { capture: true, passive: true });
    window.addEventListener('resize', soon);
    // A page that is laid out anew has its control elsewhere.
    const layout = window.matchMedia(WIDE);
    layout.addEventListener('change', show);
    return () => {
      clearInterval(timer);
      cancelAnimationFrame(frame);
      cancelAnimationFrame(settling);
      sizes.disconnect();
      document.removeEventListener('scroll', soon, { capture: true });
      window.removeEventListener('resize', soon);
      layout.removeEventListener('change', show);
      marked?.removeAttribute('data-tour-now');
    };
  }, [card, name, spot]);
}
