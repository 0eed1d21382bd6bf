/** Which side of a control a card stands on. */
export type Side = 'left' | 'right' | 'above' | 'below';

/** A rectangle in the window, in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface CardPlace {
  readonly left: number;
  readonly top: number;
  /** Null in the corner of the window: beside nothing. */
  readonly side: Side | null;
  /** How far along the edge that faces the control its arrow stands, from the left or the top. */
  readonly arrow: number;
}

/** From the card to the control, and from the card to the edge of the window. */
const GAP = 16;
const MARGIN = 12;
/** From an arrow to the corner of the card. */
const CORNER = 20;

const held = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, Math.max(low, high)));

/**
 * Where a card stands: beside the part of a control that can be seen, on the first side that has room for it, covering
 * none of it; in the lower right corner of the window where no side has.
 * @param target null where the control is not there.
 */
export function placeCard(
  target: Box | null,
  card: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
  sides: readonly Side[],
): CardPlace {
  const limit = { left: view.width - card.width - MARGIN, top: view.height - card.height - MARGIN };
  const corner: CardPlace = {
    left: Math.max(MARGIN, limit.left),
    top: Math.max(MARGIN, limit.top),
    side: null,
    arrow: 0,
  };
  if (!target) return corner;
  const left = Math.max(target.left, 0);
  const top = Math.max(target.top, 0);
  const right = Math.min(target.left + target.width, view.width);
  const bottom = Math.min(target.top + target.height, view.height);
  if (right <= left || bottom <= top) return corner;
  const centre = { x: (left + right) / 2, y: (top + bottom) / 2 };

  for (const side of sides) {
    if (side === 'left' || side === 'right') {
      const at = side === 'right' ? right + GAP : left - GAP - card.width;
      if (at < MARGIN || at > limit.left) continue;
      const y = held(centre.y - card.height / 2, MARGIN, limit.top);
      return { left: at, top: y, side, arrow: held(centre.y - y, CORNER, card.height - CORNER) };
    }
    const at = side === 'below' ? bottom + GAP : top - GAP - card.height;
    if (at < MARGIN || at > limit.top) continue;
    const x = held(centre.x - card.width / 2, MARGIN, limit.left);
    return { left: x, top: at, side, arrow: held(centre.x - x, CORNER, card.width - CORNER) };
  }
  return corner;
}
