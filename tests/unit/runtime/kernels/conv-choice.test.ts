import { describe, expect, it } from 'vitest';
import type { Pair } from '@/lib/graph/expression';
import { CONV_KINDS, fastest, formOn, isChoiceFor, kindOf } from '@/lib/runtime/kernels/conv-choice';
import type { ConvOp } from '@/lib/runtime/plan/plan';

const op = (kernel: Pair, stride = 1): ConvOp => ({
  type: 'conv',
  filters: 8,
  kernel,
  stride: [stride, stride],
  padding: { top: 0, bottom: 0, left: 0, right: 0 },
  bias: false,
});

describe('which kernel serves a convolution', () => {
  it('goes by its window, its stride, and whether there are many places', () => {
    const many = [17, 17, 8];
    expect(kindOf(op([1, 1]), many)).toBe('pointwise');
    expect(kindOf(op([3, 3]), many)).toBe('square');
    expect(kindOf(op([1, 7]), many)).toBe('line');
    expect(kindOf(op([7, 1]), many)).toBe('line');
    expect(kindOf(op([1, 3]), many)).toBe('window');
    expect(kindOf(op([3, 3], 2), many)).toBe('window');
    expect(kindOf(op([1, 1]), [8, 8, 8])).toBe('few');
    expect(kindOf(op([3, 3]), [3, 3, 8])).toBe('few');
  });

  it('is the fastest one, and one of ours only if it clearly wins', () => {
    expect(fastest({ stock: 10, direct: 5, winograd: 4 })).toBe('winograd');
    expect(fastest({ stock: 10, direct: 3, winograd: 4 })).toBe('direct');
    expect(fastest({ stock: 10, direct: 9.5 })).toBe('stock');
    expect(fastest({ stock: 10, direct: 12, winograd: 11 })).toBe('stock');
  });

  it('is the stock one where ours was not right, or nothing could be timed', () => {
    expect(fastest({ stock: 10 })).toBe('stock');
    expect(fastest({})).toBe('stock');
    expect(fastest({ stock: Number.NaN, direct: Number.NaN })).toBe('stock');
  });

  it('is a stock one wherever channels do not go by fours, and takes careful tiles before a measured norm', () => {
    const serves = { pointwise: 'direct', few: 'stock', square: 'winograd', line: 'direct', window: 'direct' } as const;
    const choices = { adapter: 'a', serves };
    const output = [17, 17, 8];
    expect(formOn(choices, op([3, 3]), 64, output, false)).toEqual({ type: 'winograd', outputs: [4, 4] });
    expect(formOn(choices, op([3, 3]), 64, output, true)).toEqual({ type: 'winograd', outputs: [2, 2] });
    expect(formOn(choices, op([1, 7]), 64, output, false)).toEqual({ type: 'direct' });
    expect(formOn(choices, op([3, 3]), 64, [3, 3, 8], false)).toEqual({ type: 'stock' });
    expect(formOn(choices, op([3, 3], 2), 3, output, false)).toEqual({ type: 'stock' });
  });

  it('is taken from an earlier visit for the same adapter only, and only if it is whole', () => {
    const serves = Object.fromEntries(CONV_KINDS.map((kind) => [kind, 'direct']));
    expect(isChoiceFor('a', { adapter: 'a', serves })).toBe(true);
    expect(isChoiceFor('b', { adapter: 'a', serves })).toBe(false);
    expect(isChoiceFor('a', { adapter: 'a', serves: { ...serves, square: 'fastest' } })).toBe(false);
    expect(isChoiceFor('a', { adapter: 'a', serves: { pointwise: 'direct' } })).toBe(false);
    for (const nothing of [null, 'a', {}, { adapter: 'a' }]) expect(isChoiceFor('a', nothing)).toBe(false);
  });
});
