'use client';

import { useLayoutEffect, useRef, useState } from 'react';
import type { Geometry } from '@/lib/diagram/geometry';
import type { Moving } from './motion';

const DURATION = 200;

/** False where the reader asked for less motion, and where there is no window. */
export const motionAllowed = (): boolean =>
  typeof window !== 'undefined' &&
  typeof window.matchMedia === 'function' &&
  !window.matchMedia('(prefers-reduced-motion: reduce)').matches;

let motion: typeof import('./motion') | null = null;

/**
 * Loads what computes the motions; called when somebody comes near, so that pages that are only read go without. Where it
 * does not come, changes are shown at once.
 */
export async function wakeMotion(): Promise<void> {
  motion ??= await import('./motion').catch(() => null);
}

/**
 * Follows a geometry: a change of the same drawing takes 200 ms, of another drawing none.
 * @param drawing what is drawn; the motion explains a change only where this stays the same.
 */
export function useMotion(geometry: Geometry, drawing: string): Moving {
  const [moving, setMoving] = useState<Moving | null>(null);
  const shown = useRef({ geometry, drawing });

  // Before the browser paints: else the end would flash up ahead of the way to it.
  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = { geometry, drawing };
    if (before.geometry === geometry || before.drawing !== drawing || !motion || !motionAllowed()) {
      setMoving(null);
      return;
    }
    let frame = 0;
    let start: number | null = null;
    const { between, eased } = motion;
    const step = (time: number): void => {
      start ??= time;
      const t = Math.min(1, (time - start) / DURATION);
      setMoving(t < 1 ? between(before.geometry, geometry, eased(t)) : null);
      if (t < 1) frame = requestAnimationFrame(step);
    };
    setMoving(between(before.geometry, geometry, 0));
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [geometry, drawing]);

  return moving ?? { geometry, entering: null };
}
