import { describe, expect, it } from 'vitest';
import { gainOf, ratioOf, spreadOf } from '@/components/bench/spread';

describe('the spread of measured values', () => {
  it('takes quartiles between neighbours, whatever the order', () => {
    expect(spreadOf([4, 1, 3, 2])).toEqual({ count: 4, min: 1, lower: 1.75, median: 2.5, upper: 3.25 });
    expect(spreadOf([7])).toEqual({ count: 1, min: 7, lower: 7, median: 7, upper: 7 });
  });

  it('does not let one interruption move the median', () => {
    expect(spreadOf([10, 11, 5000, 10, 12]).median).toBe(11);
  });

  it('has no numbers for nothing', () => {
    expect(spreadOf([])).toEqual({
      count: 0,
      min: Number.NaN,
      lower: Number.NaN,
      median: Number.NaN,
      upper: Number.NaN,
    });
  });

  it('takes ratios round by round: a slow round slows both sides', () => {
    expect(ratioOf([20, 200, 22], [10, 100, 11])).toBe(2);
    expect(ratioOf([20, 200, 30], [10, 100, 10])).toBe(2);
    expect(ratioOf([1], [])).toBeNaN();
  });

  it('is the surer of a gain the more rounds there were and the less they differ', () => {
    const rounds = (count: number, step: number) =>
      gainOf(
        Array.from({ length: count }, (_, i) => 102 + step * ((i % 3) - 1)),
        Array.from({ length: count }, () => 100),
      );
    expect(rounds(9, 0)).toEqual({ median: 1.02, low: 1.02, high: 1.02 });
    expect(rounds(9, 1).low).toBeGreaterThan(1);
    expect(rounds(9, 5).low).toBeLessThan(1);
    const [few, many] = [rounds(9, 5), rounds(90, 5)];
    expect(many.median).toBeCloseTo(1.02);
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 2);
    expect(many.low).toBeGreaterThan(1);
    expect(gainOf([], []).median).toBeNaN();
  });
});
