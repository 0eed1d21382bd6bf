/* Drawings: where everything stands, what is drawn for it, and the file of it. */

export type { Drawn, DrawnElement, Look } from './drawn';
export { drawnElements } from './drawn-elements';
export type { Geometry } from './geometry';
export { foldableParts, type LayoutOptions, layoutBlock, layoutNetwork, openByDefault, openingsFor } from './layout';
export { kindOfOp, OP_KINDS, type OpKind, opKind } from './op-kind';
export { type Paint, paintOf, type Setting } from './paint';
export { PALETTES, type Palette } from './palette';
export { layoutStrip, type StripGeometry, type StripOptions } from './strip';
export { type SvgOptions, standaloneSvg } from './svg';
export { kernelText, shapeText, type WindowFacts, type Wording } from './wording';
