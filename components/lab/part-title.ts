import type { Words } from '@/content/words-type';
import type { Part } from '@/lib/graph/naming';

/** What a part is, in a few words: the name of a block or stage, the kernel and filters of a unit. */
export function partTitle(words: Words['lab'], part: Part): string {
  if (part.name !== null) return part.name;
  const { expression } = part;
  if (expression?.kind === 'unit') {
    return words.partKinds.unit(`${expression.kernel[0]}×${expression.kernel[1]}`, String(expression.filters));
  }
  const kind = words.partKinds[part.kind];
  return typeof kind === 'function' ? part.kind : kind;
}

/** A part inside another one: what stands behind the path of the outer one, and what it is. */
export function innerTitle(words: Words['lab'], outer: Part, part: Part): string {
  const title = partTitle(words, part);
  if (part.id === outer.id) return title;
  const path = part.path ?? '';
  const tail = outer.path && path.startsWith(outer.path) ? path.slice(outer.path.length) : path;
  return `${tail}  ${title}`;
}
