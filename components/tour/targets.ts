import type { Side } from './place-card';

/** The controls that the tour points at; each carries its name as `data-tour`. */
export type TargetName =
  | 'samples'
  | 'crop'
  | 'strip'
  | 'run'
  | 'grid'
  | 'stage'
  | 'drawing'
  | 'jump'
  | 'sort'
  | 'tensor'
  | 'weights';

/** Where the card may stand beside each, the best first: not on what the control changes. */
export const SIDES: Readonly<Record<TargetName, readonly Side[]>> = {
  samples: ['right', 'above', 'below', 'left'],
  crop: ['right', 'above', 'below', 'left'],
  strip: ['right', 'left'],
  run: ['above', 'left', 'right'],
  grid: ['left', 'right'],
  stage: ['left', 'right'],
  drawing: ['right', 'left'],
  jump: ['left', 'below', 'right'],
  sort: ['left', 'above', 'right'],
  tensor: ['left', 'above', 'right'],
  weights: ['left', 'above', 'below', 'right'],
};

/** The control on the page; null where it is not there (yet). */
export const findTarget = (name: TargetName): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-tour="${name}"]`);

const FOCUSABLE =
  'button:not(:disabled):not([tabindex="-1"]), input:not(:disabled), select, a[href], summary, [tabindex="0"]';

/** What of a control takes the keyboard: itself, what is chosen in it, or its first part that can. */
export function focusableIn(target: HTMLElement): HTMLElement | SVGElement | null {
  if (target.matches(FOCUSABLE)) return target;
  return (
    target.querySelector<HTMLElement>('input:checked') ?? target.querySelector<HTMLElement | SVGElement>(FOCUSABLE)
  );
}
