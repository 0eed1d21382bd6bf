import type { Formats } from '@/components/ui/format';
import type { Words } from '@/content/words-type';
import type { DifferenceValue, PartBrief } from '@/lib/analysis/differences';

type ValueWords = Pick<Words, 'compare' | 'differences'>;

/** A value in words: a phrase, or the ops of branches, one list each. */
export type ValueText =
  | { readonly type: 'phrase'; readonly text: string }
  | { readonly type: 'branches'; readonly branches: readonly (readonly string[])[] };

const phrase = (text: string): ValueText => ({ type: 'phrase', text });

/** Parts in order, equal ones that follow each other told once with their number. */
function partsText({ compare, differences }: ValueWords, parts: readonly PartBrief[]): readonly string[] {
  const runs: { text: string; count: number }[] = [];
  for (const part of parts) {
    const text = differences.brief(part);
    const last = runs.at(-1);
    if (last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count > 1 ? compare.values.repeated(count, text) : text));
}

/**
 * The words of one side of a difference.
 * @param isTrunk whether filters are channels of what passes between blocks, and no op's own.
 */
export function valueText(
  dictionary: ValueWords,
  formats: Formats,
  value: DifferenceValue,
  isTrunk: boolean,
): ValueText {
  const words = dictionary.compare.values;
  switch (value.type) {
    case 'filters':
      return phrase(words.filters(formats.integer(value.filters), isTrunk));
    case 'kernel':
      return phrase(words.kernel(value.kernel));
    case 'stride':
      return phrase(words.stride(value.stride));
    case 'padding':
      return phrase(words.padding(value.padding));
    case 'pool':
      return phrase(words.pool[value.pool]);
    case 'countPadding':
      return phrase(words.countPadding(value.counted));
    case 'scale':
      return phrase(words.scale(formats.decimal(value.scale)));
    case 'relu':
      return phrase(words.relu(value.relu));
    case 'epsilon':
      return phrase(words.epsilon(formats.decimal(value.epsilon, 12)));
    case 'rate':
      return phrase(words.rate(formats.percent(value.rate)));
    case 'units':
      return phrase(words.units(formats.integer(value.units)));
    case 'bias':
      return phrase(words.bias(value.bias));
    case 'count':
      return phrase(
        words.blocks(
          value.count,
          value.runs.map((run) => formats.integer(run)),
        ),
      );
    case 'chain':
      return { type: 'branches', branches: [value.ops.map(dictionary.differences.brief)] };
    case 'branches':
      return { type: 'branches', branches: value.branches.map((branch) => partsText(dictionary, branch)) };
    case 'parts':
      return { type: 'branches', branches: [partsText(dictionary, value.parts)] };
  }
}
