import type { Part } from '../graph/naming';
import { layoutConcat } from './concat-figure';
import { type Figure, stack } from './figure';
import { foldOf, isContainer } from './fold';
import { layoutCard, layoutFrame } from './fold-figure';
import type { LayoutContext } from './layout-context';
import { layoutOp } from './op-figure';
import { layoutResidual } from './residual-figure';

/** Parts one after the other. */
export function layoutChain(context: LayoutContext, parts: readonly Part[], depth: number): Figure {
  const [first, ...rest] = parts;
  if (!first) throw new Error('a chain of nothing');
  return stack([layoutPart(context, first, depth), ...rest.map((part) => layoutPart(context, part, depth))], depth);
}

/**
 * Lays one part out around its axis, by the tree of the expression: series stand one below the other, parallels side
 * by side in their order. Containers are cards, or frames where they are open.
 */
export function layoutPart(context: LayoutContext, part: Part, depth: number): Figure {
  if (isContainer(part)) {
    const fold = foldOf(part);
    if (!context.isOpen(fold)) return layoutCard(context, fold, depth);
    return layoutFrame(context, fold, layoutChain(context, fold.content, depth + 1), depth);
  }
  switch (part.kind) {
    case 'chain':
      return layoutChain(context, part.children, depth);
    case 'concat': {
      const branches = part.children.map((branch) => ({ part: branch, figure: layoutPart(context, branch, depth) }));
      return layoutConcat(context, part, branches, depth);
    }
    case 'residual': {
      const [body, linear] = part.children;
      if (!body || !linear) throw new Error(`not a residual: ${part.id}`);
      const inside = { body: layoutPart(context, body, depth), linear: layoutOp(context, linear, depth) };
      return layoutResidual(context, part, inside, depth);
    }
    default:
      return layoutOp(context, part, depth);
  }
}
