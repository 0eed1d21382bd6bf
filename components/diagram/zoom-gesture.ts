import { select, type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3';

/** The one gesture of drawings, as d3-zoom reads it; loaded at the first pointer or focus. */
export interface ZoomGesture {
  scaleBy(factor: number): void;
  /** Brings a rectangle of the drawing into view, if it is not. */
  reveal(rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): void;
  /** Ends a motion where it is. */
  halt(): void;
  stop(): void;
}

interface ZoomWiring {
  /** The part of the page in which the drawing moves. */
  readonly viewport: HTMLElement;
  /** Natural size of the drawing. */
  readonly width: () => number;
  readonly height: () => number;
  /** True while the drawing has left its place on the page. */
  readonly isFree: () => boolean;
  /** The transform of the drawing where it stands on the page. */
  readonly resting: () => { readonly x: number; readonly y: number; readonly k: number };
  readonly onZoom: (transform: { readonly x: number; readonly y: number; readonly k: number }) => void;
  readonly duration: () => number;
}

const LEAST = 0.15;
const MOST = 4;

/** Starts to listen. Wheel: with ctrl or ⌘, or once the drawing is zoomed and has the focus, so that pages scroll on. */
export function startZoom(wiring: ZoomWiring): ZoomGesture {
  const { viewport } = wiring;
  const element = select<HTMLElement, unknown>(viewport);

  /** d3-zoom keeps the transform at the element; where the page has scrolled or resized, it is told again. */
  const settle = (): void => {
    // At natural scale the drawing may be pushed to any edge of its frame, not out of it.
    const { clientWidth, clientHeight } = viewport;
    behaviour.translateExtent([
      [-clientWidth, -clientHeight],
      [wiring.width() + clientWidth, wiring.height() + clientHeight],
    ]);
    if (wiring.isFree()) return;
    const { x, y, k } = wiring.resting();
    element.property('__zoom', zoomIdentity.translate(x, y).scale(k));
  };

  const allowed = (event: Event): boolean => {
    if (event instanceof WheelEvent) {
      return event.ctrlKey || event.metaKey || (wiring.isFree() && viewport.contains(document.activeElement));
    }
    if ('touches' in event) return wiring.isFree() || (event as TouchEvent).touches.length > 1;
    return event instanceof MouseEvent && event.button === 0 && !event.ctrlKey && event.type !== 'dblclick';
  };

  const behaviour = zoom<HTMLElement, unknown>()
    .scaleExtent([LEAST, MOST])
    .extent(() => [
      [0, 0],
      [viewport.clientWidth, viewport.clientHeight],
    ])
    .clickDistance(4)
    .filter((event: Event) => {
      if (!allowed(event)) return false;
      settle();
      return true;
    })
    .on('zoom', (event: { transform: ZoomTransform }) => {
      const { x, y, k } = event.transform;
      wiring.onZoom({ x, y, k });
    });

  element.call(behaviour);

  const moved = (change: (target: typeof element) => void): void => {
    settle();
    change(element);
  };

  return {
    scaleBy(factor) {
      moved((target) => {
        const duration = wiring.duration();
        if (duration > 0) target.transition().duration(duration).call(behaviour.scaleBy, factor);
        else behaviour.scaleBy(target, factor);
      });
    },
    reveal(rect) {
      if (!wiring.isFree()) return;
      const { x, y, k } = zoomTransform(viewport);
      const left = rect.x * k + x;
      const top = rect.y * k + y;
      const fits =
        left >= 0 &&
        top >= 0 &&
        left + rect.width * k <= viewport.clientWidth &&
        top + rect.height * k <= viewport.clientHeight;
      if (fits) return;
      moved((target) => behaviour.translateTo(target, rect.x + rect.width / 2, rect.y + rect.height / 2));
    },
    halt() {
      element.interrupt();
    },
    stop() {
      element.on('.zoom', null);
      element.interrupt();
    },
  };
}
