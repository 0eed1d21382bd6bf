import { describe, expect, it } from 'vitest';
import { stateDict, type TensorSpec } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import { memorySource } from '@/lib/weights/byte-source';
import { matchOf } from '@/lib/weights/fit';
import { seededTensor } from '@/lib/weights/recipe';
import { openSafetensors, type SafetensorsFile } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { fileWeights } from '@/lib/weights/weight-source';

/** A layer of keras-applications: its name (null: numbered by Keras) and the extents of its kernel, H×W×I×O. */
interface KerasConv {
  readonly name: string | null;
  readonly kernel: readonly [number, number, number, number];
  readonly bias: boolean;
}

/** Writes down what the functions of keras-applications make, in the order in which they make it. */
class Maker {
  readonly convs: KerasConv[] = [];
  conv(
    inner: number,
    out: number,
    [h, w]: readonly [number, number],
    name: string | null = null,
    bias = false,
  ): number {
    this.convs.push({ name, kernel: [h, w, inner, out], bias });
    return out;
  }
  chain(inner: number, ...steps: readonly (readonly [number, number, number])[]): number {
    return steps.reduce((width, [out, h, w]) => this.conv(width, out, [h, w]), inner);
  }
}

/** keras/src/applications/inception_v3.py, read by hand. */
function inceptionV3(): readonly KerasConv[] {
  const m = new Maker();
  m.chain(3, [32, 3, 3], [32, 3, 3], [64, 3, 3], [80, 1, 1], [192, 3, 3]);
  let width = 192;
  for (const pool of [32, 64, 64]) {
    m.chain(width, [64, 1, 1]);
    m.chain(width, [48, 1, 1], [64, 5, 5]);
    m.chain(width, [64, 1, 1], [96, 3, 3], [96, 3, 3]);
    m.chain(width, [pool, 1, 1]);
    width = 64 + 64 + 96 + pool;
  }
  m.chain(width, [384, 3, 3]);
  m.chain(width, [64, 1, 1], [96, 3, 3], [96, 3, 3]);
  width = 768;
  for (const c of [128, 160, 160, 192]) {
    m.chain(width, [192, 1, 1]);
    m.chain(width, [c, 1, 1], [c, 1, 7], [192, 7, 1]);
    m.chain(width, [c, 1, 1], [c, 7, 1], [c, 1, 7], [c, 7, 1], [192, 1, 7]);
    m.chain(width, [192, 1, 1]);
  }
  m.chain(width, [192, 1, 1], [320, 3, 3]);
  m.chain(width, [192, 1, 1], [192, 1, 7], [192, 7, 1], [192, 3, 3]);
  width = 1280;
  for (const _ of [9, 10]) {
    m.chain(width, [320, 1, 1]);
    m.chain(width, [384, 1, 1]);
    m.chain(384, [384, 1, 3]);
    m.chain(384, [384, 3, 1]);
    m.chain(width, [448, 1, 1], [384, 3, 3]);
    m.chain(384, [384, 1, 3]);
    m.chain(384, [384, 3, 1]);
    m.chain(width, [192, 1, 1]);
    width = 2048;
  }
  return m.convs;
}

/** keras/src/applications/inception_resnet_v2.py, read by hand. */
function inceptionResnetV2(): readonly KerasConv[] {
  const m = new Maker();
  m.chain(3, [32, 3, 3], [32, 3, 3], [64, 3, 3], [80, 1, 1], [192, 3, 3]);
  m.chain(192, [96, 1, 1]);
  m.chain(192, [48, 1, 1], [64, 5, 5]);
  m.chain(192, [64, 1, 1], [96, 3, 3], [96, 3, 3]);
  m.chain(192, [64, 1, 1]);
  const sum = (inner: number, width: number, name: string) => m.conv(inner, width, [1, 1], name, true);
  for (let i = 1; i <= 10; i++) {
    m.chain(320, [32, 1, 1]);
    m.chain(320, [32, 1, 1], [32, 3, 3]);
    m.chain(320, [32, 1, 1], [48, 3, 3], [64, 3, 3]);
    sum(128, 320, `block35_${i}_conv`);
  }
  m.chain(320, [384, 3, 3]);
  m.chain(320, [256, 1, 1], [256, 3, 3], [384, 3, 3]);
  for (let i = 1; i <= 20; i++) {
    m.chain(1088, [192, 1, 1]);
    m.chain(1088, [128, 1, 1], [160, 1, 7], [192, 7, 1]);
    sum(384, 1088, `block17_${i}_conv`);
  }
  m.chain(1088, [256, 1, 1], [384, 3, 3]);
  m.chain(1088, [256, 1, 1], [288, 3, 3]);
  m.chain(1088, [256, 1, 1], [288, 3, 3], [320, 3, 3]);
  for (let i = 1; i <= 10; i++) {
    m.chain(2080, [192, 1, 1]);
    m.chain(2080, [192, 1, 1], [224, 1, 3], [256, 3, 1]);
    sum(448, 2080, `block8_${i}_conv`);
  }
  m.conv(2080, 1536, [1, 1], 'conv_7b');
  return m.convs;
}

const listed = (tensors: Iterable<readonly [string, readonly number[]]>): SafetensorsFile => ({
  source: memorySource(new Uint8Array(0), 'f'),
  bytes: 0,
  headerBytes: 0,
  entries: new Map([...tensors].map(([key, shape]) => [key, { key, dtype: 'F32', shape, from: 0, to: 0 }] as const)),
  metadata: {},
});

/** The tensors of a Keras model. @param first the number at which its count begins. */
function kerasFile(
  convs: readonly KerasConv[],
  [features, classes]: readonly [number, number],
  nameOf: (layer: string, variable: string) => string,
  first: number,
): SafetensorsFile {
  const tensors: (readonly [string, readonly number[]])[] = [];
  let at = first;
  for (const { name, kernel, bias } of convs) {
    const layer = name ?? (at === 0 ? 'conv2d' : `conv2d_${at}`);
    tensors.push([nameOf(layer, 'kernel'), kernel]);
    if (bias) {
      tensors.push([nameOf(layer, 'bias'), [kernel[3]]]);
      continue;
    }
    const norm = name ? `${name}_bn` : at === 0 ? 'batch_normalization' : `batch_normalization_${at}`;
    for (const variable of ['beta', 'moving_mean', 'moving_variance']) {
      tensors.push([nameOf(norm, variable), [kernel[3]]]);
    }
    if (!name) at++;
  }
  tensors.push([nameOf('predictions', 'kernel'), [features, classes]], [nameOf('predictions', 'bias'), [classes]]);
  // In a file the names stand in their own order: conv2d_10 before conv2d_2.
  return listed(tensors.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const networks = [
  ['inception-v3', inceptionV3(), [2048, 1000]],
  ['inception-resnet-v2', inceptionResnetV2(), [1536, 1000]],
] as const;

const match = (network: string, file: SafetensorsFile) => {
  const { renames, keras } = findNetwork(network);
  return matchOf(file, stateDict(modelOf(network).graph), renames, keras);
};

describe('the names of keras-applications', () => {
  const forms: [string, (layer: string, variable: string) => string, number][] = [
    ['conv2d_1/kernel:0, counted from 1', (layer, variable) => `${layer}/${variable}:0`, 1],
    ['conv2d/kernel, counted from nothing', (layer, variable) => `${layer}/${variable}`, 0],
    [
      'conv2d_95/conv2d_95/kernel:0, the second network of a program',
      (layer, variable) => `${layer}/${layer}/${variable}:0`,
      95,
    ],
    ['model_weights/…', (layer, variable) => `model_weights/${layer}/${layer}/${variable}:0`, 1],
    ['conv2d.kernel', (layer, variable) => `${layer}.${variable}`, 0],
  ];
  for (const [network, convs, head] of networks) {
    it.each(forms)(`of ${network} as %s are all found, each with the shape that Keras gives it`, (_, nameOf, first) => {
      const { fit } = match(network, kerasFile(convs, head, nameOf, first));
      expect(fit).toMatchObject({ naming: 'keras', lacking: [], unexpected: [], classes: 1000 });
    });
  }

  it('of a fine-tuned model have a head of their own', () => {
    for (const [network, convs, [features]] of networks) {
      const file = kerasFile(
        convs,
        [features, 12],
        (layer, variable) => `${layer.replace('predictions', 'dense_1')}/${variable}:0`,
        1,
      );
      expect(match(network, file).fit, network).toMatchObject({ lacking: [], classes: 12, head: 'dense_1/kernel:0' });
    }
  });

  it('of the first layers alone are a part', () => {
    const { entries } = kerasFile(inceptionV3(), [2048, 1000], (layer, variable) => `${layer}/${variable}:0`, 1);
    const few = [...entries.values()].filter(({ key }) => Number(/_(\d+)\//.exec(key)?.[1] ?? 999) <= 5);
    const { fit } = match('inception-v3', listed(few.map(({ key, shape }) => [key, shape] as const)));
    expect(fit).toMatchObject({ naming: 'keras', fitting: 5 * 5, misshapen: [] });
    expect(fit.lacking).not.toContain('Conv2d_4a_3x3.conv.weight');
    expect(fit.lacking).toContain('Mixed_5b.branch1x1.conv.weight');
  });

  it('keep their place where some between them are not in the file, wherever the count began', () => {
    for (const start of [0, 1, 95]) {
      const { entries } = kerasFile(inceptionV3(), [2048, 1000], (layer, variable) => `${layer}/${variable}:0`, start);
      // The 41st to 50th layers are Mixed_6c, whose shapes are those of Mixed_6d, the 51st to 60th.
      const without = [...entries.values()].filter(({ key }) => {
        const at = Number(/_(\d+)\//.exec(key)?.[1] ?? 0) - start;
        return key.startsWith('predictions') || at < 40 || at >= 50;
      });
      const { fit, placeOf } = match('inception-v3', listed(without.map(({ key, shape }) => [key, shape] as const)));
      const lost = new Set(fit.lacking.map((key) => key.split('.')[0]));
      expect([...lost]).toEqual(['Mixed_6c']);
      expect(fit.misshapen).toEqual([]);
      const spec = stateDict(modelOf('inception-v3').graph).find(({ key }) => key === 'Mixed_6d.branch1x1.conv.weight');
      expect(spec && placeOf(spec)).toMatchObject({ key: `conv2d_${50 + start}/kernel:0` });
    }
  });

  it('of a residual convolution is its own where another is not in the file', () => {
    const { entries } = kerasFile(inceptionResnetV2(), [1536, 1000], (layer, variable) => `${layer}/${variable}:0`, 1);
    const without = [...entries.values()].filter(({ key }) => !key.startsWith('block17_5_conv/'));
    const { fit, placeOf } = match(
      'inception-resnet-v2',
      listed(without.map(({ key, shape }) => [key, shape] as const)),
    );
    expect(fit.lacking).toEqual(['repeat_1.4.conv2d.weight', 'repeat_1.4.conv2d.bias']);
    const spec = stateDict(modelOf('inception-resnet-v2').graph).find(({ key }) => key === 'repeat_1.5.conv2d.weight');
    expect(spec && placeOf(spec)).toMatchObject({ key: 'block17_6_conv/kernel:0' });
  });

  it('keep their place where the first batch norm is not in the file', () => {
    const { entries } = kerasFile(inceptionV3(), [2048, 1000], (layer, variable) => `${layer}/${variable}:0`, 1);
    const without = [...entries.values()].filter(({ key }) => !key.startsWith('batch_normalization_1/'));
    const { fit } = match('inception-v3', listed(without.map(({ key, shape }) => [key, shape] as const)));
    expect(new Set(fit.lacking.map((key) => key.split('.')[0]))).toEqual(new Set(['Conv2d_1a_3x3']));
  });

  it('are not looked for where Keras has no such network', () => {
    const file = kerasFile(inceptionV3(), [2048, 1000], (layer, variable) => `${layer}/${variable}:0`, 1);
    expect(match('inception-v4', file).fit.fitting).toBe(0);
  });

  it('give the numbers in the layout of the state dict, and a γ of 1', async () => {
    const specs: readonly TensorSpec[] = [
      { key: 'a.conv.weight', shape: [4, 2, 3, 1], dtype: 'F32', role: 'weight' },
      { key: 'a.bn.weight', shape: [4], dtype: 'F32', role: 'gamma' },
      { key: 'a.bn.bias', shape: [4], dtype: 'F32', role: 'beta' },
      { key: 'a.bn.running_mean', shape: [4], dtype: 'F32', role: 'mean' },
      { key: 'a.bn.running_var', shape: [4], dtype: 'F32', role: 'variance' },
      { key: 'fc.weight', shape: [1000, 4], dtype: 'F32', role: 'weight' },
      { key: 'fc.bias', shape: [1000], dtype: 'F32', role: 'bias' },
    ];
    const kernel = seededTensor('k.weight', [3, 1, 2, 4]);
    const matrix = seededTensor('m.weight', [4, 1000]);
    const tensors = {
      'conv2d/kernel:0': [[3, 1, 2, 4], kernel],
      'batch_normalization/beta:0': [[4], Float32Array.of(1, 2, 3, 4)],
      'batch_normalization/moving_mean:0': [[4], Float32Array.of(5, 6, 7, 8)],
      'batch_normalization/moving_variance:0': [[4], Float32Array.of(9, 10, 11, 12)],
      'predictions/kernel:0': [[4, 1000], matrix],
      'predictions/bias:0': [[1000], new Float32Array(1000).fill(0.25)],
    } as const;
    const pieces = safetensorsPieces(
      Object.entries(tensors).map(([key, [shape, data]]) => ({
        key,
        shape,
        dtype: 'F32' as const,
        byteLength: data.byteLength,
        bytes: () => new Uint8Array(data.slice().buffer),
      })),
    );
    const file = await openSafetensors(memorySource(new Uint8Array(Buffer.concat([...pieces])), 'f'));
    const found = matchOf(file, specs, { timm: [] }, true);
    expect(found.fit).toMatchObject({ naming: 'keras', lacking: [] });
    const weights = fileWeights(file, found, 'i');
    for (const source of [weights, weights.ahead?.(specs) ?? weights]) {
      const read = async (index: number) => source.tensor(specs[index] as TensorSpec);
      const conv = await read(0);
      for (let o = 0; o < 4; o++) {
        for (let i = 0; i < 2; i++) {
          for (let h = 0; h < 3; h++) expect(conv[(o * 2 + i) * 3 + h]).toBe(kernel[(h * 2 + i) * 4 + o]);
        }
      }
      expect([...(await read(1))]).toEqual([1, 1, 1, 1]);
      expect([...(await read(4))]).toEqual([9, 10, 11, 12]);
      const linear = await read(5);
      for (const [unit, inner] of [
        [0, 0],
        [999, 3],
        [12, 1],
      ] as const) {
        expect(linear[unit * 4 + inner]).toBe(matrix[inner * 1000 + unit]);
      }
    }
  });
});
