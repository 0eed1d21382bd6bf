/** A rectangle in a drawing, in its units; y grows downwards. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A text that wants to stand near a mark. */
export interface LabelWish {
  readonly id: string;
  /** The middle of the mark. */
  readonly at: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
}

export interface PlacedLabel {
  readonly id: string;
  readonly box: Box;
  /** The end of a line from the mark to a label that could not stand beside it; null where it does. */
  readonly leader: { readonly x: number; readonly y: number } | null;
}

/** From the middle of a mark to its label. */
const GAP = 11;

/** Free space around a label. */
const CLEARANCE = 1;

/** How often a wish may be tried before the best so far has to do; far above what a chart of ten marks needs. */
const PATIENCE = 20_000;

/** True where two rectangles share more than an edge. */
export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const isInside = (box: Box, bounds: Box): boolean =>
  box.x >= bounds.x &&
  box.y >= bounds.y &&
  box.x + box.width <= bounds.x + bounds.width &&
  box.y + box.height <= bounds.y + bounds.height;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The places for a label, the best first: beside the mark, above and below it, then farther off. */
function placesFor({ at, width, height }: LabelWish, bounds: Box): readonly Box[] {
  const places: Box[] = [];
  const right = at.x + GAP;
  const left = at.x - GAP - width;
  const add = (x: number, y: number) => places.push({ x, y, width, height });
  add(right, at.y - height / 2);
  add(left, at.y - height / 2);
  const reach = Math.ceil(bounds.height / height);
  for (let step = 0; step < reach; step++) {
    const away = step * height;
    for (const y of [at.y - GAP - height - away, at.y + GAP + away]) {
      for (const x of [at.x - width / 2, right - GAP, left + GAP]) {
        add(clamp(x, bounds.x, bounds.x + bounds.width - width), y);
      }
    }
    // Half a line up and down beside the mark, where two marks are nearly level.
    for (const y of [at.y - height / 2 - (step + 1) * (height / 2), at.y - height / 2 + (step + 1) * (height / 2)]) {
      add(right, y);
      add(left, y);
    }
  }
  return places.filter((place) => isInside(place, bounds));
}

/** The point of a box that is nearest to a mark. */
const nearestOf = (box: Box, { x, y }: LabelWish['at']) => ({
  x: clamp(x, box.x, box.x + box.width),
  y: clamp(y, box.y, box.y + box.height),
});

/**
 * Places labels so that none covers another, a mark or a line; the same answer for the same wishes, on server and client.
 * @param obstacles what no label may cover. @param bounds where labels may stand.
 * @returns in the order of the wishes; where there is no room for all, the labels that found none are left out.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  obstacles: readonly Box[],
  bounds: Box,
): readonly PlacedLabel[] {
  const places = wishes.map((wish) =>
    placesFor(wish, bounds).filter((place) => !obstacles.some((obstacle) => overlap(place, obstacle))),
  );
  // The one with the fewest places chooses first.
  const order = wishes.map((_, index) => index).sort((a, b) => (places[a]?.length ?? 0) - (places[b]?.length ?? 0));
  const chosen = new Map<number, Box>();
  let best: ReadonlyMap<number, Box> = new Map();
  let tries = 0;

  const place = (depth: number): boolean => {
    if (chosen.size > best.size) best = new Map(chosen);
    const index = order[depth];
    if (index === undefined) return true;
    for (const box of places[index] ?? []) {
      if (++tries > PATIENCE) return true;
      const roomy = {
        x: box.x - CLEARANCE,
        y: box.y - CLEARANCE,
        width: box.width + 2 * CLEARANCE,
        height: box.height + 2 * CLEARANCE,
      };
      if ([...chosen.values()].some((other) => overlap(roomy, other))) continue;
      chosen.set(index, box);
      if (place(depth + 1)) return true;
      chosen.delete(index);
    }
    return false;
  };
  place(0);

  return wishes.flatMap((wish, index) => {
    const box = best.get(index);
    if (!box) return [];
    const end = nearestOf(box, wish.at);
    const far = Math.hypot(end.x - wish.at.x, end.y - wish.at.y) > GAP + 2;
    return [{ id: wish.id, box, leader: far ? end : null }];
  });
}
