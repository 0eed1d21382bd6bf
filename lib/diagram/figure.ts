import type { GraphNode } from '../graph/graph';
import type { Edge, Frame, Item, Label, Point, Rect } from './geometry';
import { GAP_LABELLED, GAP_PLAIN, LABEL_HEIGHT, LABEL_SIZE } from './measures';
import { textWidth } from './text-metrics';

/** A way from the entry of a figure, (0, 0), to an item that reads its input. */
export interface Entry {
  readonly to: string;
  readonly points: readonly Point[];
  readonly shortcut: boolean;
}

/** Where the one tensor that a series-parallel figure makes comes out. */
export interface Exit {
  /** The item that makes it. */
  readonly from: string;
  readonly at: Point;
  readonly node: string;
  /** The shape to be written on its edge; null where the item itself shows it. */
  readonly text: string | null;
}

/**
 * A laid out part, around its axis: x = 0 is the line on which data enters at the top (y = 0) and leaves at the
 * bottom. It keeps to −left ≤ x ≤ right, 0 ≤ y ≤ height, labels included.
 */
export interface Figure {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly items: readonly Item[];
  readonly frames: readonly Frame[];
  readonly edges: readonly Edge[];
  readonly labels: readonly Label[];
  readonly entries: readonly Entry[];
  readonly exit: Exit;
}

const moveRect = <T extends Rect>(rect: T, dx: number, dy: number): T => ({ ...rect, x: rect.x + dx, y: rect.y + dy });

export const movePoints = (points: readonly Point[], dx: number, dy: number): Point[] =>
  points.map(({ x, y }) => ({ x: x + dx, y: y + dy }));

const moveItem = (item: Item, dx: number, dy: number): Item => {
  const moved = moveRect(item, dx, dy);
  if (moved.type !== 'bar') return moved;
  return { ...moved, segments: moved.segments.map((segment) => ({ ...segment, x: segment.x + dx })) };
};

const moveEdge = (edge: Edge, dx: number, dy: number): Edge => ({
  ...edge,
  points: movePoints(edge.points, dx, dy),
  drop: edge.drop && { x: edge.drop.x + dx, y: edge.drop.y + dy },
});

/** What a figure draws, moved; its entries and exit are the caller's to join up. */
export const moveDrawn = (
  figure: Figure,
  dx: number,
  dy: number,
): Pick<Figure, 'items' | 'frames' | 'edges' | 'labels'> => ({
  items: figure.items.map((item) => moveItem(item, dx, dy)),
  frames: figure.frames.map((frame) => moveRect(frame, dx, dy)),
  edges: figure.edges.map((edge) => moveEdge(edge, dx, dy)),
  labels: figure.labels.map((label) => moveRect(label, dx, dy)),
});

/** A polyline without repeated points and without points in the middle of a straight run. */
export function tidy(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last && last.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    const straight =
      before && last && ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (straight) kept.pop();
    kept.push(point);
  }
  return kept;
}

export const edgeId = (from: string | null, to: string | null): string => `${from ?? ''}→${to ?? ''}`;

/** Half of the room of a label, to either side of its line. */
export const halfLabel = (text: string): number => Math.ceil(textWidth(text, LABEL_SIZE) / 2) + 3;

/** A label whose middle is at (x, y). */
export const labelAt = (node: string, text: string, x: number, y: number, depth: number): Label => ({
  id: `label:${node}`,
  node,
  text,
  shortcut: false,
  depth,
  x: x - halfLabel(text),
  y: y - LABEL_HEIGHT / 2,
  width: 2 * halfLabel(text),
  height: LABEL_HEIGHT,
});

/** A figure that is one item: entered at its top, left at its bottom. */
export function single(item: Item, node: GraphNode, text: string | null): Figure {
  return {
    left: item.width / 2,
    right: item.width / 2,
    height: item.height,
    items: [item],
    frames: [],
    edges: [],
    labels: [],
    entries: [{ to: item.id, points: [{ x: 0, y: 0 }], shortcut: false }],
    exit: { from: item.id, at: { x: 0, y: item.height }, node: node.id, text },
  };
}

/**
 * Figures one below the other on one axis, each joined to the next; the shape of what passes stands in the gap.
 * @param depth the number of frames around the gaps.
 */
export function stack(figures: readonly [Figure, ...Figure[]], depth: number): Figure {
  let [result] = figures;
  for (const next of figures.slice(1)) result = below(result, next, depth);
  return result;
}

function below(upper: Figure, lower: Figure, depth: number): Figure {
  const { exit } = upper;
  const gap = exit.text === null ? GAP_PLAIN : GAP_LABELLED;
  const top = upper.height + gap;
  const moved = moveDrawn(lower, 0, top);
  const joins = lower.entries.map(
    ({ to, points, shortcut }): Edge => ({
      id: edgeId(exit.from, to),
      from: exit.from,
      to,
      points: tidy([exit.at, ...movePoints(points, 0, top)]),
      drop: null,
      shortcut,
    }),
  );
  // The label sits a little above the middle: an arrow needs room below it.
  const label = exit.text === null ? [] : [labelAt(exit.node, exit.text, 0, upper.height + gap / 2 - 3, depth)];
  const half = exit.text === null ? 0 : halfLabel(exit.text);
  return {
    left: Math.max(upper.left, lower.left, half),
    right: Math.max(upper.right, lower.right, half),
    height: top + lower.height,
    items: [...upper.items, ...moved.items],
    frames: [...upper.frames, ...moved.frames],
    edges: [...upper.edges, ...joins, ...moved.edges],
    labels: [...upper.labels, ...label, ...moved.labels],
    entries: upper.entries,
    exit: { ...lower.exit, at: { x: lower.exit.at.x, y: lower.exit.at.y + top } },
  };
}
