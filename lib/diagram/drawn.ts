import type { Frame, Item } from './geometry';
import type { OpKind } from './op-kind';

/*
 * A drawing as a list of drawn elements, back to front: plain data that a page renders and that `svg.ts` writes into a
 * file. What answers to a reader (focus, selection, what opens, what lights up) is no part of it: a page lays it over.
 */

/** What a shape is in the drawing; a page gives it a class for it, a file its colours (`paint.ts`). */
export type Look =
  | 'box'
  | 'title'
  | 'note'
  | 'pillText'
  | 'segment'
  | 'segmentBorder'
  | 'segmentText'
  | 'outline'
  | 'plus'
  | 'pile'
  | 'card'
  | 'cardTitle'
  | 'cardNote'
  | 'stroke'
  | 'frameBox'
  | 'frameTitle'
  | 'edge'
  | 'label';

/** Where a shape is, in px of what is around it: the attributes of SVG by their names in camel case, in written order. */
export interface Place {
  readonly d?: string;
  readonly x?: number;
  readonly y?: number;
  readonly x1?: number;
  readonly x2?: number;
  readonly y2?: number;
  readonly cx?: number;
  readonly cy?: number;
  readonly r?: number;
  readonly width?: number;
  readonly height?: number;
  readonly rx?: number;
  readonly fontSize?: number;
}

export interface DrawnShape {
  readonly tag: 'rect' | 'path' | 'line' | 'circle';
  readonly look: Look;
  readonly place: Place;
  /** Where it is of another kind than what is around it. */
  readonly kind?: OpKind;
}

export interface DrawnText {
  readonly tag: 'text';
  readonly look: Look;
  readonly place: Place;
  readonly text: string;
}

/** A segment of a bar, or the inside of a card in little; it moves nothing. */
export interface DrawnGroup {
  readonly tag: 'g';
  /** Where its shapes are of one kind that is not that of what is around it. */
  readonly kind?: OpKind;
  readonly inside: readonly Drawn[];
}

export type Drawn = DrawnShape | DrawnText | DrawnGroup;

/** An open stage or block: its ground, and the header that stands for all of it. Everything is told from its upper left corner. */
export interface DrawnFrame {
  readonly type: 'frame';
  readonly frame: Frame;
  readonly ground: DrawnShape;
  readonly title: DrawnText;
}

/** The line of an edge with its arrow. */
export interface DrawnEdge {
  readonly type: 'edge';
  readonly id: string;
  readonly shortcut: boolean;
  readonly shape: DrawnShape;
}

/** What stands on an edge. */
export interface DrawnLabel {
  readonly type: 'label';
  readonly id: string;
  /** The node that makes the tensor whose shape it is. */
  readonly node: string;
  readonly shortcut: boolean;
  /** How many frames surround it. */
  readonly depth: number;
  readonly shape: DrawnText;
}

/** A box, told from its upper left corner. */
export interface DrawnItem {
  readonly type: 'item';
  readonly item: Item;
  readonly inside: readonly Drawn[];
}

export type DrawnElement = DrawnFrame | DrawnEdge | DrawnLabel | DrawnItem;
