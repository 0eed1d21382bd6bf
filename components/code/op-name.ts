import { ArticleFault } from '@/components/prose/fault';
import type { Subject } from '@/components/prose/subject';
import { formatsFor } from '@/components/ui/format';
import { variantTitle } from '@/components/ui/variant-title';
import type { ProseContent } from '@/content/prose';
import type { Pair, Pool, Unit } from '@/lib/graph/expression';
import type { Model } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';

/** 1×7: rows first. */
export const windowText = ([rows, columns]: Pair): string => `${rows}×${columns}`;

/** True for a window that was given no padding although it could have had some: the V of the paper's figures. */
export const isValid = ({ kernel, padding }: Unit | Pool): boolean =>
  (kernel[0] > 1 || kernel[1] > 1) && padding.top + padding.bottom + padding.left + padding.right === 0;

/** An op in a few words: `3×3, 96 filters`. */
export function opName(
  { words, language }: Pick<ProseContent, 'words' | 'language'>,
  { nodes, outputs }: Model,
  part: Part,
): string {
  const { integer, decimal } = formatsFor(language);
  const { ops } = words;
  const { expression } = part;
  switch (expression?.kind) {
    case 'unit': {
      const [stride] = expression.stride;
      const window = windowText(expression.kernel);
      const filters = integer(expression.filters);
      return stride === 1 ? ops.unit(window, filters) : ops.unitStride(window, filters, stride);
    }
    case 'maxPool':
      return ops.maxPool(windowText(expression.kernel), expression.stride[0]);
    case 'avgPool':
      return ops.avgPool(windowText(expression.kernel));
    case 'globalAvgPool':
      return ops.globalAvgPool;
    case 'dropout':
      return ops.dropout;
    case 'linear':
      return ops.linear(integer(expression.units));
    case 'softmax':
    case 'batchNorm':
    case 'l2Norm':
      return ops[expression.kind];
    case 'concat':
      return ops.join;
    case 'residual':
      return ops.sum(decimal(expression.scale, 2), expression.relu);
    default:
      if (part.kind === 'linear1x1')
        return ops.linear1x1(integer(nodes.get(outputs.get(part.id) ?? '')?.channels ?? 0));
      return part.name ?? part.path ?? part.id;
  }
}

/** The part itself where it is one op, or the only op inside it. @throws ArticleFault for a part of several. */
export function soleOp(tag: string, { part }: Subject): Part {
  let at = part;
  while (at.children.length === 1 && at.children[0]) at = at.children[0];
  if (at.children.length === 0) return at;
  const inside = at.children.map((child) => child.path ?? child.id);
  throw new ArticleFault(tag, `it holds several ops; name one of ${inside.join(', ')}`);
}

/** The network that a part belongs to, with its variant where that is not the default: `Inception-v4, paper`. */
export const networkName = ({ words }: ProseContent, { network }: Subject): string =>
  network.variant === null
    ? network.title
    : words.ops.variant(network.title, variantTitle(words.variants, network.variant));

/** Where a part is, without what it is: `Inception-A, branch 2`. */
export const placeName = (content: ProseContent, subject: Subject): string => partName(content, subject, false);

/** What a part is called in a sentence: its name, or its block, its branch and, if `withOp`, the op. */
export function partName(content: ProseContent, subject: Subject, withOp: boolean = true): string {
  const { model, part, node } = subject;
  if (part.name !== null) return part.name;
  if (part.kind === 'network') return networkName(content, subject);
  // Where it stands says too little of it: a block has one, beside its branches.
  const always = part.kind === 'linear1x1';
  const ops = (withOp || always) && node.origin === part.id ? opName(content, model, part) : '';
  let branch: number | null = null;
  for (let at: Part | undefined = part; at; at = model.parents.get(at.id)) {
    const owner = model.parents.get(at.id);
    if (owner?.kind === 'concat') branch = owner.children.indexOf(at);
    if (at.kind === 'block' && at.name !== null) {
      return [at.name, branch === null ? '' : content.words.ops.branch(branch), ops]
        .filter(Boolean)
        .join(content.words.marks.list);
    }
  }
  return ops === '' ? (part.path ?? part.id) : ops;
}
