import { path } from 'd3-path';
import type { Edge, Point } from './geometry';

const RADIUS = 10;
const ARROW = 4;
const SHORTCUT_ARROW = 6;

/** The straight run from one point towards another, shortened to what a rounded corner leaves of it. */
function towards(from: Point, to: Point, by: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length };
}

/** The line of an edge: straight runs with rounded corners, and the curve on to a bar where there is one. */
export function edgeLine({ points, drop }: Edge): string {
  const pen = path();
  points.forEach((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before) {
      pen.moveTo(point.x, point.y);
    } else if (!after) {
      pen.lineTo(point.x, point.y);
    } else {
      const radius = Math.min(
        RADIUS,
        Math.hypot(point.x - before.x, point.y - before.y) / 2,
        Math.hypot(point.x - after.x, point.y - after.y) / 2,
      );
      const start = towards(point, before, radius);
      const end = towards(point, after, radius);
      pen.lineTo(start.x, start.y);
      pen.quadraticCurveTo(point.x, point.y, end.x, end.y);
    }
  });
  const last = points.at(-1);
  if (drop && last) {
    const half = (last.y + drop.y) / 2;
    pen.bezierCurveTo(last.x, half, drop.x, half, drop.x, drop.y);
  }
  return pen.toString();
}

/** The head of the arrow at the end of an edge. */
export function edgeArrow({ points, drop, shortcut }: Edge): string {
  const tip = drop ?? points.at(-1);
  const before = drop ? { x: drop.x, y: drop.y - 1 } : points.at(-2);
  if (!tip || !before) return '';
  const size = shortcut ? SHORTCUT_ARROW : ARROW;
  const back = towards(tip, before, size + 1);
  const across = { x: Math.sign(tip.y - before.y) * size, y: Math.sign(tip.x - before.x) * size };
  const pen = path();
  pen.moveTo(back.x - across.x, back.y - across.y);
  pen.lineTo(tip.x, tip.y);
  pen.lineTo(back.x + across.x, back.y + across.y);
  return pen.toString();
}
