import type { Formats } from '@/components/ui/format';
import type { Words } from '@/content/words-type';
import type { Comparison } from '@/lib/analysis/differences';
import type { SideNames } from './side-names';
import type { Total } from './totals';

/** Below this ratio the larger number is told as so many per cent more, from it on as so many times as many. */
const TIMES_FROM = 2;

/** The answer in a sentence or two: how many differences, and who has more of what. */
export function answerText(
  { compare, marks }: Pick<Words, 'compare' | 'marks'>,
  formats: Formats,
  { differences }: Comparison,
  names: SideNames,
  totals: readonly Total[],
): string {
  const words = compare.answer;
  if (differences.length === 0) return words.none;
  const following = differences.filter(({ follows }) => follows).length;
  const sentences = [words.count(differences.length - following, following)];
  const claims = { a: [] as string[], b: [] as string[], same: [] as string[] };
  for (const name of ['parameters', 'macs'] as const) {
    const total = totals.find((each) => each.name === name);
    if (!total) continue;
    if (total.a === total.b) {
      claims.same.push(words[name]);
      continue;
    }
    const ratio = Math.max(total.ratio, 1 / total.ratio);
    const how =
      ratio < TIMES_FROM ? words.percentMore(formats.percent(ratio - 1)) : words.times(formats.decimal(ratio, 2));
    claims[total.b > total.a ? 'b' : 'a'].push(words.claim(how, words[name]));
  }
  for (const side of ['a', 'b'] as const) {
    if (claims[side].length > 0) sentences.push(words.has(names.short[side], claims[side]));
  }
  if (claims.same.length > 0) sentences.push(words.both(claims.same));
  return sentences.join(marks.gap);
}
