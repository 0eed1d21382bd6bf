import { easeCubicOut } from 'd3-ease';
import { interpolateNumber } from 'd3-interpolate';
import type { Edge, Geometry, Point, Rect } from '@/lib/diagram/geometry';

/** A drawing on its way from one geometry to the next, and what is just appearing in it. */
export interface Moving {
  readonly geometry: Geometry;
  readonly entering: { readonly ids: ReadonlySet<string>; readonly share: number } | null;
}

const number = (from: number, to: number, t: number): number => interpolateNumber(from, to)(t);

const rectBetween = <T extends Rect>(from: Rect, to: T, t: number): T => ({
  ...to,
  x: number(from.x, to.x, t),
  y: number(from.y, to.y, t),
  width: number(from.width, to.width, t),
  height: number(from.height, to.height, t),
});

const pointBetween = (from: Point, to: Point, t: number): Point => ({
  x: number(from.x, to.x, t),
  y: number(from.y, to.y, t),
});

function edgeBetween(from: Edge | undefined, to: Edge, t: number): Edge {
  if (from?.points.length !== to.points.length || Boolean(from.drop) !== Boolean(to.drop)) return to;
  const points = to.points.map((point, index) => pointBetween(from.points[index] ?? point, point, t));
  return { ...to, points, drop: from.drop && to.drop && pointBetween(from.drop, to.drop, t) };
}

const byId = <T extends { readonly id: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.id, thing]));

/**
 * The drawing at a moment between two: what is in both moves, a block that opens grows out of its card, a card grows
 * back out of the frame, and what is new comes out of the middle of what it was hidden in.
 * @param t 0 to 1.
 */
export function between(before: Geometry, after: Geometry, t: number): Moving {
  const oldItems = byId(before.items);
  const oldFrames = byId(before.frames);
  const oldEdges = byId(before.edges);
  const oldLabels = byId(before.labels);
  const ids = new Set<string>();
  const cardOf = (part: string): Rect | undefined => oldItems.get(`card:${part}`);
  // The innermost frame that was a card a moment ago, for what comes out of it.
  const opened = after.frames.filter(({ part, id }) => !oldFrames.has(id) && cardOf(part));
  const origin = (rect: Rect): Rect => {
    const frame = opened.findLast(
      ({ x, y, width, height }) =>
        rect.x >= x && rect.y >= y && rect.x + rect.width <= x + width && rect.y + rect.height <= y + height,
    );
    const card = frame && cardOf(frame.part);
    if (!card) return rect;
    return { ...rect, x: card.x + (card.width - rect.width) / 2, y: card.y + (card.height - rect.height) / 2 };
  };
  const enter = <T extends Rect & { readonly id: string }>(thing: T): T => {
    ids.add(thing.id);
    return rectBetween(origin(thing), thing, t);
  };
  return {
    geometry: {
      width: after.width,
      height: number(before.height, after.height, t),
      items: after.items.map((item) => {
        const from = oldItems.get(item.id) ?? oldFrames.get(`frame:${item.part}`);
        // Only a card or a place changes: the inside of a box is laid out for its own size.
        if (!from) return enter(item);
        return {
          ...item,
          x: number(from.x + from.width / 2, item.x + item.width / 2, t) - item.width / 2,
          y: number(from.y, item.y, t),
        };
      }),
      frames: after.frames.map((frame) => {
        const from = oldFrames.get(frame.id) ?? cardOf(frame.part);
        return from ? rectBetween(from, frame, t) : enter(frame);
      }),
      labels: after.labels.map((label) => {
        const from = oldLabels.get(label.id);
        return from ? rectBetween(from, label, t) : enter(label);
      }),
      edges: after.edges.map((edge) => {
        const from = oldEdges.get(edge.id);
        if (!from) ids.add(edge.id);
        return edgeBetween(from, edge, t);
      }),
    },
    entering: { ids, share: t },
  };
}

/** How far a motion is after a share of its time: quick at first, then coming to rest. */
export const eased = easeCubicOut;
