import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorCosts } from '@/components/instruments/factor/factor-cost';
import { placementsOf, samePadding } from '@/components/instruments/padding/placements';
import { costOf, totalCost } from '@/lib/analysis/cost';
import { chain, conv, network } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes } from '@/lib/graph/shapes';

const size = fc.integer({ min: 1, max: 60 });
const kernel = fc.integer({ min: 1, max: 9 });
const stride = fc.integer({ min: 1, max: 4 });
const pad = fc.integer({ min: 0, max: 8 });

describe('the stops of a window', () => {
  it('are as many as the network would have places', () => {
    fc.assert(
      fc.property(size, kernel, stride, pad, (n, k, s, p) => {
        fc.pre(p < k && n + 2 * p >= k);
        const padding = { top: p, bottom: p, left: p, right: p };
        const { graph } = readNetwork(network({ a: conv(1, k, { stride: s, padding }) }, { inputChannels: 1 }));
        const [places] = inferShapes(graph, n).get('a@relu') ?? [];
        expect(placementsOf({ size: n, kernel: k, stride: s, before: p, after: p }).places).toHaveLength(places ?? -1);
      }),
    );
  });

  it('lie in the padded row, and no further stop fits behind the last', () => {
    fc.assert(
      fc.property(size, kernel, stride, pad, pad, (n, k, s, before, after) => {
        const { places, unread } = placementsOf({ size: n, kernel: k, stride: s, before, after });
        for (const [i, { start, real }] of places.entries()) {
          expect(start).toBe(i * s - before);
          expect(start + k).toBeLessThanOrEqual(n + after);
          const under = Array.from({ length: k }, (_, j) => start + j).filter((value) => value >= 0 && value < n);
          expect(real).toBe(under.length);
        }
        expect(unread).toBeLessThan(places.length === 0 ? n + 1 : s);
      }),
    );
  });

  it('keep the size with same padding, as TensorFlow splits it', () => {
    expect(samePadding(4)).toEqual({ before: 1, after: 2 });
    fc.assert(
      fc.property(size, kernel, (n, k) => {
        expect(placementsOf({ size: n, kernel: k, stride: 1, ...samePadding(k) }).places).toHaveLength(n);
      }),
    );
  });
});

describe('the cost of a window and of what replaces it', () => {
  const weights = (...body: readonly (readonly [number, number | readonly [number, number]])[]): number => {
    const units = body.map(([filters, window]) => conv(filters, typeof window === 'number' ? window : [...window]));
    const { parameters } = (() => {
      const model = readNetwork(network({ a: chain(...units) }, { inputChannels: 5 }));
      return totalCost(costOf(model, inferShapes(model.graph, 32)));
    })();
    // Batch normalisation learns two numbers per filter.
    return parameters - 2 * body.reduce((sum, [filters]) => sum + filters, 0);
  };

  it('is what the same expressions count', () => {
    const costs = (side: number) => factorCosts({ side, input: 5, middle: 6, output: 7 });
    for (const side of [2, 3, 4, 5, 7, 9]) {
      expect(costs(side).square).toBe(weights([7, side]));
      expect(costs(side).pair).toBe(weights([6, [1, side]], [7, [side, 1]]));
    }
    expect(costs(7).threes).toEqual({ count: 3, weights: weights([6, 3], [6, 3], [7, 3]) });
    expect(costs(5).threes).toEqual({ count: 2, weights: weights([6, 3], [7, 3]) });
    expect(costs(3).threes).toEqual({ count: 1, weights: weights([7, 3]) });
    expect(costs(4).threes).toBeNull();
  });
});
