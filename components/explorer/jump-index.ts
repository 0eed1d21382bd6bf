import type { LabelContext } from '@/components/inspector/labels';
import { classNameIn, crumbOf, shortTitleOf } from '@/components/inspector/labels';
import { type OpKind, opKind } from '@/lib/diagram/op-kind';
import { type Part, walkParts } from '@/lib/graph/naming';
import { blockOf, stageOf } from '@/lib/reading/trail';

/** Something that the search can jump to. */
export interface JumpEntry {
  readonly at: string;
  readonly title: string;
  /** Where it lies: the block or stage around it; empty where it is one itself. */
  readonly within: string;
  readonly referencePath: string | null;
  /** The class that builds it in the reference code, where that has another name. */
  readonly className: string | null;
  readonly kind: OpKind | null;
  /** What is searched, lower case. */
  readonly text: string;
}

/** Lower case, the multiplication sign as the letter that people type, nothing but what can be searched for. */
const searchable = (text: string): string => text.toLowerCase().replaceAll('×', 'x').replaceAll(' of ', ' ');

const hasKind = ({ kind }: Part): boolean =>
  kind !== 'network' && kind !== 'stage' && kind !== 'block' && kind !== 'chain' && kind !== 'times';

/** Every addressable part in order, each with the text that finds it: paths, names, kernels and kinds. */
export function jumpIndex(context: LabelContext, kindWords: Readonly<Record<OpKind, string>>): readonly JumpEntry[] {
  const { model } = context;
  const entries: JumpEntry[] = [];
  for (const part of walkParts(model.root)) {
    if (part.path === null || part.path === '') continue;
    const node = model.nodes.get(model.outputs.get(part.id) ?? '');
    const kind = hasKind(part) && node ? opKind(node, model.nodes) : null;
    const block = blockOf(model, part);
    const owner = block === null || block === part ? stageOf(model, part) : block;
    const within = owner === null || owner === part ? '' : shortTitleOf(context, owner);
    const title = crumbOf(context, part);
    const referencePath = part.referencePath === part.path ? null : part.referencePath;
    const className = classNameIn(context, part);
    // What lies inside a block answers to the name of its class too: `block35 3x3`.
    const around = className ?? (block && classNameIn(context, block));
    const text = searchable(
      [part.path, referencePath ?? '', title, within, around ?? '', kind === null ? '' : kindWords[kind]].join(' '),
    );
    entries.push({ at: part.path, title, within, referencePath, className, kind, text });
  }
  return entries;
}

/** How well an entry answers: an exact path or class first, then paths and titles that begin with the query, then the rest. */
function rank(entry: JumpEntry, query: string): number {
  const paths = [entry.at, entry.referencePath ?? ''].map(searchable);
  const className = searchable(entry.className ?? '');
  if (paths.includes(query)) return 0;
  if (className === query) return 1;
  if (paths.some((path) => path !== '' && path.startsWith(query))) return 2;
  if (searchable(entry.title).startsWith(query) || className.startsWith(query)) return 3;
  return 4;
}

/** The entries that hold every word of the query, best first, at most `limit`. An empty query finds nothing. */
export function searchJump(entries: readonly JumpEntry[], query: string, limit = 12): readonly JumpEntry[] {
  const wanted = searchable(query.trim());
  const words = wanted.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [];
  return entries
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .map((entry, index) => ({ entry, index, rank: rank(entry, wanted) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, limit)
    .map(({ entry }) => entry);
}
