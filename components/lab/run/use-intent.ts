'use client';

import { type RefObject, useEffect, useState } from 'react';

/** True once the pointer or the focus came into an element: its reader means to use it. Stays true. */
export function useIntent(ref: RefObject<HTMLElement | null>): boolean {
  const [meant, setMeant] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (meant || !element) return;
    const note = (): void => setMeant(true);
    // A finger that scrolls by enters too; it means something only when it is put down.
    const enter = ({ pointerType }: PointerEvent): void => {
      if (pointerType !== 'touch') note();
    };
    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerdown', note);
    element.addEventListener('focusin', note);
    return () => {
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerdown', note);
      element.removeEventListener('focusin', note);
    };
  }, [ref, meant]);
  return meant;
}
