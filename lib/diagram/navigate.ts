import type { Edge, Frame, Geometry, Rect } from './geometry';

/** A move from one item or frame to the next. */
export type Step = 'forward' | 'back' | 'left' | 'right' | 'first' | 'last';

const middle = ({ x, width }: Rect): number => x + width / 2;

const inside = (inner: Rect, outer: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

interface Stops {
  readonly rects: ReadonlyMap<string, Rect>;
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly previous: ReadonlyMap<string, readonly string[]>;
  readonly first: readonly string[];
  readonly last: readonly string[];
}

const known = new WeakMap<Geometry, Stops>();

/** Where the steps lead: along the edges, and through the title of every frame that an edge enters. */
function stopsOf(geometry: Geometry): Stops {
  const cached = known.get(geometry);
  if (cached) return cached;
  const rects = new Map<string, Rect>();
  for (const item of [...geometry.frames, ...geometry.items]) rects.set(item.id, item);
  const next = new Map<string, string[]>();
  const previous = new Map<string, string[]>();
  const first: string[] = [];
  const last: string[] = [];
  const add = (map: Map<string, string[]>, from: string, to: string): void => {
    const list = map.get(from) ?? [];
    if (!list.includes(to)) list.push(to);
    map.set(from, list);
  };
  const entered = (edge: Edge): readonly Frame[] => {
    const from = rects.get(edge.from ?? '');
    const to = rects.get(edge.to ?? '');
    if (!to) return [];
    return geometry.frames
      .filter((frame) => inside(to, frame) && !(from && inside(from, frame)))
      .sort((a, b) => a.depth - b.depth);
  };
  for (const edge of geometry.edges) {
    const stops = [edge.from, ...entered(edge).map(({ id }) => id), edge.to];
    stops.forEach((stop, index) => {
      const after = stops[index + 1];
      if (after === undefined) return;
      if (stop === null && after !== null && !first.includes(after)) first.push(after);
      if (stop !== null && after === null && !last.includes(stop)) last.push(stop);
      if (stop === null || after === null) return;
      add(next, stop, after);
      add(previous, after, stop);
    });
  }
  // A drawing that ends in a card has no edge that leaves it.
  if (last.length === 0) for (const { id } of geometry.items) if (!next.has(id)) last.push(id);
  const stops = { rects, next, previous, first, last };
  known.set(geometry, stops);
  return stops;
}

const nearest = (ids: readonly string[], rects: Stops['rects'], distance: (rect: Rect) => number): string | null => {
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const rect = rects.get(id);
    const value = rect ? distance(rect) : Number.POSITIVE_INFINITY;
    if (value < least) {
      best = id;
      least = value;
    }
  }
  return best;
};

/**
 * Where a key press leads: forward and back along the edges (to the nearest of several), left and right to the
 * neighbouring branch at about the same height, first and last to the ends.
 * @param from the id of an item or frame; null before anything was visited.
 * @returns the id of an item or frame; null where there is nothing that way.
 */
export function stepFrom(geometry: Geometry, from: string | null, step: Step): string | null {
  const { rects, next, previous, first, last } = stopsOf(geometry);
  const here = from === null ? undefined : rects.get(from);
  if (step === 'first' || from === null || !here) return first[0] ?? null;
  if (step === 'last') return last.at(-1) ?? null;
  if (step === 'forward' || step === 'back') {
    const ways = (step === 'forward' ? next : previous).get(from) ?? [];
    return nearest(ways, rects, (rect) => Math.abs(middle(rect) - middle(here)));
  }
  const beside = geometry.items.filter((rect) =>
    step === 'left' ? rect.x + rect.width <= here.x : rect.x >= here.x + here.width,
  );
  const centre = here.y + here.height / 2;
  const ids = beside.map(({ id }) => id);
  // Three times dearer to change the height than the column: a neighbour is beside, not below.
  return nearest(
    ids,
    rects,
    (rect) => Math.abs(middle(rect) - middle(here)) + 3 * Math.abs(rect.y + rect.height / 2 - centre),
  );
}

/** Where a keyboard enters the drawing when nothing is selected. */
export const firstStop = (geometry: Geometry): string | null => stepFrom(geometry, null, 'first');
