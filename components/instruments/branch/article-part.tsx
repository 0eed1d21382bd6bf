import type { MDXComponents } from 'mdx/types';
import { opName, partName } from '@/components/code/op-name';
import { bind } from '@/components/prose/bind';
import { ArticleFault } from '@/components/prose/fault';
import { stepsOf } from '@/components/prose/steps';
import { type Subject, subjectOf } from '@/components/prose/subject';
import type { ProseContent } from '@/content/prose';
import { costOfPart, NO_COST } from '@/lib/analysis/cost';
import type { InputSize } from '@/lib/reading/size';
import { BranchBars, type BranchRow } from './branch-bars';

function branchRows(tag: string, content: ProseContent, subject: Subject): readonly BranchRow[] {
  const { model, part, costs } = subject;
  const { ops } = content.words;
  let at = part;
  const after: BranchRow[] = [];
  while (at.kind !== 'concat') {
    if (at.kind === 'residual') {
      const linear = at.children.find(({ kind }) => kind === 'linear1x1');
      if (linear) {
        const steps = opName(content, model, linear);
        after.push({ name: content.words.instruments.branch.after, steps, cost: costOfPart(model, costs, linear) });
      }
    }
    const [first] = at.children;
    if (!first || (at.kind !== 'block' && at.kind !== 'residual'))
      throw new ArticleFault(tag, 'name a block with branches');
    at = first;
  }
  const rows = at.children.map(
    (branch, i): BranchRow => ({
      name: ops.branch(i),
      steps: stepsOf(tag, content, branch).join(ops.next),
      cost: costOfPart(model, costs, branch) ?? NO_COST,
    }),
  );
  return [...rows, ...after];
}

/** What each branch of a block costs, as bars. */
export function BranchCost({ content, of, size }: { content: ProseContent; of: string; size?: InputSize }) {
  const tag = `<BranchCost of="${of}">`;
  const subject = subjectOf(tag, of, size);
  const { branch } = content.words.instruments;
  return (
    <BranchBars
      language={content.language}
      words={branch}
      title={branch.title(partName(content, subject))}
      rows={branchRows(tag, content, subject)}
    />
  );
}

/** What articles call it by. */
export const branch = (content: ProseContent): MDXComponents => ({ BranchCost: bind(BranchCost, content) });
