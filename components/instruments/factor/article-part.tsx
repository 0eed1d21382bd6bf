import type { MDXComponents } from 'mdx/types';
// With the page: a sheet that came with the script would hold up the painting of what stands in the HTML.
import '@/components/ui/slider.module.css';
import { ArticleFault } from '@/components/prose/fault';
import { inputShapeOf, outputOf } from '@/components/prose/quantity';
import { subjectOf } from '@/components/prose/subject';
import * as live from './live-part';

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

/** What articles call it by. */
export const factor = (): MDXComponents => ({ FactorCalculator });
