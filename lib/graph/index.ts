/* The language: networks as expressions, and what every reading of one starts from. */

export {
  type Address,
  formatAddress,
  formatLocalAddress,
  type Place,
  parseAddress,
  parseLocalAddress,
  resolvePath,
} from './address';
export * from './combinators';
export type { GraphErrors } from './errors';
export type * from './expression';
export * from './graph';
export { inputOf, type Model, nodesOf, readNetwork } from './model';
export { type Part, type PartKind, walkParts } from './naming';
export { inferShapes, type Shape, smallestSize } from './shapes';
