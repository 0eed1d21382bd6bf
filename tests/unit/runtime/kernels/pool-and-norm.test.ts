import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenBackend } from '@/lib/runtime/engine/backend';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { apply } from '@/lib/runtime/engine/stock-ops';
import type { PoolOp } from '@/lib/runtime/plan/plan';

const noise = (count: number, seed: number): Float32Array => {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
};

describe('our other kernels', () => {
  let backend: OpenBackend;
  beforeAll(async () => {
    backend = await openBackend('wasm');
  });
  afterAll(() => backend.close());

  const ours = () => {
    if (!backend.kernels) throw new Error('there are no kernels of our own');
    return backend.kernels;
  };

  it('average as the stock kernel does, with padding counted or not, with a bias and ReLU behind', () => {
    const some = fc.record({
      kernel: fc.constantFrom<readonly [number, number]>([3, 3], [2, 2], [1, 3], [5, 1]),
      stride: fc.constantFrom(1, 2),
      edges: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2), fc.nat(2)),
      size: fc.tuple(fc.integer({ min: 5, max: 12 }), fc.integer({ min: 5, max: 12 })),
      channels: fc.constantFrom(4, 8, 12, 16, 20, 36),
      countPadding: fc.boolean(),
      behind: fc.boolean(),
    });
    fc.assert(
      fc.property(some, ({ kernel, stride, edges, size, channels, countPadding, behind }) => {
        const [top, bottom, left, right] = edges;
        const op: PoolOp = {
          type: 'avgPool',
          kernel,
          stride: [stride, stride],
          padding: {
            top: Math.min(top, kernel[0] - 1),
            bottom: Math.min(bottom, kernel[0] - 1),
            left: Math.min(left, kernel[1] - 1),
            right: Math.min(right, kernel[1] - 1),
          },
          countPadding,
        };
        tf.tidy(() => {
          const x = tf.tensor4d(noise(size[0] * size[1] * channels, 5), [1, ...size, channels]);
          const bias = tf.tensor1d(noise(channels, 9));
          const pooled = apply(tf, op, [x]);
          const wanted = (behind ? tf.relu(tf.add(pooled, bias)) : pooled).dataSync<'float32'>();
          const made = ours().averagePool(x, op, pooled.shape.slice(1), { bias: behind ? bias : null, relu: behind });
          const found = made.dataSync<'float32'>();
          expect(found.length).toBe(wanted.length);
          for (const [i, value] of wanted.entries()) expect(found[i]).toBeCloseTo(value, 5);
        });
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    [5, 5, 4, 0, 1],
    [33, 30, 20, 3, 0.5],
    [17, 17, 64, 100, 0.1],
  ])(
    'normalise a map of %i×%i×%i with mean %d and deviation %d as float64 does',
    (height, width, channels, mean, spread) => {
      const places = height * width;
      const values = noise(places * channels, 3).map((value) => mean + spread * value);
      const [gamma, beta, epsilon] = [noise(channels, 7), noise(channels, 11), 1e-3];
      tf.tidy(() => {
        const map = tf.tensor4d(values, [1, height, width, channels]);
        ours().normalise(map, tf.tensor1d(gamma), tf.tensor1d(beta), epsilon, false);
        const found = map.dataSync<'float32'>();
        for (let c = 0; c < channels; c++) {
          const own = values.filter((_, i) => i % channels === c);
          const average = own.reduce((sum, value) => sum + value, 0) / places;
          const variance = own.reduce((sum, value) => sum + (value - average) ** 2, 0) / places;
          for (const [place, value] of own.entries()) {
            const wanted = ((value - average) / Math.sqrt(variance + epsilon)) * (gamma[c] ?? 0) + (beta[c] ?? 0);
            // A float32 near 100 is known to 4e-6 only.
            const allowed = 2e-6 + (mean * 2e-7) / Math.sqrt(variance + epsilon);
            expect(Math.abs((found[place * channels + c] ?? Number.NaN) - wanted)).toBeLessThan(allowed);
          }
        }
      });
    },
  );
});
