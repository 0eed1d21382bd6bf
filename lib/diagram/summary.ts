import type { Geometry, Item } from './geometry';
import { OP_KINDS, type OpKind } from './op-kind';

/** The kinds that a drawing shows, in the order of the legend. */
export function kindsIn({ items }: Geometry): readonly OpKind[] {
  const present = new Set(items.flatMap((item) => (item.type === 'card' ? item.preview.flat() : [item.kind])));
  return OP_KINDS.filter((kind) => present.has(kind));
}

const isOperation = ({ type }: Item): boolean => type === 'op' || type === 'add';

/** How many operations stand in a drawing, joins and what hides in cards left out. */
export const operationsIn = ({ items }: Geometry): number => items.filter(isOperation).length;
