import type { Part } from '../graph/naming';
import { type Figure, halfLabel, labelAt, moveDrawn, movePoints, single, stack, tidy } from './figure';
import type { Item, Label } from './geometry';
import { type LayoutContext, shapeOf } from './layout-context';
import { ADD_SIZE, BUS, FAN, LABEL_GAP, SHORTCUT } from './measures';
import { layoutPill } from './op-figure';

/** What a residual adds to its input: its body, and the 1×1 behind that. */
interface ResidualFigures {
  readonly body: Figure;
  readonly linear: Figure;
}

/**
 * The body and its 1×1 on the axis, the scale on the line (×1 too: it says that nothing is scaled), a circle for the add,
 * and the shortcut round them on the right, with its name on it.
 */
export function layoutResidual(context: LayoutContext, part: Part, inside: ResidualFigures, depth: number): Figure {
  const { model } = context;
  const own = model.graph.nodes.filter(({ origin }) => origin === part.id);
  const add = own.find(({ role }) => role === 'add');
  const scaled = own.find(({ role }) => role === 'scaled');
  const relu = own.find(({ role }) => role === 'relu');
  if (!add) throw new Error(`not a residual: ${part.id}`);

  const onAxis: [Figure, ...Figure[]] = [inside.body, inside.linear];
  if (scaled?.op.type === 'scale') {
    onAxis.push(layoutPill(context, part, scaled, `×${scaled.op.factor}`, depth));
  }
  const circle: Item = {
    type: 'add',
    kind: 'join',
    id: add.id,
    part: part.id,
    address: add.id,
    node: add.id,
    depth,
    x: -ADD_SIZE / 2,
    y: 0,
    width: ADD_SIZE,
    height: ADD_SIZE,
  };
  onAxis.push(single(circle, add, relu ? null : shapeOf(context, add)));
  const path = stack(onAxis, depth);
  const end = FAN + path.height;
  const name = context.wording.shortcut;
  const side = path.right + Math.max(SHORTCUT, halfLabel(name) + LABEL_GAP);
  const bend = end - ADD_SIZE / 2;
  const label: Label = {
    ...labelAt(add.id, name, side, Math.round((BUS + bend) / 2), depth),
    id: `shortcut:${add.id}`,
    shortcut: true,
  };
  const around = [
    { x: 0, y: 0 },
    { x: 0, y: BUS },
    { x: side, y: BUS },
    { x: side, y: bend },
    { x: ADD_SIZE / 2, y: bend },
  ];
  const drawn = moveDrawn(path, 0, FAN);
  const sum: Figure = {
    ...path,
    ...drawn,
    labels: [...drawn.labels, label],
    right: side + halfLabel(name),
    height: end,
    entries: [
      ...path.entries.map(({ to, points, shortcut }) => ({
        to,
        points: tidy([{ x: 0, y: 0 }, ...movePoints(points, 0, FAN)]),
        shortcut,
      })),
      { to: circle.id, points: around, shortcut: true },
    ],
    exit: { ...path.exit, at: { x: 0, y: end } },
  };
  return relu ? stack([sum, layoutPill(context, part, relu, 'ReLU', depth)], depth) : sum;
}
