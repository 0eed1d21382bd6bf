import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, it } from 'vitest';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { uploadedShapes } from '@/lib/runtime/engine/uploaded-shapes';
import { type Uploaded, WeightStore } from '@/lib/runtime/engine/weight-store';
import { convForm } from '@/lib/runtime/kernels/conv-form';
import { plan } from '@/lib/runtime/plan/plan';
import { HeldBytes } from '@/lib/weights/held-bytes';
import type { WeightSource } from '@/lib/weights/weight-source';

beforeAll(() => tf.setBackend('cpu'));

/** Numbers do not matter here, and those of the recipe take a while. */
const ones: WeightSource = {
  identity: 'ones',
  tensor: async ({ shape }) => new Float32Array(shape.reduce((product, extent) => product * extent, 1)).fill(1),
};

it.each([
  ['inception-v4', true, 'features.6'],
  ['inception-v4', false, 'features.6'],
  ['inception-v3', false, 'Mixed_5b'],
  ['inception-resnet-v1', false, 'repeat_1.0'],
] as const)('what %s is compiled with has the shapes of its weights (calibrated: %s)', async (id, calibrated, at) => {
  const model = modelOf(id);
  const shapes = inferShapes(model.graph, 107);
  const target = model.graph.nodes.findLast(({ id: node }) => node.startsWith(at))?.id ?? '';
  const made = plan({
    graph: model.graph,
    shapes,
    targets: [target],
    calibrated,
    kept: () => false,
    rewrites: { poolsBehind: true, residuals: true, joins: true },
    picture: 'p',
    weights: 'ones',
  });
  const store = new WeightStore(tf, Number.POSITIVE_INFINITY, new HeldBytes());
  let compared = 0;
  for (const { task, shape } of made.steps) {
    const forms = task.type === 'conv' ? [convForm(task.op, task.weight.shape[1] ?? 0, shape)] : [];
    for (const form of [{ type: 'stock' } as const, ...forms]) {
      const { weights } = await store.acquire(task, form, ones);
      const wanted = uploadedShapes(task, form);
      for (const name of Object.keys(weights) as (keyof Uploaded)[]) {
        expect(wanted[name], `${name} of ${task.type} ${form.type}`).toEqual(weights[name]?.shape ?? null);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(50);
  store.clear();
});
