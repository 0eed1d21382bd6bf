import { describe, expect, it } from 'vitest';
import { answerText } from '@/components/compare/answer-text';
import { readComparison } from '@/components/compare/comparing';
import { placeText } from '@/components/compare/place-text';
import { rowsOf } from '@/components/compare/rows';
import { sideNames } from '@/components/compare/side-names';
import { totalsOf } from '@/components/compare/totals';
import { valueText } from '@/components/compare/value-text';
import { formatsFor } from '@/components/ui/format';
import { preparedPairsOf } from '@/content/differences';
import { wordsFor } from '@/content/languages';
import { DIFFERENCE_KINDS, type DifferenceValue } from '@/lib/analysis/differences';

const words = wordsFor('en');
const formats = formatsFor('en');
const read = (a: string | null, b: string | null) => readComparison(a, b, null, preparedPairsOf('en'));

const unit = (filters: number, kernel: readonly [number, number]) =>
  ({ kind: 'unit', filters, kernel, stride: [1, 1] }) as const;

/** One value of every type there is, and what it is in words. */
const values: { readonly [Type in DifferenceValue['type']]: readonly [DifferenceValue, unknown] } = {
  filters: [{ type: 'filters', filters: 1088 }, '1,088 filters'],
  kernel: [{ type: 'kernel', kernel: [1, 7] }, '1×7'],
  stride: [{ type: 'stride', stride: [2, 2] }, 'stride 2'],
  padding: [{ type: 'padding', padding: { mode: 'valid' } }, 'valid'],
  pool: [{ type: 'pool', pool: 'avgPool' }, 'average'],
  countPadding: [{ type: 'countPadding', counted: true }, 'padding counts in the average'],
  scale: [{ type: 'scale', scale: 0.17 }, '× 0.17'],
  relu: [{ type: 'relu', relu: false }, 'no ReLU after the sum'],
  epsilon: [{ type: 'epsilon', epsilon: 0.001 }, 'ε = 0.001'],
  rate: [{ type: 'rate', rate: 0.2 }, 'drops 20.0% in training'],
  units: [{ type: 'units', units: 1000 }, '1,000 units'],
  bias: [{ type: 'bias', bias: false }, 'without bias'],
  count: [{ type: 'count', count: 10, runs: [9, 1] }, '10 blocks, alike in runs of 9 + 1'],
  chain: [{ type: 'chain', ops: [unit(64, [1, 1]), unit(64, [1, 7])] }, [['1×1 64', '1×7 64']]],
  branches: [{ type: 'branches', branches: [[unit(96, [1, 1])], [unit(64, [3, 3])]] }, [['1×1 96'], ['3×3 64']]],
  parts: [
    { type: 'parts', parts: [unit(96, [1, 1]), unit(96, [1, 1]), { kind: 'softmax' }] },
    [['2 × 1×1 96', 'softmax']],
  ],
};

describe('what stands on a side', () => {
  it.each(Object.entries(values))('%s is said in words', (_, [value, expected]) => {
    const text = valueText(words, formats, value, false);
    expect(text.type === 'phrase' ? text.text : text.branches).toEqual(expected);
  });

  it('is told apart from what else it could be', () => {
    const text = (value: DifferenceValue, isTrunk = false) => JSON.stringify(valueText(words, formats, value, isTrunk));
    expect(text({ type: 'filters', filters: 384 }, true)).not.toBe(text({ type: 'filters', filters: 384 }));
    expect(text({ type: 'padding', padding: { mode: 'same' } })).not.toBe(text(values.padding[0]));
    const pixels = { top: 0, bottom: 0, left: 3, right: 3 };
    expect(text({ type: 'padding', padding: { mode: 'pixels', pixels } })).toContain('3 left');
    expect(text({ type: 'count', count: 1, runs: [1] })).toContain('one block');
    expect(text({ type: 'bias', bias: true })).not.toBe(text(values.bias[0]));
    expect(text({ type: 'relu', relu: true })).not.toBe(text(values.relu[0]));
    expect(text({ type: 'countPadding', counted: false })).not.toBe(text(values.countPadding[0]));
  });

  it('has a word of its own for every kind', () => {
    const names = DIFFERENCE_KINDS.map((kind) => words.differences.kinds[kind]);
    expect(new Set(names).size).toBe(DIFFERENCE_KINDS.length);
    expect(names.every((name) => name.length > 0)).toBe(true);
  });
});

describe('where a difference is', () => {
  const places = (a: string | null, b: string | null) => {
    const compared = read(a, b);
    return new Map(
      rowsOf(compared.comparison).flatMap((row) => {
        const sideOf = (side: 'a' | 'b') => ({
          model: compared[side].model,
          network: compared[side].definition.id,
          blocks: row[side],
        });
        return row.differences.map((each): [string, string] => [
          each.id,
          placeText(words.compare.where, each, { a: sideOf('a'), b: sideOf('b') }).join(' · '),
        ]);
      }),
    );
  };

  it('is said from the outside in', () => {
    const v4 = places('inception-v4:paper', 'inception-v4:released');
    expect(v4.get('stem.mixed-4a.branch1.order')).toBe('Mixed_4a · branch 1');
    expect(v4.get('inception-b.branch1.2.kernel')).toBe('every block · branch 1 · operation 3 of 3');
    expect(v4.get('inception-b.branch2.order')).toBe('every block · branch 2');
    const irV2 = places(null, null);
    expect(irV2.get('inception-resnet-a.scale')).toBe('every block');
    expect(irV2.get('inception-resnet-c.last.scale')).toBe('the last block');
    expect(irV2.get('stem.width')).toBe('output of the stage');
    expect(irV2.get('stem.topology')).toBe('');
  });
});

describe('the names of the sides', () => {
  const namesOf = (a: string, b: string) => {
    const compared = read(a, b);
    return sideNames(words, compared.a, compared.b);
  };

  it('are the variants within a network, and the networks otherwise', () => {
    expect(namesOf('inception-v4:paper', 'inception-v4:released').short).toEqual({ a: 'Paper', b: 'Released' });
    expect(namesOf('inception-v4', 'inception-resnet-v2').short).toEqual({
      a: 'Inception-v4',
      b: 'Inception-ResNet-v2',
    });
    const { short } = namesOf('inception-v4:paper', 'inception-resnet-v2:paper');
    expect(short.a).not.toBe('Inception-v4');
    expect(short.a).toContain('Inception-v4');
  });

  it('tell the sides apart for all networks and variants', () => {
    const { short } = namesOf('inception-v4:paper', 'inception-v4');
    expect(short.a).not.toBe(short.b);
  });
});

describe('the answer', () => {
  const answer = (a: string | null, b: string | null) => {
    const compared = read(a, b);
    const names = sideNames(words, compared.a, compared.b);
    return answerText(words, formats, compared.comparison, names, totalsOf(compared.a, compared.b));
  };

  it('says how many differences there are and who has more', () => {
    const { differences } = read(null, null).comparison;
    const own = differences.filter(({ follows }) => !follows).length;
    expect(answer(null, null)).toContain(`${own} differences`);
    expect(answer(null, null)).toContain('Released has 72.2% more parameters and 42.1% more multiply-accumulates.');
  });

  it('says what is the same', () => {
    expect(answer('inception-v4:paper', 'inception-v4:released')).toContain(
      'Both have the same number of parameters and multiply-accumulates.',
    );
    expect(answer('inception-v4', 'inception-v4')).toBe(words.compare.answer.none);
  });

  it('names each side for what it has more of, in multiples from two on', () => {
    expect(answer('inception-v3', 'inception-resnet-v2')).toContain(
      'Inception-ResNet-v2 has 2.34 times as many parameters',
    );
    const mixed = answer('inception-v3', 'inception-resnet-v1');
    expect(mixed).toMatch(/Inception-v3 has [\d.]+% more parameters\. Inception-ResNet-v1 has [\d.]+% more multiply/);
  });
});
