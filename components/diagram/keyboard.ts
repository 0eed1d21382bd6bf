import type { Step } from '@/lib/diagram/navigate';

/** What a key means in a drawing; null for a key that is none of its business. */
export type KeyAction =
  | { readonly type: 'step'; readonly step: Step }
  | { readonly type: 'select' | 'clear' | 'fit' | 'toggle' }
  | { readonly type: 'zoom'; readonly factor: number };

const STEPS: Readonly<Record<string, Step>> = {
  ArrowDown: 'forward',
  ArrowUp: 'back',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

export const ZOOM_STEP = 1.4;

/**
 * Reads a key press on an item or frame. Arrow right opens a closed card and arrow left closes an open frame, as in
 * a tree; there is no branch beside either.
 * @param stop what has the focus: its kind, where it opens or closes at all.
 */
export function keyAction(key: string, stop: { readonly opens: boolean; readonly closes: boolean }): KeyAction | null {
  if (key === 'ArrowRight' && stop.opens) return { type: 'toggle' };
  if (key === 'ArrowLeft' && stop.closes) return { type: 'toggle' };
  const step = STEPS[key];
  if (step) return { type: 'step', step };
  switch (key) {
    case 'Enter':
    case ' ':
      return { type: 'select' };
    case 'Escape':
      return { type: 'clear' };
    case '+':
    case '=':
      return { type: 'zoom', factor: ZOOM_STEP };
    case '-':
      return { type: 'zoom', factor: 1 / ZOOM_STEP };
    case '0':
      return { type: 'fit' };
    default:
      return null;
  }
}
