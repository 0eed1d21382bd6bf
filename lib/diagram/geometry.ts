import type { OpKind } from './op-kind';

/*
 * A laid out drawing: plain data, whole pixels at natural scale, y downwards as the data flows.
 *
 * What always holds (tests/unit/diagram/layout.test.ts):
 * - boxes (ops, bars, circles, pills, cards) are disjoint, and disjoint from every label;
 * - branches stand left to right in the order of the expression, which is the order of the channels;
 * - an edge touches only the boxes that it joins, at their borders;
 * - everything lies inside 0…width × 0…height;
 * - frames are nested or disjoint.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

interface Box extends Rect {
  /** Unique in its drawing and stable over redraws. */
  readonly id: string;
  /** The id of the part that it draws. */
  readonly part: string;
  /** The local address that a selection of it sets: `features.6.branch1.0`. */
  readonly address: string;
  /** The node whose tensor it makes. */
  readonly node: string;
  /** How many frames surround it. */
  readonly depth: number;
}

/** A convolution unit, a pool, or an op of the head. */
export interface OpBox extends Box {
  readonly type: 'op';
  readonly kind: OpKind;
  /** Kernel or name, and below it filters and stride. */
  readonly lines: readonly [string, string];
}

/** One branch's share of a concat. */
export interface Segment {
  /** The node that the branch ends in. */
  readonly node: string;
  readonly x: number;
  readonly width: number;
  readonly channels: number;
  /** The kind of the op that ends the branch. */
  readonly kind: OpKind;
}

/** A concat: as long as its parts together, each as wide in proportion as its channels. */
export interface Bar extends Box {
  readonly type: 'bar';
  readonly kind: 'join';
  readonly segments: readonly Segment[];
}

/** The add of a residual. */
export interface Add extends Box {
  readonly type: 'add';
  readonly kind: 'join';
}

/** The scale on the line of a residual, and the ReLU after its add. */
export interface Pill extends Box {
  readonly type: 'pill';
  readonly kind: 'join';
  readonly text: string;
}

/** A stage or block that is closed. */
export interface Card extends Box {
  readonly type: 'card';
  /** As it is written: name, repetitions, or place in a run of equal ones. */
  readonly title: string;
  readonly name: string;
  /** How often it repeats in a row. */
  readonly count: number;
  /** Its output shape. */
  readonly text: string;
  /** The kinds of its ops, branch by branch from left to right, where it holds or repeats one block; else empty. */
  readonly preview: readonly (readonly OpKind[])[];
}

export type Item = OpBox | Bar | Add | Pill | Card;

/** A stage or block that is open: its inside stands in the rectangle below the header. */
export interface Frame extends Rect {
  readonly id: string;
  readonly part: string;
  readonly address: string;
  readonly node: string;
  readonly title: string;
  readonly name: string;
  readonly count: number;
  readonly depth: number;
  /** The width of the part of the header that no edge crosses: from the left border. */
  readonly titleWidth: number;
}

/**
 * The way of one tensor from the item that makes it to one that reads it; null stands for outside the drawing.
 * `points` is a polyline of horizontal and vertical runs; `drop`, where given, is reached from its last point by a
 * curve that leaves and arrives vertically.
 */
export interface Edge {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly points: readonly Point[];
  readonly drop: Point | null;
  /** The shortcut of a residual: the input of the block on its way round everything to the add. */
  readonly shortcut: boolean;
}

/**
 * What is written on an edge: the shape of its tensor, or that it is a shortcut. The rectangle is the room that it takes,
 * centred on the line.
 */
export interface Label extends Rect {
  readonly id: string;
  /** The node that makes the tensor; of a shortcut the add that reads it. */
  readonly node: string;
  readonly shortcut: boolean;
  readonly text: string;
  readonly depth: number;
}

export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
  readonly frames: readonly Frame[];
  readonly edges: readonly Edge[];
  readonly labels: readonly Label[];
}
