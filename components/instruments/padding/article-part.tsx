import type { MDXComponents } from 'mdx/types';
// With the page: a sheet that came with the script would hold up the painting of what stands in the HTML.
import '@/components/ui/segmented.module.css';
import '@/components/ui/slider.module.css';
import { ArticleFault } from '@/components/prose/fault';
import { inputShapeOf } from '@/components/prose/quantity';
import { subjectOf } from '@/components/prose/subject';
import { windowPlaces } from '@/lib/graph/shapes';
import * as live from './live-part';
import './padding-calculator.module.css';

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

/** What articles call it by. */
export const padding = (): MDXComponents => ({ PaddingCalculator });
