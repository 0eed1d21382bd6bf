import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { onnxModel } from '@/lib/export/onnx/onnx';
import { joined, message, messageField, numberField, textField } from '@/lib/export/onnx/protobuf';
import {
  avgPool,
  batchNorm,
  chain,
  concat,
  conv,
  dropout,
  globalAvgPool,
  l2Norm,
  linear,
  maxPool,
  network,
  residual,
  softmax,
} from '@/lib/graph/combinators';
import { type Model, readNetwork } from '@/lib/graph/model';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf, networks } from '@/lib/networks';
import { Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { plan } from '@/lib/runtime/plan/plan';
import { tensorStatistics } from '@/lib/tiles/statistics';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { seededWeights } from '@/lib/weights/weight-source';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
ort.env.wasm.numThreads = 1;

describe('the writer', () => {
  it('writes the examples of the format’s own documentation', () => {
    // protobuf.dev/programming-guides/encoding: 150 in field 1; "testing" in field 2; the first inside field 3.
    expect([...joined(numberField(1, 150))]).toEqual([0x08, 0x96, 0x01]);
    expect([...joined(textField(2, 'testing'))]).toEqual([0x12, 7, ...new TextEncoder().encode('testing')]);
    expect([...joined(messageField(3, numberField(1, 150)))]).toEqual([0x1a, 3, 0x08, 0x96, 0x01]);
    expect(joined(message())).toHaveLength(0);
  });

  it('writes numbers beyond 32 bits and refuses those that it cannot', () => {
    expect([...joined(numberField(1, 2 ** 35))]).toEqual([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]);
    expect(() => numberField(1, -1)).toThrow(RangeError);
    expect(() => numberField(1, 0.5)).toThrow(RangeError);
  });
});

describe('onnxruntime computes from the exported file what the engine computes', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = new Engine(await openBackend('wasm'));
  });
  afterAll(() => engine.close());

  /** The largest difference of each output, in standard deviations of ours. */
  async function disagreement(model: Model, size: number, outputs: readonly string[]): Promise<readonly number[]> {
    const { graph } = model;
    const shapes = inferShapes(graph, size);
    const chw = seededInput(size);
    const file = joined(await onnxModel({ name: 'test', graph, shapes, weights: seededWeights, outputs }));
    const session = await ort.InferenceSession.create(file);
    const found = await session.run({ input: new ort.Tensor('float32', chw, [1, 3, size, size]) });
    const planned = plan({
      graph,
      shapes,
      targets: outputs,
      kept: (key) => engine.has(key),
      picture: `onnx ${size}`,
      weights: 'seeded',
      calibrated: false,
    });
    const picture = { height: size, width: size, channels: 3, pixels: chwToHwc(chw, size, size, 3) };
    const { release } = await engine.run(planned, { picture, weights: seededWeights });
    const differences: number[] = [];
    for (const id of outputs) {
      const ours = await engine.read(planned.targets.get(id) ?? '', id);
      const [, channels = 0, h = 1, w = 1] = found[id]?.dims ?? [];
      const theirs = chwToHwc((await found[id]?.getData()) as Float32Array, h, w, channels);
      expect(theirs).toHaveLength(ours.length);
      const { std } = tensorStatistics(ours);
      expect(std).toBeGreaterThan(0);
      differences.push(
        ours.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (theirs[i] ?? Number.NaN))), 0) / std,
      );
    }
    release();
    await session.release();
    return differences;
  }

  it('for every op: asymmetric paddings, both kinds of mean, scaled sums, embeddings', async () => {
    const model = readNetwork(
      network({
        features: chain(
          conv(8, [3, 2], { stride: 2 }),
          maxPool(3, { stride: 1, padding: { top: 1, bottom: 1, left: 0, right: 1 } }),
          concat(
            chain(avgPool(3, { countPadding: true }), conv(4, [1, 7])),
            chain(avgPool(3, { countPadding: false }), conv(4, [5, 1])),
            avgPool(2, { stride: 1, padding: { top: 1, bottom: 0, left: 0, right: 1 }, countPadding: false }),
          ),
          residual(conv(6, 3), { scale: 0.17 }),
        ),
        pool: globalAvgPool(),
        drop: dropout(0.2),
        last: linear(12),
        norm: batchNorm(),
        embedding: l2Norm(),
        soft: softmax(),
      }),
    );
    const outputs = model.graph.nodes.slice(1).map(({ id }) => id);
    const differences = await disagreement(model, 23, outputs);
    outputs.forEach((id, i) => {
      expect(differences[i], id).toBeLessThan(1e-3);
    });
  });

  it('for pools in ceil mode', async () => {
    const features = chain(
      conv(4, 3),
      maxPool(3, { stride: 2, ceil: true }),
      conv(4, 1),
      maxPool(2, { stride: 2, ceil: true }),
    );
    const model = readNetwork(network({ features }));
    const outputs = model.graph.nodes.slice(1).map(({ id }) => id);
    // Rounding up tells: 14 → 7 → 4.
    for (const difference of await disagreement(model, 14, outputs)) expect(difference).toBeLessThan(1e-3);
  });

  for (const { id, defaultSize } of networks) {
    it(`for ${id} from the picture to the last tensor, at a small size`, async () => {
      const model = modelOf(id);
      const last = model.graph.nodes.at(-1)?.id ?? '';
      const before = model.graph.nodes.findLast(({ op }) => op.type === 'globalAvgPool')?.id ?? '';
      const [worst, earlier] = await disagreement(model, Math.min(107, defaultSize), [last, before]);
      expect(worst).toBeLessThan(1e-3);
      expect(earlier).toBeLessThan(1e-3);
    });
  }

  it('holds what the outputs need and nothing else', async () => {
    const { graph } = modelOf('inception-v4');
    const shapes = inferShapes(graph, 107);
    const asked: string[] = [];
    const weights = {
      identity: 'noted',
      tensor: (spec: Parameters<typeof seededWeights.tensor>[0]) => {
        asked.push(spec.key);
        return seededWeights.tensor(spec);
      },
    };
    await onnxModel({ name: 'cut', graph, shapes, weights, outputs: ['features.0@bn'] });
    expect(asked).toEqual([
      'features.0.conv.weight',
      ...['weight', 'bias', 'running_mean', 'running_var'].map((name) => `features.0.bn.${name}`),
    ]);
  });
});
