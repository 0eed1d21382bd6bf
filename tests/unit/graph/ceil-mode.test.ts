import { describe, expect, it } from 'vitest';
import { ceilIsPadding, isCeilMode } from '@/lib/graph/ceil-mode';
import { maxPool, network } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes, windowPlaces } from '@/lib/graph/shapes';

/** The places that PyTorch gives a pool, as ATen's Pool.h counts them; the last one must start inside the input or its padding before. */
function torchPlaces(size: number, kernel: number, stride: number, padding: number): number {
  const places = Math.floor((size + 2 * padding - kernel + stride - 1) / stride) + 1;
  return (places - 1) * stride >= size + padding ? places - 1 : places;
}

describe('places of a window that are rounded up', () => {
  it('are those of a padding of stride − 1 after, at every size and for every window that says so', () => {
    for (let kernel = 1; kernel <= 7; kernel++) {
      for (let stride = 1; stride <= 4; stride++) {
        for (let padding = 0; padding <= kernel / 2; padding++) {
          const sizes = Array.from({ length: 300 }, (_, i) => i + 1).filter((size) => size + 2 * padding >= kernel);
          const differing = sizes.filter(
            (size) =>
              torchPlaces(size, kernel, stride, padding) !==
              windowPlaces(size, kernel, stride, 2 * padding + stride - 1),
          );
          const said = `${kernel} at stride ${stride}, padding ${padding}`;
          expect(differing.length === 0, said).toBe(ceilIsPadding(kernel, stride, padding));
        }
      }
    }
  });

  it.each([3, 2])('of a %i×%i pool at stride 2 are what the shapes of a network say', (kernel) => {
    const { graph } = readNetwork(network({ pool: maxPool(kernel, { stride: 2, ceil: true }) }));
    for (let size = 3; size <= 300; size++) {
      const places = torchPlaces(size, kernel, 2, 0);
      expect(inferShapes(graph, size).get('pool')).toEqual([places, places, 3]);
    }
  });
});

describe('a pool in ceil mode', () => {
  it('is padded below and right', () => {
    const { padding } = maxPool(3, { stride: 2, ceil: true });
    expect(padding).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
    expect(maxPool(3, { ceil: true })).toEqual(maxPool(3));
    const one = { top: 1, bottom: 1, left: 1, right: 1 };
    expect(maxPool(3, { stride: [2, 1], padding: one, ceil: true }).padding).toEqual({ ...one, bottom: 2 });
  });

  it('is told by its padding', () => {
    expect(isCeilMode(maxPool(3, { stride: 2, ceil: true }))).toBe(true);
    expect(isCeilMode(maxPool([2, 3], { stride: [2, 1], ceil: true }))).toBe(true);
    expect(isCeilMode(maxPool(3, { stride: 2 }))).toBe(false);
    // What `same` adds to an even window is no rounding: its stride is 1.
    expect(isCeilMode(maxPool(2))).toBe(false);
    expect(isCeilMode(maxPool(3, { stride: 2, padding: { top: 1, bottom: 0, left: 1, right: 0 } }))).toBe(false);
    expect(isCeilMode(maxPool(3, { stride: 2, padding: { top: 0, bottom: 1, left: 0, right: 0 } }))).toBe(false);
  });

  it('is refused where a window could start beyond the map', () => {
    expect(() => maxPool(1, { stride: 2, ceil: true })).toThrow(
      expect.objectContaining({ code: 'expression/no-ceil', data: { kernel: 1, stride: 2, padding: 0 } }),
    );
    const one = { top: 1, bottom: 1, left: 1, right: 1 };
    expect(() => maxPool(2, { stride: 2, padding: one, ceil: true })).toThrow(
      expect.objectContaining({ code: 'expression/no-ceil', data: { kernel: 2, stride: 2, padding: 1 } }),
    );
  });
});
