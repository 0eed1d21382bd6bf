'use client';

import {
  type CSSProperties,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Rect } from '@/lib/diagram/geometry';
import { motionAllowed } from './use-motion';
import type { ZoomGesture } from './zoom-gesture';

/**
 * How a drawing stands: `rest`, in the flow of the page, as wide as there is room but not below a legible scale (its
 * frame scrolls then); `fit`, whatever it takes to see all of it; or free, moved by the zoom.
 */
type Standing =
  | { readonly mode: 'rest' | 'fit' }
  | {
      readonly mode: 'free';
      /** The frame, which keeps the size that it had. */
      readonly width: number;
      readonly height: number;
      readonly x: number;
      readonly y: number;
      readonly k: number;
    };

const REVEAL_MARGIN = 24;

interface Zoom {
  readonly standing: Standing;
  readonly viewport: RefObject<HTMLDivElement | null>;
  readonly svg: RefObject<SVGSVGElement | null>;
  /** Loads the gesture; called at the first pointer or focus. */
  readonly wake: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  /** Brings a rectangle of the drawing into view inside its frame. */
  readonly reveal: (rect: Rect) => void;
  readonly svgProps: { readonly viewBox: string; readonly style: CSSProperties };
  readonly transform: string | undefined;
}

/** How far a frame must scroll along one axis until something in it is seen, with a little room; 0 where it is. */
function scrollNeeded(start: number, length: number, room: number): number {
  if (start < 0) return start - REVEAL_MARGIN;
  if (start + length > room) return Math.min(start, start + length - room) + REVEAL_MARGIN;
  return 0;
}

/** Zoom and pan of one drawing of a natural size. The code of the gesture is loaded when somebody comes near. */
export function useZoom(size: { readonly width: number; readonly height: number }): Zoom {
  const viewport = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const [standing, setStanding] = useState<Standing>({ mode: 'rest' });
  const now = useRef({ size, standing });
  useLayoutEffect(() => {
    now.current = { size, standing };
  });
  const gesture = useRef<Promise<ZoomGesture | null> | null>(null);

  const wake = useCallback((): Promise<ZoomGesture | null> => {
    gesture.current ??= import('./zoom-gesture')
      .then(({ startZoom }) => {
        const frame = viewport.current;
        if (!frame) return null;
        return startZoom({
          viewport: frame,
          width: () => now.current.size.width,
          height: () => now.current.size.height,
          isFree: () => now.current.standing.mode === 'free',
          resting: () => {
            const drawing = svg.current?.getBoundingClientRect();
            const outer = frame.getBoundingClientRect();
            if (!drawing) return { x: 0, y: 0, k: 1 };
            return {
              x: drawing.left - outer.left - frame.clientLeft,
              y: drawing.top - outer.top - frame.clientTop,
              k: drawing.width / now.current.size.width,
            };
          },
          onZoom: ({ x, y, k }) => {
            setStanding((before) => {
              const kept = before.mode === 'free' ? before : { width: frame.clientWidth, height: frame.clientHeight };
              return { mode: 'free', width: kept.width, height: kept.height, x, y, k };
            });
          },
          duration: () => (motionAllowed() ? 200 : 0),
        });
      })
      // Where its code did not come, the next touch asks again.
      .catch(() => {
        gesture.current = null;
        return null;
      });
    return gesture.current;
  }, []);

  useEffect(() => {
    return () => {
      void gesture.current?.then((running) => running?.stop());
      gesture.current = null;
    };
  }, []);

  // A frame that changes its width puts a moved drawing back: what was in view no longer is.
  useEffect(() => {
    const frame = viewport.current;
    if (!frame || standing.mode !== 'free') return;
    const watcher = new ResizeObserver(() => {
      if (Math.abs(frame.clientWidth - standing.width) > 1) setStanding({ mode: 'rest' });
    });
    watcher.observe(frame);
    return () => watcher.disconnect();
  }, [standing]);

  const zoomBy = useCallback(
    (factor: number) => {
      void wake().then((running) => running?.scaleBy(factor));
    },
    [wake],
  );
  const fit = useCallback(() => {
    const settle = (): void => setStanding({ mode: 'fit' });
    // A zoom that is still under way would free the drawing again.
    if (!gesture.current) settle();
    else
      void gesture.current.then((running) => {
        running?.halt();
        settle();
      });
  }, []);
  const reveal = useCallback((rect: Rect) => {
    if (now.current.standing.mode === 'free') {
      void gesture.current?.then((running) => running?.reveal(rect));
      return;
    }
    const frame = viewport.current;
    const drawing = svg.current?.getBoundingClientRect();
    if (!frame || !drawing) return;
    const outer = frame.getBoundingClientRect();
    const k = drawing.width / now.current.size.width;
    // Only the frame scrolls, never the page: what is looked at stays where it is.
    frame.scrollLeft += scrollNeeded(drawing.left - outer.left + rect.x * k, rect.width * k, frame.clientWidth);
    frame.scrollTop += scrollNeeded(drawing.top - outer.top + rect.y * k, rect.height * k, frame.clientHeight);
  }, []);

  return useMemo(() => {
    const free = standing.mode === 'free' ? standing : null;
    return {
      standing,
      viewport,
      svg,
      wake: () => void wake(),
      zoomBy,
      fit,
      reveal,
      svgProps: free
        ? { viewBox: `0 0 ${free.width} ${free.height}`, style: { width: free.width, height: free.height } }
        : { viewBox: `0 0 ${size.width} ${size.height}`, style: { '--natural': `${size.width}px` } as CSSProperties },
      transform: free ? `translate(${free.x},${free.y}) scale(${free.k})` : undefined,
    };
  }, [standing, size.width, size.height, wake, zoomBy, fit, reveal]);
}
