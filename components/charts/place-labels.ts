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

/** Beside a mark of its own a label is read as belonging to it: how near it may come to another one, in px. */
const DISTANCE = 18;

/** What it costs to come nearer; in places that are farther off. */
const NEARNESS = 8;

/** Free space around a label. */
const CLEARANCE = 1;

/** How many places are tried before the best arrangement so far has to do. */
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

/** The places for a label inside the bounds, the best first: beside the mark, above and below it, then farther off. */
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
  const places = wishes.map((wish) => {
    const others = wishes.filter(({ at }) => at.x !== wish.at.x || at.y !== wish.at.y);
    const near = (box: Box): number =>
      others.filter(({ at }) => {
        const end = nearestOf(box, at);
        return Math.hypot(end.x - at.x, end.y - at.y) < DISTANCE;
      }).length;
    return placesFor(wish, bounds)
      .map((box, index) => ({ box, cost: index + NEARNESS * near(box) }))
      .filter(({ box }) => !obstacles.some((obstacle) => overlap(box, obstacle)))
      .sort((a, b) => a.cost - b.cost);
  });
  // The one with the fewest places chooses first.
  const order = wishes.map((_, index) => index).sort((a, b) => (places[a]?.length ?? 0) - (places[b]?.length ?? 0));
  const chosen = new Map<number, Box>();
  let best: { readonly boxes: ReadonlyMap<number, Box>; readonly cost: number } = { boxes: new Map(), cost: 0 };
  let tries = 0;

  // Every arrangement, the nearest places first; one that is already as far off as the best is not gone on with.
  const place = (depth: number, cost: number): void => {
    const more = chosen.size - best.boxes.size;
    if (more > 0 || (more === 0 && cost < best.cost)) best = { boxes: new Map(chosen), cost };
    const index = order[depth];
    if (index === undefined) return;
    for (const candidate of places[index] ?? []) {
      if (best.boxes.size === wishes.length && cost + candidate.cost >= best.cost) return;
      if (++tries > PATIENCE) return;
      const roomy = {
        x: candidate.box.x - CLEARANCE,
        y: candidate.box.y - CLEARANCE,
        width: candidate.box.width + 2 * CLEARANCE,
        height: candidate.box.height + 2 * CLEARANCE,
      };
      if ([...chosen.values()].some((other) => overlap(roomy, other))) continue;
      chosen.set(index, candidate.box);
      place(depth + 1, cost + candidate.cost);
      chosen.delete(index);
    }
  };
  place(0, 0);

  return wishes.flatMap((wish, index) => {
    const box = best.boxes.get(index);
    if (!box) return [];
    const end = nearestOf(box, wish.at);
    const far = Math.hypot(end.x - wish.at.x, end.y - wish.at.y) > GAP + 2;
    return [{ id: wish.id, box, leader: far ? end : null }];
  });
}
