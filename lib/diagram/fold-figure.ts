import { ordinalOf } from '../analysis/block-run';
import { type Figure, moveDrawn, movePoints, single, tidy } from './figure';
import type { Fold } from './fold';
import { type LayoutContext, outputNode, shapeOf } from './layout-context';
import {
  CARD_HEIGHT,
  CARD_PADDING,
  CARD_WIDTH,
  even,
  FRAME_HEADER,
  FRAME_PADDING,
  FRAME_TITLE_MARGINS,
  LANDING,
  NOTE_SIZE,
  TITLE_SIZE,
} from './measures';
import { previewOf } from './preview';
import { textWidth } from './text-metrics';

/** Name and repetitions, or the place in a run of equal blocks. */
function titleOf({ model, wording }: LayoutContext, { part, name, count }: Fold): string {
  const ordinal = ordinalOf(model, part);
  return ordinal ? wording.ordinal(name, ordinal.index) : wording.title(name, count);
}

/** A closed stage or block. */
export function layoutCard(context: LayoutContext, fold: Fold, depth: number): Figure {
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
export function layoutFrame(context: LayoutContext, fold: Fold, inner: Figure, depth: number): Figure {
  const node = outputNode(context, fold.part);
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
