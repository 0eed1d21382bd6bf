import { ArticleFault } from '@/components/prose/fault';
import { quantityOf, type What } from '@/components/prose/quantity';
import { subjectOf } from '@/components/prose/subject';
import type { InputSize } from '@/lib/reading/size';

/** What an exercise can ask: the shape that leaves the part, or one number about it. */
const ASKED = ['output', 'parameters', 'macs', 'values', 'receptive-field'] as const satisfies readonly What[];
export type Asked = (typeof ASKED)[number];

/** The answer to an exercise, computed from the expression: [height, width, channels], [channels] or [one number]. */
export function answerOf(ask: Asked, of: string, size?: InputSize): readonly number[] {
  const tag = `<Exercise ask="${ask}" of="${of}">`;
  if (!ASKED.includes(ask)) throw new ArticleFault(tag, `ask is one of ${ASKED.join(', ')}`);
  const { value } = quantityOf(tag, subjectOf(tag, of, size), ask);
  if (typeof value === 'number') return [value];
  if (ask === 'output') return value;
  const [side, ...others] = new Set(value);
  if (side === undefined || others.length > 0) throw new ArticleFault(tag, 'the answer is no single number');
  return [side];
}
