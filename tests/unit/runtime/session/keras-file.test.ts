import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stateDict, type TensorSpec } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import type { Request, Results } from '@/lib/runtime/protocol';
import { SessionHost } from '@/lib/runtime/session/session-host';
import { chwToHwc, oihwToHwio } from '@/lib/weights/layout';
import { seededInput, seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SIZE = 75;

type Tensor = readonly [key: string, shape: readonly number[], data: Float32Array];

const blob = (tensors: readonly Tensor[]): Blob =>
  new Blob([
    ...safetensorsPieces(
      tensors.map(([key, shape, data]) => ({
        key,
        dtype: 'F32' as const,
        shape,
        byteLength: 4 * data.length,
        bytes: () => new Uint8Array(data.slice().buffer),
      })),
    ),
  ]);

/** The recipe, but with a γ of 1, which Keras leaves out. */
const numbersFor = ({ key, shape, role }: TensorSpec): Float32Array =>
  role === 'gamma' ? new Float32Array(shape[0] ?? 0).fill(1) : seededTensor(key, shape);

const NORM: Readonly<Record<string, string>> = { beta: 'beta', mean: 'moving_mean', variance: 'moving_variance' };

/**
 * The same numbers as keras-applications names and lays them out, in a program that had made 94 convolutions before.
 * @param residual names of the convolutions with a bias, in order.
 */
function kerasTensors(specs: readonly TensorSpec[], residual: readonly string[]): readonly Tensor[] {
  const biased = new Set(specs.filter(({ role }) => role === 'bias').map(({ key }) => key.replace(/bias$/, 'weight')));
  let [unit, sum] = [94, -1];
  return specs.flatMap((spec): readonly Tensor[] => {
    const { key, shape, role } = spec;
    const [o = 0, i = 0, h = 0, w = 0] = shape;
    if (role === 'weight') {
      const layer = biased.has(key) ? residual[++sum] : `conv2d_${++unit}`;
      return [[`${layer}/${layer}/kernel:0`, [h, w, i, o], oihwToHwio(numbersFor(spec), shape)]];
    }
    if (role === 'bias') return [[`${residual[sum]}/${residual[sum]}/bias:0`, shape, numbersFor(spec)]];
    const variable = NORM[role];
    if (variable === undefined) return [];
    const layer = `batch_normalization_${unit}`;
    return [[`${layer}/${layer}/${variable}:0`, shape, numbersFor(spec)]];
  });
}

describe('a file with the names and layouts of Keras', () => {
  const host = new SessionHost({ makeBitmap: async () => ({ close() {} }) as unknown as ImageBitmap });
  const ask = async <T extends Request['type']>(request: Extract<Request, { type: T }>): Promise<Results[T]> =>
    (await host.answer(request)) as Results[T];

  beforeAll(async () => {
    await ask<'open'>({ type: 'open', choice: 'wasm' });
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    await ask<'put-picture'>({ type: 'put-picture', key: 'p', height: SIZE, width: SIZE, channels: 3, pixels });
  });
  afterAll(() => host.close());

  it.each([
    ['inception-v3', 'keras', 'Mixed_5c', 'Mixed_5d.branch1x1.conv.weight', /^(Conv2d|Mixed_5[bc])/, []],
    [
      'inception-resnet-v2',
      'released',
      'repeat.1@relu',
      'repeat.2.branch0.conv.weight',
      /^(conv2d_[1-4]|mixed_5b|repeat\.[01]\.)/,
      ['block35_1_conv', 'block35_2_conv'],
    ],
  ] as const)('gives %s the numbers of the same file in PyTorch names', async (id, variant, at, beyond, held, sums) => {
    const { graph } = modelOf(id, variant);
    const { renames, keras } = findNetwork(id);
    await ask<'put-network'>({ type: 'put-network', key: id, graph, renames, ...(keras ? { keras } : {}) });
    const specs = stateDict(graph).filter(({ key, dtype }) => dtype === 'F32' && held.test(key));
    const files = {
      torch: blob(specs.map((spec) => [spec.key, spec.shape, numbersFor(spec)] as const)),
      keras: blob(kerasTensors(specs, sums)),
    };
    const values: Float32Array[] = [];
    for (const [naming, file] of Object.entries(files)) {
      const key = `${id} ${naming}`;
      const report = await ask<'put-weights'>({ type: 'put-weights', key, name: key, network: id, file });
      expect(report).toMatchObject({ misshapen: [], unexpected: [], fitting: specs.length });
      expect(report.naming === 'keras').toBe(naming === 'keras');
      const about = { network: id, picture: 'p', weights: { kind: 'file', key } } as const;
      values.push((await ask<'tensor'>({ type: 'tensor', ...about, node: at })).values);
      const node = graph.nodes.find(({ tensors }) => tensors.some((tensor) => tensor.key === beyond))?.id ?? '';
      await expect(ask<'tensor'>({ type: 'tensor', ...about, node })).rejects.toMatchObject({ code: 'weights/lacks' });
    }
    const [torch, ofKeras] = values;
    expect(torch?.some((value) => value > 0)).toBe(true);
    expect(ofKeras).toEqual(torch);
  });
});
