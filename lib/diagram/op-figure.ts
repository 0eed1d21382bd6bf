import type { GraphNode } from '../graph/graph';
import type { Part } from '../graph/naming';
import { type Figure, single } from './figure';
import type { OpBox, Pill } from './geometry';
import { type LayoutContext, outputNode, shapeOf } from './layout-context';
import {
  channelWidth,
  even,
  NOTE_SIZE,
  OP_HEIGHT,
  OP_PADDING,
  PILL_HEIGHT,
  PILL_PADDING,
  TITLE_SIZE,
} from './measures';
import { opKind } from './op-kind';
import { textWidth } from './text-metrics';

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

/** A unit, a pool or an op of the head as a box: as wide as its channels, or as its words need. */
export function layoutOp(context: LayoutContext, part: Part, depth: number): Figure {
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

/** What an op does to its line, in a word: the scale of a residual, the ReLU after its add. */
export function layoutPill(context: LayoutContext, part: Part, node: GraphNode, text: string, depth: number): Figure {
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
