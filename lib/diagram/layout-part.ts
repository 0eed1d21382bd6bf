import { ordinalOf } from '../analysis/block-run';
import type { GraphNode } from '../graph/graph';
import type { Model } from '../graph/model';
import type { Part } from '../graph/naming';
import type { Shape } from '../graph/shapes';
import { landing, segmentsOf } from './bar';
import { type Entry, edgeId, type Figure, halfLabel, labelAt, moveDrawn, movePoints, stack, tidy } from './figure';
import { type Fold, foldOf, isContainer } from './fold';
import type { Bar, Edge, Item, Label, OpBox, Pill } from './geometry';
import {
  ADD_SIZE,
  BAR_HEIGHT,
  BUS,
  CARD_HEIGHT,
  CARD_PADDING,
  CARD_WIDTH,
  channelWidth,
  DROP,
  DROP_LABEL,
  DROP_STRAIGHT,
  even,
  FAN,
  FRAME_HEADER,
  FRAME_PADDING,
  FRAME_TITLE_MARGINS,
  GAP_BRANCH,
  LABEL_GAP,
  LANDING,
  NOTE_SIZE,
  OP_HEIGHT,
  OP_PADDING,
  PILL_HEIGHT,
  PILL_PADDING,
  SHORTCUT,
  TITLE_SIZE,
} from './measures';
import { opKind } from './op-kind';
import { previewOf } from './preview';
import { textWidth } from './text-metrics';
import { shapeText, type Wording } from './wording';

/** What a layout reads: the network, its shapes at one input size, the words inside the boxes, and what is open. */
export interface LayoutContext {
  readonly model: Model;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly wording: Wording;
  readonly isOpen: (fold: Fold) => boolean;
}

/** The node with the last tensor of a part. */
function outputNode({ model }: LayoutContext, part: Part): GraphNode {
  const node = model.nodes.get(model.outputs.get(part.id) ?? '');
  if (!node) throw new Error(`no node for part ${part.id}`);
  return node;
}

const shapeOf = ({ shapes }: LayoutContext, node: GraphNode): string => shapeText(shapes.get(node.id) ?? []);

/** The address of a node: a unit's path means after ReLU, so its last tensor needs no `@`. */
const addressOf = (part: Part, node: GraphNode): string =>
  part.kind === 'unit' ? node.id.slice(0, node.id.lastIndexOf('@')) : node.id;

const lineWidth = (lines: readonly [string, string]): number =>
  Math.max(textWidth(lines[0], TITLE_SIZE, 'semibold'), textWidth(lines[1], NOTE_SIZE));

function linesOf({ wording }: LayoutContext, part: Part): readonly [string, string] {
  const { expression } = part;
  switch (expression?.kind) {
    case 'unit': {
      const { kernel, stride, padding, filters } = expression;
      const none = padding.top + padding.bottom + padding.left + padding.right === 0;
      return wording.conv({ kernel, stride, filters, shrinks: none && kernel[0] * kernel[1] > 1 });
    }
    case 'maxPool':
    case 'avgPool': {
      const { kernel, stride, padding } = expression;
      const none = padding.top + padding.bottom + padding.left + padding.right === 0;
      return wording[expression.kind]({ kernel, stride, shrinks: none && kernel[0] * kernel[1] > 1 });
    }
    case 'globalAvgPool':
      return wording.globalAvgPool;
    case 'softmax':
    case 'batchNorm':
    case 'l2Norm':
      return wording[expression.kind];
    case 'dropout':
      return wording.dropout(expression.rate);
    case 'linear':
      return wording.linear(expression.units);
    default:
      return ['', ''];
  }
}

/** A figure that is one item: entered at its top, left at its bottom. */
function single(item: Item, node: GraphNode, text: string | null): Figure {
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

function layoutOp(context: LayoutContext, part: Part, depth: number): Figure {
  const node = outputNode(context, part);
  const lines = part.kind === 'linear1x1' ? context.wording.linear1x1(node.channels) : linesOf(context, part);
  const width = Math.max(channelWidth(node.channels), even(lineWidth(lines) + 2 * OP_PADDING));
  const box: OpBox = {
    type: 'op',
    id: node.id,
    part: part.id,
    address: addressOf(part, node),
    node: node.id,
    depth,
    kind: opKind(node, context.model.nodes) ?? 'join',
    lines,
    x: -width / 2,
    y: 0,
    width,
    height: OP_HEIGHT,
  };
  return single(box, node, shapeOf(context, node));
}

/** Branches side by side under a bus, aligned at their ends, above a bar that joins them. */
function layoutConcat(context: LayoutContext, part: Part, depth: number): Figure {
  const node = outputNode(context, part);
  const branches = part.children.map((child) => ({
    figure: layoutPart(context, child, depth),
    output: outputNode(context, child),
  }));
  const tallest = Math.max(...branches.map(({ figure }) => figure.height));

  let x = 0;
  const placed = branches.map(({ figure, output }, index) => {
    const half = figure.exit.text === null ? 0 : halfLabel(figure.exit.text);
    const left = Math.max(figure.left, half);
    const right = Math.max(figure.right, half);
    if (index > 0) x += GAP_BRANCH;
    const axis = x + left;
    x = axis + right;
    return { figure, output, axis };
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

function pill(context: LayoutContext, part: Part, node: GraphNode, text: string, depth: number): Figure {
  const width = even(textWidth(text, NOTE_SIZE, 'semibold') + 2 * PILL_PADDING);
  const item: Pill = {
    type: 'pill',
    kind: 'join',
    id: node.id,
    part: part.id,
    address: node.id,
    node: node.id,
    depth,
    text,
    x: -width / 2,
    y: 0,
    width,
    height: PILL_HEIGHT,
  };
  return single(item, node, node.role === 'scaled' ? null : shapeOf(context, node));
}

/**
 * The body and its 1×1 on the axis, the scale on the line (×1 too: it says that nothing is scaled), a circle for the add,
 * and the shortcut round them on the right, with its name on it.
 */
function layoutResidual(context: LayoutContext, part: Part, depth: number): Figure {
  const { model } = context;
  const [body, linear] = part.children;
  const own = model.graph.nodes.filter(({ origin }) => origin === part.id);
  const add = own.find(({ role }) => role === 'add');
  const scaled = own.find(({ role }) => role === 'scaled');
  const relu = own.find(({ role }) => role === 'relu');
  if (!body || !linear || !add) throw new Error(`not a residual: ${part.id}`);

  const onAxis: [Figure, ...Figure[]] = [layoutPart(context, body, depth), layoutOp(context, linear, depth)];
  if (scaled?.op.type === 'scale') {
    onAxis.push(pill(context, part, scaled, `×${scaled.op.factor}`, depth));
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
  return relu ? stack([sum, pill(context, part, relu, 'ReLU', depth)], depth) : sum;
}

/** Name and repetitions, or the place in a run of equal blocks. */
function titleOf({ model, wording }: LayoutContext, { part, name, count }: Fold): string {
  const ordinal = ordinalOf(model, part);
  return ordinal ? wording.ordinal(name, ordinal.index) : wording.title(name, count);
}

function layoutCard(context: LayoutContext, fold: Fold, depth: number): Figure {
  const node = outputNode(context, fold.part);
  const text = shapeOf(context, node);
  const title = titleOf(context, fold);
  const preview = previewOf(context.model, fold);
  const needed = Math.max(textWidth(title, TITLE_SIZE, 'semibold'), textWidth(text, NOTE_SIZE));
  const width = Math.max(CARD_WIDTH, even(needed + 2 * CARD_PADDING + 80));
  return single(
    {
      type: 'card',
      id: `card:${fold.part.id}`,
      part: fold.part.id,
      address: fold.part.path ?? node.id,
      node: node.id,
      depth,
      title,
      name: fold.name,
      count: fold.count,
      text,
      preview,
      x: -width / 2,
      y: 0,
      width,
      height: CARD_HEIGHT,
    },
    node,
    null,
  );
}

/** An open stage or block: its content on the same axis, in a frame whose title stands left of the axis. */
function layoutFrame(context: LayoutContext, fold: Fold, depth: number): Figure {
  const node = outputNode(context, fold.part);
  const inner = layoutChain(context, fold.content, depth + 1);
  const title = titleOf(context, fold);
  const titleWidth = textWidth(title, TITLE_SIZE, 'semibold') + FRAME_TITLE_MARGINS;
  const side = Math.max(inner.left + FRAME_PADDING, inner.right + FRAME_PADDING, titleWidth + LANDING);
  const height = FRAME_HEADER + inner.height + FRAME_PADDING;
  return {
    ...inner,
    ...moveDrawn(inner, 0, FRAME_HEADER),
    left: side,
    right: side,
    height,
    frames: [
      {
        id: `frame:${fold.part.id}`,
        part: fold.part.id,
        address: fold.part.path ?? node.id,
        node: node.id,
        title,
        name: fold.name,
        count: fold.count,
        depth,
        titleWidth,
        x: -side,
        y: 0,
        width: 2 * side,
        height,
      },
      ...moveDrawn(inner, 0, FRAME_HEADER).frames,
    ],
    entries: inner.entries.map(({ to, points, shortcut }) => ({
      to,
      points: tidy([{ x: 0, y: 0 }, ...movePoints(points, 0, FRAME_HEADER)]),
      shortcut,
    })),
    exit: { ...inner.exit, at: { x: inner.exit.at.x, y: inner.exit.at.y + FRAME_HEADER } },
  };
}

/** Parts one after the other. */
export function layoutChain(context: LayoutContext, parts: readonly Part[], depth: number): Figure {
  const [first, ...rest] = parts;
  if (!first) throw new Error('a chain of nothing');
  return stack([layoutPart(context, first, depth), ...rest.map((part) => layoutPart(context, part, depth))], depth);
}

/**
 * Lays one part out around its axis, by the tree of the expression: series stand one below the other, parallels side
 * by side in their order. Containers are cards, or frames where they are open.
 */
export function layoutPart(context: LayoutContext, part: Part, depth: number): Figure {
  if (isContainer(part)) {
    const fold = foldOf(part);
    return context.isOpen(fold) ? layoutFrame(context, fold, depth) : layoutCard(context, fold, depth);
  }
  switch (part.kind) {
    case 'chain':
      return layoutChain(context, part.children, depth);
    case 'concat':
      return layoutConcat(context, part, depth);
    case 'residual':
      return layoutResidual(context, part, depth);
    default:
      return layoutOp(context, part, depth);
  }
}
