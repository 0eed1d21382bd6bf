import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { winogradMatrices } from '@/lib/runtime/kernels/winograd-matrices';

const product = (matrix: readonly (readonly number[])[], values: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, factor, i) => sum + factor * (values[i] ?? Number.NaN), 0));

describe('a minimal filter F(m, r)', () => {
  it.each([
    [1, 1],
    [2, 3],
    [4, 3],
    [2, 7],
    [4, 7],
    [5, 5],
    [6, 3],
  ])('F(%i, %i) filters as its definition says, with m + r − 1 multiplications', (outputs, taps) => {
    const { input, filter, output, points } = winogradMatrices(outputs, taps);
    expect(points).toBe(outputs + taps - 1);
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    const lists = fc.tuple(
      fc.array(value, { minLength: points, maxLength: points }),
      fc.array(value, { minLength: taps, maxLength: taps }),
    );
    fc.assert(
      fc.property(lists, ([values, weights]) => {
        const filtered = product(filter, weights);
        const products = product(input, values).map((each, i) => each * (filtered[i] ?? Number.NaN));
        for (const [i, found] of product(output, products).entries()) {
          const wanted = weights.reduce((sum, weight, k) => sum + weight * (values[i + k] ?? Number.NaN), 0);
          expect(found).toBeCloseTo(wanted, 10);
        }
      }),
    );
  });

  it('is the known one for F(2, 3), but for scales that cancel', () => {
    const { output } = winogradMatrices(2, 3);
    expect(output).toEqual([
      [1, 1, 1, 0],
      [0, 1, -1, 1],
    ]);
  });
});
