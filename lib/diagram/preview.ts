import type { Model } from '../graph/model';
import type { Part } from '../graph/naming';
import { type Fold, foldOf, isContainer } from './fold';
import { kindOfOp, type OpKind } from './op-kind';

/** The kinds of the ops of a part in order, along its longest way. */
function kindsAlong(model: Model, part: Part): readonly OpKind[] {
  if (part.kind === 'concat') {
    const branches = part.children.map((child) => kindsAlong(model, child));
    return branches.reduce((longest, branch) => (branch.length > longest.length ? branch : longest), []);
  }
  if (part.children.length > 0) return part.children.flatMap((child) => kindsAlong(model, child));
  const first = model.graph.nodes.find(({ origin }) => origin === part.id);
  const kind = first && kindOfOp(first.op);
  return kind ? [kind] : [];
}

/** The one block that a fold holds or repeats, without its containers; null where there are several different ones. */
function onlyContent({ count, content: [first, ...others] }: Fold): Part | null {
  if (!first || (count === 1 && others.length > 0)) return null;
  return isContainer(first) ? onlyContent(foldOf(first)) : first;
}

/** What a closed block looks like inside, in little: a column of kinds per branch. Empty for what is not one block. */
export function previewOf(model: Model, fold: Fold): readonly (readonly OpKind[])[] {
  const inside = onlyContent(fold);
  const body = inside?.kind === 'residual' ? inside.children[0] : inside;
  return body?.kind === 'concat' ? body.children.map((branch) => kindsAlong(model, branch)) : [];
}
