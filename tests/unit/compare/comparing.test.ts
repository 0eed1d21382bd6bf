import { describe, expect, it } from 'vitest';
import { readComparison, wholePair } from '@/components/compare/comparing';
import { filtersOf, passes, readFilter } from '@/components/compare/difference-filter';
import { COMMON_SIZE, DEFAULT_PAIR, subjects } from '@/components/compare/pairs';
import { numbersOf, rowsOf } from '@/components/compare/rows';
import { totalsOf } from '@/components/compare/totals';
import { preparedPairsOf } from '@/content/differences';
import { networks } from '@/lib/networks';

const pairs = preparedPairsOf('en');
const read = (a: string | null, b: string | null, size: string | null = null) => readComparison(a, b, size, pairs);

describe('the address of the page', () => {
  it('means the first prepared pair, at one size for both, where it says nothing', () => {
    expect(wholePair(pairs[0] ?? { a: '', b: '' })).toEqual(DEFAULT_PAIR);
    const { keys, size, a, b, problems } = read(null, null);
    expect(keys).toEqual(DEFAULT_PAIR);
    expect([size, a.size, b.size]).toEqual([COMMON_SIZE, COMMON_SIZE, COMMON_SIZE]);
    expect(problems).toEqual([]);
  });

  it('takes every network and variant', () => {
    expect(subjects.length).toBe(networks.reduce((sum, { variants }) => sum + variants.length, 0));
    for (const { key } of subjects) {
      const { keys, problems } = read(key, 'inception-v3:released');
      expect(keys.a).toBe(key);
      expect(problems).toEqual([]);
    }
  });

  it('means the default variant where it names none', () => {
    expect(read('inception-v4', 'inception-resnet-v1').keys).toEqual({
      a: 'inception-v4:released',
      b: 'inception-resnet-v1:released',
    });
  });

  it('keeps what is right where something is wrong, and says what exists', () => {
    const { keys, problems } = read('inception-v9', 'inception-v4:paper', '200');
    expect(keys).toEqual({ a: DEFAULT_PAIR.a, b: 'inception-v4:paper' });
    expect(problems.map(({ param, error }) => [param, error.code])).toEqual([['a', 'address/unknown-network']]);
    expect(problems[0]?.error.data.known).toEqual(networks.map(({ id }) => id));

    const variant = read(null, 'inception-v4:imagined');
    expect(variant.keys.b).toBe('inception-v4:released');
    expect(variant.problems.map(({ param, error }) => [param, error.code])).toEqual([['b', 'address/unknown-variant']]);
    expect(read('¿', null).problems[0]?.error.code).toBe('address/syntax');
  });

  it('takes sizes that both networks can, and the common one otherwise', () => {
    const { size, a, b, smallest } = read(null, null, '160');
    expect([size, a.size, b.size]).toEqual([160, 160, 160]);
    expect(smallest).toBe(Math.max(a.smallest, b.smallest));
    for (const wrong of ['20', '9999', 'large']) {
      const compared = read(null, null, wrong);
      expect(compared.size).toBe(COMMON_SIZE);
      expect(compared.problems.map(({ param }) => param)).toEqual(['size']);
    }
  });
});

describe('a prepared pair the other way round', () => {
  it.each(pairs.map((pair) => [pair.title, wholePair(pair)] as const))('%s has the same differences', (_, { a, b }) => {
    const [there, back] = [read(a, b).comparison, read(b, a).comparison];
    expect(back.differences.map(({ id }) => id)).toEqual(there.differences.map(({ id }) => id));
    expect(back.differences.map((each) => each.a)).toEqual(there.differences.map((each) => each.b));
    expect(back.stages.map(({ a: left, b: right }) => [left?.id, right?.id])).toEqual(
      there.stages.map(({ a: left, b: right }) => [right?.id, left?.id]),
    );
  });
});

describe('the rows', () => {
  const { comparison } = read('inception-v4:paper', 'inception-v4:released');
  const rows = rowsOf(comparison);

  it('are the stages in order, those without a difference told apart', () => {
    expect(rows.map(({ stage, weight }) => [stage.id, weight])).toEqual([
      ['stem', 'differs'],
      ['inception-a', 'same'],
      ['reduction-a', 'same'],
      ['inception-b', 'differs'],
      ['reduction-b', 'same'],
      ['inception-c', 'differs'],
      ['head', 'same'],
    ]);
  });

  it('hold every difference once, and draw equal blocks once', () => {
    expect(rows.flatMap(({ differences }) => differences.map(({ id }) => id))).toEqual(
      comparison.differences.map(({ id }) => id),
    );
    const row = rows.find(({ stage }) => stage.id === 'inception-b');
    expect(row?.a.map(({ first, last, of }) => [first, last, of])).toEqual([[1, 7, 7]]);
  });

  it('draw the last residual block by itself, and what one side lacks not at all', () => {
    const all = rowsOf(read(null, null).comparison);
    const last = all.find(({ stage }) => stage.id === 'inception-resnet-c');
    expect(last?.a.map(({ first, last: end }) => [first, end])).toEqual([[1, 5]]);
    expect(last?.b.map(({ part, first, last: end }) => [part.path, first, end])).toEqual([
      ['repeat_2.0', 1, 9],
      ['block8', 10, 10],
    ]);
    expect(all.find(({ stage }) => stage.id === 'inception-a')?.a).toEqual([]);
    expect(all.find(({ stage }) => stage.id === 'reduction-a')?.weight).toBe('follows');
  });

  it('number what was decided and not what follows', () => {
    const { comparison: whole } = read(null, null);
    const numbers = numbersOf(whole);
    const decided = whole.differences.filter(({ follows }) => !follows);
    expect([...numbers.keys()]).toEqual(decided.map(({ id }) => id));
    expect([...numbers.values()]).toEqual(decided.map((_, index) => index + 1));
    expect(decided.length).toBeLessThan(whole.differences.length);
  });
});

describe('the filter', () => {
  const { differences } = read(null, null).comparison;

  it('offers every kind that there is, with its number', () => {
    const filters = filtersOf(differences);
    expect(filters[0]).toEqual({ filter: 'all', count: differences.length });
    const kinds = filters.filter(({ filter }) => filter !== 'all' && filter !== 'structure');
    expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(differences.length);
    expect(kinds.every(({ count }) => count > 0)).toBe(true);
  });

  it('counts no number and nothing that follows as structure', () => {
    const structural = differences.filter((each) => passes('structure', each));
    expect(structural.map(({ kind }) => kind)).toContain('repeat');
    expect(structural.some(({ follows }) => follows)).toBe(false);
    expect(structural.map(({ kind }) => kind)).not.toContain('scale');
  });

  it('is all for anything that is no filter here', () => {
    expect(readFilter('repeat', differences)).toBe('repeat');
    for (const wrong of [null, 'dropout', 'nonsense']) expect(readFilter(wrong, differences)).toBe('all');
  });
});

describe('the totals', () => {
  it('are those of the networks, and the ratio is right over left', () => {
    const { a, b } = read(null, null);
    const totals = new Map(totalsOf(a, b).map((total) => [total.name, total]));
    expect(totals.get('parameters')).toMatchObject({ a: 32_433_928, b: 55_843_464 });
    expect(totals.get('convolutions')).toMatchObject({ a: 132, b: 244 });
    expect(totals.get('depth')?.b).toBe(175);
    for (const { a: left, b: right, ratio } of totals.values()) expect(ratio * left).toBeCloseTo(right, 6);
  });
});
