import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readPackagedModel } from '@/lib/cli/packaged-inception-v3';
import { readPicture } from '@/lib/cli/read-picture';
import { stateDict } from '@/lib/graph/graph';
import { inferShapes } from '@/lib/graph/shapes';
import { findNetwork, modelOf } from '@/lib/networks';
import { prepare } from '@/lib/picture/prepare';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import { openBackend } from '@/lib/runtime/engine/backend';
import { Engine } from '@/lib/runtime/engine/engine';
import { plan } from '@/lib/runtime/plan';
import { memorySource } from '@/lib/weights/byte-source';
import { convertFrozenInceptionV3, type KerasModel } from '@/lib/weights/keras-inception-v3';
import { openSafetensors } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { fileWeights } from '@/lib/weights/weight-source';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SIZE = 299;
/** Ours, and the layer of the package's model that holds the same tensor. */
const PLACES = [
  ['Conv2d_4a_3x3', 'activation_5'],
  ['Mixed_5b', 'mixed0'],
  ['Mixed_6c', 'mixed5'],
] as const;

const packaged = readPackagedModel(
  createRequire(import.meta.url),
  fileURLToPath(new URL('../../../node_modules', import.meta.url)),
);
const model = modelOf('inception-v3', 'keras');
const specs = stateDict(model.graph);

describe('the frozen part of the packaged Inception-v3', () => {
  it('is the stem and the blocks to Mixed_6c, under our keys and in our shapes', () => {
    const { blocks, tensors, parameters } = convertFrozenInceptionV3(packaged, specs);
    expect(blocks.at(0)).toBe('Conv2d_1a_3x3');
    expect(blocks.at(-1)).toBe('Mixed_6c');
    const wanted = specs.filter(({ key, dtype }) => dtype === 'F32' && blocks.includes(key.split('.')[0] ?? ''));
    expect(new Map(tensors.map(({ key, shape }) => [key, shape]))).toEqual(
      new Map(wanted.map(({ key, shape }) => [key, shape])),
    );
    // Keras has no γ; ours are ones and count for nothing.
    const gammas = tensors.filter(({ key }) => key.endsWith('.bn.weight'));
    expect(gammas).toHaveLength(50);
    expect(parameters / 1e6).toBeCloseTo(5.1, 1);
  });

  it('holds numbers only, and none of the classifier', () => {
    const { tensors } = convertFrozenInceptionV3(packaged, specs);
    for (const tensor of tensors) {
      const values = new Float32Array(tensor.bytes().buffer);
      expect(values.every(Number.isFinite), tensor.key).toBe(true);
      if (tensor.key.endsWith('running_var')) expect(Math.min(...values), tensor.key).toBeGreaterThan(0);
    }
    expect(tensors.some(({ key }) => /^(fc|Mixed_6[de]|Mixed_7)/.test(key))).toBe(false);
  });

  it('refuses a model that is another', () => {
    const without = { ...packaged, manifest: packaged.manifest.slice(1) };
    expect(() => convertFrozenInceptionV3(without, specs)).toThrow(expect.objectContaining({ code: 'weights/entry' }));
    const renumbered: KerasModel = {
      ...packaged,
      manifest: packaged.manifest.map((entry) => ({ ...entry, name: entry.name.replace('conv2d_3/', 'conv2d_999/') })),
    };
    expect(() => convertFrozenInceptionV3(renumbered, specs)).toThrow(
      expect.objectContaining({ code: 'weights/entry', data: expect.objectContaining({ key: 'conv2d_3/kernel' }) }),
    );
  });
});

describe('the converted Inception-v3 on a photograph', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = new Engine(await openBackend('wasm'));
  });
  afterAll(() => engine.close());

  it("gives what the package's own model gives in stock TensorFlow.js, within 1e-3 of std", async () => {
    const { image } = await readPicture(
      await readFile(new URL('../../../public/samples/chelsea.jpg', import.meta.url)),
    );
    const { pixels } = prepare(image, preprocessingAt(SIZE, findNetwork('inception-v3').preprocessing));
    const { tensors } = convertFrozenInceptionV3(packaged, specs);
    const file = await openSafetensors(
      memorySource(new Uint8Array(Buffer.concat([...safetensorsPieces(tensors)])), 'f'),
    );
    const weights = fileWeights(file, 'timm', { timm: [] }, 'keras');
    const made = plan({
      graph: model.graph,
      shapes: inferShapes(model.graph, SIZE),
      targets: PLACES.map(([ours]) => model.outputs.get(ours) ?? ''),
      kept: () => false,
      picture: 'chelsea',
      weights: weights.identity,
      calibrated: false,
    });
    const picture = { height: SIZE, width: SIZE, channels: 3, pixels };
    const { release } = await engine.run(made, { picture, weights });

    await tf.setBackend('wasm');
    const whole = await tf.loadLayersModel(layersModel());
    const cut = tf.model({ inputs: whole.inputs, outputs: PLACES.map(([, theirs]) => outputOf(whole, theirs)) });
    const outputs = cut.predict(tf.tensor4d(pixels, [1, SIZE, SIZE, 3])) as tf.Tensor[];
    for (const [index, [ours]] of PLACES.entries()) {
      const node = model.outputs.get(ours) ?? '';
      const found = await engine.read(made.targets.get(node) ?? '', node);
      const wanted = (await outputs[index]?.data<'float32'>()) ?? new Float32Array(0);
      expect(found.length, ours).toBe(wanted.length);
      const mean = wanted.reduce((total, value) => total + value, 0) / wanted.length;
      const std = Math.sqrt(wanted.reduce((total, value) => total + (value - mean) ** 2, 0) / wanted.length);
      expect(std, ours).toBeGreaterThan(0.01);
      const worst = wanted.reduce((most, value, i) => {
        const difference = Math.abs(value - (found[i] ?? Number.NaN));
        return difference <= most ? most : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
      }, 0);
      expect(worst / std, ours).toBeLessThanOrEqual(1e-3);
    }
    release();
  });
});

/** The package's model as TensorFlow.js loads it, from memory. */
function layersModel(): tf.io.IOHandler {
  const load = createRequire(import.meta.url);
  const packagedJson = load(
    fileURLToPath(new URL('../../../node_modules/nsfwjs/dist/models/inception_v3/model.min.js', import.meta.url)),
  ) as { modelTopology: object; weightsManifest: readonly { weights: tf.io.WeightsManifestEntry[] }[] };
  return tf.io.fromMemory({
    modelTopology: packagedJson.modelTopology,
    weightSpecs: packagedJson.weightsManifest.flatMap(({ weights }) => weights),
    weightData: packaged.bytes.slice().buffer,
  });
}

function outputOf(whole: tf.LayersModel, layer: string): tf.SymbolicTensor {
  const { output } = whole.getLayer(layer);
  if (Array.isArray(output)) throw new Error(`${layer} has several outputs`);
  return output;
}
