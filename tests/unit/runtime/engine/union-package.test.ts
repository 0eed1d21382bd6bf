import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Expression } from '@/lib/graph/expression';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes } from '@/lib/graph/shapes';
import { findNetwork, findVariant } from '@/lib/networks';
import { Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { plan } from '@/lib/runtime/plan/plan';
import { seededTensor } from '@/lib/weights/recipe';
import { seededWeights } from '@/lib/weights/weight-source';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/**
 * The layers API of the union package as an independent opinion: Inception-A written a second time, layer by layer,
 * nothing folded or fused, by hand from the figure.
 */

const [SIZE, CHANNELS] = [17, 384];

/** A layer's weights in its own layout, from the recipe. */
function weighted(layer: tf.layers.Layer, key: string, inner: number): tf.layers.Layer {
  if (layer.getClassName() === 'Conv2D') {
    const [h = 1, w = 1] = layer.getConfig().kernelSize as number[];
    const out = Number(layer.getConfig().filters);
    layer.build([null, SIZE, SIZE, inner]);
    const oihw = tf.tensor4d(seededTensor(`${key}.conv.weight`, [out, inner, h, w]), [out, inner, h, w]);
    layer.setWeights([tf.transpose(oihw, [2, 3, 1, 0])]);
  } else {
    layer.build([null, SIZE, SIZE, inner]);
    const names = ['weight', 'bias', 'running_mean', 'running_var'];
    layer.setWeights(names.map((name) => tf.tensor1d(seededTensor(`${key}.bn.${name}`, [inner]))));
  }
  return layer;
}

function unit(x: tf.SymbolicTensor, key: string, filters: number, kernel: number): tf.SymbolicTensor {
  const inner = Number(x.shape.at(-1));
  const conv = tf.layers.conv2d({ filters, kernelSize: kernel, padding: 'same', useBias: false });
  const norm = tf.layers.batchNormalization({ epsilon: 0.001 });
  const y = weighted(conv, key, inner).apply(x) as tf.SymbolicTensor;
  const z = weighted(norm, key, filters).apply(y) as tf.SymbolicTensor;
  return tf.layers.reLU().apply(z) as tf.SymbolicTensor;
}

function inceptionA(): tf.LayersModel {
  const input = tf.input({ shape: [SIZE, SIZE, CHANNELS] });
  const key = 'features.0';
  const pool = tf.layers.averagePooling2d({ poolSize: 3, strides: 1, padding: 'same' }).apply(input);
  const branches = [
    unit(input, `${key}.branch0`, 96, 1),
    unit(unit(input, `${key}.branch1.0`, 64, 1), `${key}.branch1.1`, 96, 3),
    unit(unit(unit(input, `${key}.branch2.0`, 64, 1), `${key}.branch2.1`, 96, 3), `${key}.branch2.2`, 96, 3),
    unit(pool as tf.SymbolicTensor, `${key}.branch3.1`, 96, 1),
  ];
  const output = tf.layers.concatenate().apply(branches) as tf.SymbolicTensor;
  return tf.model({ inputs: input, outputs: output });
}

/** The same block as the atlas writes it, alone in a network. */
function ours() {
  const { network } = findVariant(findNetwork('inception-v4'), null);
  const features = network.entries.find(({ name }) => name === 'features')?.body;
  const parts: readonly Expression[] = features?.kind === 'chain' ? features.parts : [];
  const run = parts.flatMap((part) => (part.kind === 'stage' && part.name === 'Inception-A' ? part.parts : []))[0];
  const block = run?.kind === 'times' ? run.body : null;
  if (!block) throw new Error('Inception-v4 has no Inception-A');
  const { graph } = readNetwork({
    kind: 'network',
    entries: [{ name: 'features', body: { kind: 'chain', parts: [block] } }],
    stages: [],
    inputChannels: CHANNELS,
  });
  return { graph, shapes: inferShapes(graph, SIZE) };
}

let engine: Engine;
beforeAll(async () => {
  engine = new Engine(await openBackend('wasm'));
});
afterAll(() => engine.close());

it('Inception-A built of layers of the union package, on plain JavaScript, gives what the engine gives', async () => {
  const pixels = seededTensor('a map', [SIZE * SIZE * CHANNELS]).map((value) => value - 1);
  const { graph, shapes } = ours();
  const targets = ['features.0'];
  const made = plan({ graph, shapes, targets, kept: () => false, picture: 'p', weights: 'seeded', calibrated: false });
  const picture = { height: SIZE, width: SIZE, channels: CHANNELS, pixels };
  const { release } = await engine.run(made, { picture, weights: seededWeights });
  const found = await engine.read(made.targets.get('features.0') ?? '', 'features.0');
  release();

  expect(await tf.setBackend('cpu')).toBe(true);
  const output = inceptionA().predict(tf.tensor4d(pixels, [1, SIZE, SIZE, CHANNELS])) as tf.Tensor;
  const wanted = await output.data<'float32'>();
  expect(output.shape).toEqual([1, ...(shapes.get('features.0') ?? [])]);
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(largest).toBeGreaterThan(0.01);
  const worst = wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - (found[i] ?? Number.NaN))), 0);
  expect(worst / largest).toBeLessThan(1e-5);
  await tf.setBackend('wasm');
});
