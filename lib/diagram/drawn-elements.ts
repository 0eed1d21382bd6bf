import type { DrawnEdge, DrawnElement, DrawnFrame, DrawnItem, DrawnLabel } from './drawn';
import { edgeArrow, edgeLine } from './edge-path';
import type { Edge, Frame, Geometry, Item, Label } from './geometry';
import { itemShapes } from './item-shapes';
import { LABEL_SIZE, TITLE_SIZE } from './measures';

interface DrawingOptions {
  /** Whether cards and frames open and close on their page, by a chevron that words and previews keep clear of. */
  readonly expandable: boolean;
}

const frameElement = (frame: Frame, expandable: boolean): DrawnFrame => ({
  type: 'frame',
  frame,
  ground: { tag: 'rect', look: 'frameBox', place: { width: frame.width, height: frame.height, rx: 12 } },
  title: {
    tag: 'text',
    look: 'frameTitle',
    place: { x: expandable ? 34 : 18, y: 27, fontSize: TITLE_SIZE },
    text: frame.title,
  },
});

const edgeElement = (edge: Edge): DrawnEdge => ({
  type: 'edge',
  id: edge.id,
  shortcut: edge.shortcut,
  shape: { tag: 'path', look: 'edge', place: { d: edgeLine(edge) + edgeArrow(edge) } },
});

const labelElement = ({ id, node, shortcut, depth, text, x, y, width, height }: Label): DrawnLabel => ({
  type: 'label',
  id,
  node,
  shortcut,
  depth,
  shape: {
    tag: 'text',
    look: 'label',
    place: { x: x + width / 2, y: y + height / 2 + 4, fontSize: LABEL_SIZE },
    text,
  },
});

const itemElement = (item: Item, expandable: boolean): DrawnItem => ({
  type: 'item',
  item,
  inside: itemShapes(item, expandable),
});

/** All that is drawn of a geometry, back to front: frames, edges, what stands on them, boxes. */
export const drawnElements = (
  { frames, edges, labels, items }: Geometry,
  { expandable }: DrawingOptions,
): readonly DrawnElement[] => [
  ...frames.map((frame) => frameElement(frame, expandable)),
  ...edges.map(edgeElement),
  ...labels.map(labelElement),
  ...items.map((item) => itemElement(item, expandable)),
];
