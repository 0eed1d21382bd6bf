import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf, networks } from '@/lib/networks';
import type { OpenBackend } from '@/lib/runtime/engine/backend';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { convolve } from '@/lib/runtime/engine/stock-ops';
import { type ConvForm, convForm } from '@/lib/runtime/kernels/conv-form';
import { packWeights } from '@/lib/runtime/kernels/packed-weights';
import type { ConvOp } from '@/lib/runtime/plan/plan';
import { oihwToHwio } from '@/lib/weights/layout';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Agreement asked for, beside the largest value. */
const TOLERANCE = 1e-4;

interface Case {
  readonly op: ConvOp;
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly relu: boolean;
}

/** Values that look like those of a network, and are the same in every run. */
function noise(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

const shapeOf = ({ op, size }: Case): [number, number, number] => {
  const { top, bottom, left, right } = op.padding;
  const along = (extent: number, window: number, stride: number) => Math.floor((extent - window) / stride) + 1;
  return [
    along(size[0] + top + bottom, op.kernel[0], op.stride[0]),
    along(size[1] + left + right, op.kernel[1], op.stride[1]),
    op.filters,
  ];
};

describe('our convolutions', () => {
  let backend: OpenBackend;
  beforeAll(async () => {
    backend = await openBackend('wasm');
  });
  afterAll(() => backend.close());

  /** The largest difference to the stock kernel beside its largest value. */
  function differenceOf(each: Case, form: ConvForm): number {
    const { kernels } = backend;
    if (!kernels || form.type === 'stock') throw new Error('there are no kernels of our own');
    const { op, channels, relu } = each;
    const shape = [op.filters, channels, op.kernel[0], op.kernel[1]];
    const weights = noise(op.filters * channels * op.kernel[0] * op.kernel[1], 7);
    const bias = noise(op.filters, 11);
    return tf.tidy(() => {
      const x = tf.tensor4d(noise(each.size[0] * each.size[1] * channels, 3), [1, ...each.size, channels]);
      const kernel = tf.tensor4d(oihwToHwio(weights, shape), [op.kernel[0], op.kernel[1], channels, op.filters]);
      const values = tf.tensor1d(packWeights({ weights, shape, factors: null, bias }, form));
      const found = kernels.convolve(x, op, shapeOf(each), { form, values }, { relu }).dataSync<'float32'>();
      const wanted = convolve(tf, x, op, { kernel, bias: tf.tensor1d(bias) }, relu).dataSync<'float32'>();
      expect(found.length).toBe(wanted.length);
      let [worst, largest] = [0, 0];
      for (const [i, value] of wanted.entries()) {
        const difference = Math.abs(value - (found[i] ?? Number.NaN));
        worst = difference <= worst ? worst : difference;
        largest = Math.max(largest, Math.abs(value));
      }
      return largest === 0 ? worst : worst / largest;
    });
  }

  it('agree with the stock kernel on any window, stride, padding, size and number of channels', () => {
    const window = fc.constantFrom<readonly [number, number]>(
      [1, 1],
      [3, 3],
      [1, 3],
      [3, 1],
      [1, 7],
      [7, 1],
      [5, 5],
      [2, 3],
    );
    const edge = fc.nat(3);
    const some = fc.record({
      window,
      stride: fc.constantFrom(1, 1, 2),
      edges: fc.tuple(edge, edge, edge, edge),
      size: fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 })),
      channels: fc.oneof(fc.integer({ min: 1, max: 13 }), fc.constantFrom(4, 8, 16)),
      filters: fc.oneof(fc.integer({ min: 1, max: 21 }), fc.constantFrom(4, 8, 12, 16)),
      relu: fc.boolean(),
    });
    let winograd = 0;
    fc.assert(
      fc.property(some, ({ window: kernel, stride, edges, size, channels, filters, relu }) => {
        const [top, bottom, left, right] = edges;
        const op: ConvOp = {
          type: 'conv',
          filters,
          kernel,
          stride: [stride, stride],
          padding: {
            top: Math.min(top, kernel[0] - 1),
            bottom: Math.min(bottom, kernel[0] - 1),
            left: Math.min(left, kernel[1] - 1),
            right: Math.min(right, kernel[1] - 1),
          },
          bias: true,
        };
        const each: Case = { op, size, channels, relu };
        const shape = shapeOf(each);
        fc.pre(shape.every((extent) => extent > 0));
        const form = convForm(op, channels, shape);
        winograd += Number(form.type === 'winograd');
        expect(differenceOf(each, form)).toBeLessThan(TOLERANCE);
        expect(differenceOf(each, convForm(op, channels, shape, true))).toBeLessThan(2e-5);
        expect(differenceOf(each, { type: 'direct' })).toBeLessThan(1e-5);
      }),
      { numRuns: 400 },
    );
    expect(winograd).toBeGreaterThan(10);
  });

  it.each(networks.map(({ id, defaultSize }) => [id, defaultSize] as const))(
    'agree with the stock kernel on every shape of %s at %i',
    (id, size) => {
      const { graph } = modelOf(id);
      const shapes = inferShapes(graph, size);
      const cases = new Map<string, Case>();
      for (const { op, inputs } of graph.nodes) {
        if (op.type !== 'conv') continue;
        const [height = 0, width = 0, channels = 0] = shapes.get(inputs[0] ?? '') ?? [];
        const each: Case = { op, size: [height, width], channels, relu: false };
        cases.set(JSON.stringify([op, height, width, channels]), each);
      }
      expect(cases.size).toBeGreaterThan(20);
      for (const [name, each] of cases) {
        const form = convForm(each.op, each.channels, shapeOf(each));
        expect(differenceOf(each, form), name).toBeLessThan(TOLERANCE);
      }
    },
  );

  it('leave no tensor behind, and free what no tensor owns', () => {
    const before = tf.memory().numTensors;
    const op: ConvOp = {
      type: 'conv',
      filters: 8,
      kernel: [3, 3],
      stride: [1, 1],
      padding: { top: 1, bottom: 1, left: 1, right: 1 },
      bias: false,
    };
    differenceOf({ op, size: [9, 9], channels: 4, relu: true }, convForm(op, 4, [9, 9, 8]));
    expect(tf.memory().numTensors).toBe(before);
    backend.kernels?.clear();
  });
});
