import { networkName, opName, partName } from '@/components/code/op-name';
import * as live from '@/components/instruments';
import { BranchBars, type BranchRow } from '@/components/instruments/branch-cost';
import type { ProseContent } from '@/content/prose';
import { costOfPart, NO_COST } from '@/lib/analysis/cost';
import { windowPlaces } from '@/lib/graph/shapes';
import { resolveAddress } from '@/lib/networks';
import { ArticleFault } from './fault';
import { inputShapeOf, outputOf } from './quantity';
import { stepsOf } from './steps';
import { type Subject, subjectOf } from './subject';

type PaddingProps = {
  /** A convolution or pool whose window and input it starts with. */
  of?: string;
  size?: number;
  kernel?: number;
  stride?: number;
  padding?: 'valid' | 'same' | number;
};

/** The padding and stride calculator; starts with an op of a network, or with numbers of its own. */
export function PaddingCalculator({ of, size = 9, kernel = 3, stride = 2, padding = 'valid' }: PaddingProps) {
  if (of === undefined) return <live.PaddingCalculator {...{ size, kernel, stride, padding }} />;
  const tag = `<PaddingCalculator of="${of}">`;
  const subject = subjectOf(tag, of);
  const { expression } = subject.part;
  if (expression?.kind !== 'unit' && expression?.kind !== 'maxPool' && expression?.kind !== 'avgPool') {
    throw new ArticleFault(tag, 'only a convolution or a pool has a window; name one');
  }
  const [input = 1] = inputShapeOf(subject);
  const { top, bottom } = expression.padding;
  const [rows] = expression.kernel;
  const mode = top + bottom === 0 ? 'valid' : windowPlaces(input, rows, 1, top + bottom) === input ? 'same' : top;
  return <live.PaddingCalculator size={input} kernel={rows} stride={expression.stride[0]} padding={mode} />;
}

/** What a square window costs beside a row and a column; `of` names a branch with such a pair, which it starts with. */
export function FactorCalculator({ of = 'inception-v4/features.11.branch1' }: { of?: string }) {
  const tag = `<FactorCalculator of="${of}">`;
  const subject = subjectOf(tag, of);
  const units = subject.part.children;
  for (const [i, first] of units.entries()) {
    const second = units[i + 1];
    const [a, b] = [first.expression, second?.expression];
    if (a?.kind !== 'unit' || b?.kind !== 'unit') continue;
    const side = Math.max(...a.kernel);
    const isPair = a.kernel[0] === b.kernel[1] && a.kernel[1] === b.kernel[0] && a.kernel[0] !== a.kernel[1];
    if (!isPair || Math.min(...a.kernel) !== 1) continue;
    const firstSubject = subjectOf(tag, `${of}.${i}`);
    const [height = 1, width = 1] = outputOf(firstSubject);
    const input = inputShapeOf(firstSubject).at(-1) ?? 1;
    return (
      <live.FactorCalculator
        side={side}
        input={input}
        middle={a.filters}
        output={b.filters}
        positions={height * width}
      />
    );
  }
  throw new ArticleFault(tag, 'it holds no row and column of one length, one after the other; name a branch that does');
}

/** A network at any size of picture. */
export function SizeSlider({ content, of }: { content: ProseContent; of: string }) {
  const tag = `<SizeSlider of="${of}">`;
  const subject = subjectOf(tag, of);
  if (subject.part.kind !== 'network' || subject.imagined) throw new ArticleFault(tag, 'name a whole network');
  const { definition, variant } = resolveAddress(of);
  return (
    <live.SizeSlider
      network={definition.id}
      variant={variant.id}
      size={subject.size}
      title={content.words.instruments.size.title(networkName(content, subject))}
    />
  );
}

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
export function BranchCost({ content, of, size }: { content: ProseContent; of: string; size?: number }) {
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
