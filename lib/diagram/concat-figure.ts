import type { Part } from '../graph/naming';
import { landing, segmentsOf } from './bar';
import { type Entry, edgeId, type Figure, halfLabel, labelAt, moveDrawn, movePoints, tidy } from './figure';
import type { Bar, Edge } from './geometry';
import { type LayoutContext, outputNode, shapeOf } from './layout-context';
import { BAR_HEIGHT, BUS, DROP, DROP_LABEL, DROP_STRAIGHT, even, FAN, GAP_BRANCH, LANDING } from './measures';
import { opKind } from './op-kind';

/** One branch of a concat, laid out. */
interface Branch {
  readonly part: Part;
  readonly figure: Figure;
}

/**
 * Branches side by side under a bus, aligned at their ends, above a bar that joins them.
 * @param branches in their order.
 */
export function layoutConcat(context: LayoutContext, part: Part, branches: readonly Branch[], depth: number): Figure {
  const node = outputNode(context, part);
  const tallest = Math.max(...branches.map(({ figure }) => figure.height));

  let x = 0;
  const placed = branches.map(({ part: branch, figure }, index) => {
    const half = figure.exit.text === null ? 0 : halfLabel(figure.exit.text);
    const left = Math.max(figure.left, half);
    const right = Math.max(figure.right, half);
    if (index > 0) x += GAP_BRANCH;
    const axis = x + left;
    x = axis + right;
    return { figure, output: outputNode(context, branch), axis };
  });
  const width = even(x);
  const middle = width / 2;

  const barTop = FAN + tallest + DROP;
  const segments = segmentsOf(
    placed.map(({ output }) => ({
      node: output.id,
      channels: output.channels,
      kind: opKind(output, context.model.nodes) ?? 'join',
    })),
    -middle,
    width,
  );
  const bar: Bar = {
    type: 'bar',
    kind: 'join',
    id: node.id,
    part: part.id,
    address: node.id,
    node: node.id,
    depth,
    x: -middle,
    y: barTop,
    width,
    height: BAR_HEIGHT,
    segments,
  };

  const entries: Entry[] = [];
  const drawn = placed.map(({ figure, axis, output }, index) => {
    const dx = axis - middle;
    const dy = FAN + tallest - figure.height;
    const moved = moveDrawn(figure, dx, dy);
    for (const { to, points, shortcut } of figure.entries) {
      const fan = [
        { x: 0, y: 0 },
        { x: 0, y: BUS },
        { x: dx, y: BUS },
      ];
      entries.push({ to, points: tidy([...fan, ...movePoints(points, dx, dy)]), shortcut });
    }
    const segment = segments[index];
    const land = segment ? landing(segment, dx, LANDING) : dx;
    const { exit } = figure;
    const start = { x: exit.at.x + dx, y: exit.at.y + dy };
    const down: Edge = {
      id: edgeId(exit.from, bar.id),
      from: exit.from,
      to: bar.id,
      points: land === dx ? [start, { x: dx, y: barTop }] : [start, { x: dx, y: FAN + tallest + DROP_STRAIGHT }],
      drop: land === dx ? null : { x: land, y: barTop },
      shortcut: false,
    };
    const label = exit.text === null ? [] : [labelAt(output.id, exit.text, dx, FAN + tallest + DROP_LABEL, depth)];
    return { ...moved, edges: [...moved.edges, down], labels: [...moved.labels, ...label] };
  });

  return {
    left: middle,
    right: middle,
    height: barTop + BAR_HEIGHT,
    items: [...drawn.flatMap(({ items }) => items), bar],
    frames: drawn.flatMap(({ frames }) => frames),
    edges: drawn.flatMap(({ edges }) => edges),
    labels: drawn.flatMap(({ labels }) => labels),
    entries,
    exit: { from: bar.id, at: { x: 0, y: barTop + BAR_HEIGHT }, node: node.id, text: shapeOf(context, node) },
  };
}
