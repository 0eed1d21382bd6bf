import { describe, expect, it } from 'vitest';
import { costOf, totalCost } from '@/lib/analysis/cost';
import type { GraphNode } from '@/lib/graph/graph';
import { stateDict } from '@/lib/graph/graph';
import { inferShapes, type Shape, smallestSize } from '@/lib/graph/shapes';
import { findNetwork, modelOf, renameKey } from '@/lib/networks';
import cadeneV2 from '../../golden/architecture/cadene-inceptionresnetv2.json';
import facenetV1 from '../../golden/architecture/facenet-inception_resnet_v1.json';
import timmV2 from '../../golden/architecture/timm-inception_resnet_v2.json';
import timmV3 from '../../golden/architecture/timm-inception_v3.json';
import timmV4 from '../../golden/architecture/timm-inception_v4.json';

/** An op of a recorded run: shapes are NCHW with the batch, lists of them for joins. */
interface Call {
  readonly path: string;
  readonly op: string;
  readonly out: readonly number[];
  readonly in?: unknown;
  readonly k?: readonly number[];
  readonly s?: readonly number[];
  readonly p?: readonly number[];
  readonly bias?: boolean;
  readonly eps?: number;
  readonly scale?: readonly number[];
  readonly count_include_pad?: boolean;
}

interface Reference {
  readonly model: string;
  readonly params_trainable: number;
  readonly state_dict: readonly { readonly key: string; readonly shape: readonly number[]; readonly dtype: string }[];
  readonly calls_299: readonly Call[];
  readonly calls_160?: readonly Call[];
}

/** Every recorded implementation, the network that it is, and the names that it uses. */
const references: readonly [string, string, string, Reference, number][] = [
  ['timm Inception-v3', 'inception-v3', 'timm', timmV3, 566],
  ['timm Inception-v4', 'inception-v4', 'timm', timmV4, 896],
  ['timm Inception-ResNet-v2', 'inception-resnet-v2', 'timm', timmV2, 1306],
  ['Cadene Inception-ResNet-v2', 'inception-resnet-v2', 'cadene', cadeneV2, 1306],
  ['facenet-pytorch Inception-ResNet-v1', 'inception-resnet-v1', 'facenet', facenetV1, 714],
];

/** NCHW without the batch as H×W×C; a flattened vector stays one. */
const ourShape = (out: readonly number[]): Shape => {
  const [, c = 0, h, w] = out;
  return h === undefined || w === undefined ? [c] : [h, w, c];
};

const OPS: Readonly<Record<string, string>> = {
  Conv2d: 'conv',
  BatchNorm2d: 'batchNorm',
  BatchNorm1d: 'batchNorm',
  'BatchNorm2d(F.batch_norm)': 'batchNorm',
  ReLU: 'relu',
  MaxPool2d: 'maxPool',
  'F.max_pool2d': 'maxPool',
  AvgPool2d: 'avgPool',
  'F.avg_pool2d': 'avgPool',
  'F.cat': 'concat',
  'F.mul': 'scale',
  'F.add': 'add',
  AdaptiveAvgPool2d: 'globalAvgPool',
  Dropout: 'dropout',
  Linear: 'linear',
  'F.normalize': 'l2Norm',
};

/** Cadene averages the whole map with an 8×8 pool, and has no dropout; a view only drops the extents of one. */
function traceOf(calls: readonly Call[]): readonly Call[] {
  const skipped = new Set(['Identity', 'Flatten', 'F.view']);
  return calls
    .filter(({ op }) => !skipped.has(op))
    .map((call) => (call.path === 'avgpool_1a' ? { ...call, op: 'AdaptiveAvgPool2d' } : call));
}

const isVectorHere = (op: string): boolean => op === 'AdaptiveAvgPool2d' || op === 'Dropout';

function expectSame(node: GraphNode, call: Call, shapes: ReadonlyMap<string, Shape>): void {
  expect(node.op.type, call.path).toBe(OPS[call.op]);
  expect(shapes.get(node.id), call.path).toEqual(ourShape(isVectorHere(call.op) ? call.out.slice(0, 2) : call.out));
  if ('kernel' in node.op) {
    const { kernel, stride, padding } = node.op;
    expect({ k: kernel, s: stride, p: [padding.top, padding.left] }, call.path).toEqual({
      k: call.k,
      s: call.s,
      p: call.p,
    });
    // PyTorch pads both sides alike.
    expect([padding.bottom, padding.right], call.path).toEqual(call.p);
  }
  if (node.op.type === 'conv') expect(node.op.bias, call.path).toBe(call.bias);
  if (node.op.type === 'batchNorm') expect(node.op.epsilon, call.path).toBe(call.eps);
  if (node.op.type === 'avgPool') expect(node.op.countPadding, call.path).toBe(call.count_include_pad);
  if (node.op.type === 'scale') expect([node.op.factor], call.path).toEqual(call.scale);
  if (node.op.type === 'concat' || node.op.type === 'add') {
    expect(
      node.inputs.map((id) => shapes.get(id)),
      call.path,
    ).toEqual((call.in as number[][]).map(ourShape));
  }
}

describe.each(references)('%s', (_, network, naming, reference, tensors) => {
  const definition = findNetwork(network);
  const { graph } = modelOf(network);

  it('has the same state-dict keys and shapes in the same order', () => {
    const ours = stateDict(graph).map(({ key, shape, dtype }) => ({
      key: renameKey(definition, naming, key),
      shape,
      dtype,
    }));
    const theirs = reference.state_dict.map(({ key, shape, dtype }) => ({
      key,
      shape,
      dtype: dtype === 'int64' ? 'I64' : 'F32',
    }));
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(tensors);
  });

  it('has as many parameters', () => {
    expect(totalCost(costOf({ graph }, inferShapes(graph, 299))).parameters).toBe(reference.params_trainable);
  });

  const sizes = [
    [299, reference.calls_299],
    ...(reference.calls_160 ? [[160, reference.calls_160] as const] : []),
  ] as const;

  it.each(sizes)(
    'executes the same ops in the same order at %i, with the same shapes and attributes',
    (size, calls) => {
      const shapes = inferShapes(graph, size);
      const trace = traceOf(calls);
      const left = new Set(
        trace.some(({ op }) => op === 'Dropout') ? ['input', 'softmax'] : ['input', 'softmax', 'dropout'],
      );
      const nodes = graph.nodes.filter(({ op }) => !left.has(op.type));
      expect(nodes).toHaveLength(trace.length);
      trace.forEach((call, index) => {
        const node = nodes[index];
        if (!node) throw new Error(`no node for ${call.path}`);
        expectSame(node, call, shapes);
      });
    },
  );
});

describe('the totals of the references', () => {
  it.each([
    ['inception-v3', 'released', 299, 23_834_568, 5_713_216_096, 94],
    ['inception-v4', 'released', 299, 42_679_816, 12_253_974_624, 149],
    ['inception-resnet-v2', 'released', 299, 55_843_464, 13_155_794_016, 244],
    ['inception-resnet-v1', 'released', 299, 23_482_624, 6_307_723_360, 132],
    ['inception-resnet-v1', 'released', 160, 23_482_624, 1_417_662_304, 132],
  ])('%s:%s at %i', (network, variant, size, parameters, macs, convolutions) => {
    const { graph } = modelOf(network, variant);
    expect(totalCost(costOf({ graph }, inferShapes(graph, size)))).toMatchObject({ parameters, macs, convolutions });
  });

  /** FACTS section 4, computed there from the transcribed widths; MACs in units of 10⁹ to three places. */
  it.each([
    ['inception-v4', 42_679_816, '12.254', 149],
    ['inception-resnet-v1', 22_756_328, '6.206', 127],
    ['inception-resnet-v2', 32_433_928, '9.258', 132],
  ])('%s:paper at 299', (network, parameters, macs, convolutions) => {
    const { graph } = modelOf(network, 'paper');
    const total = totalCost(costOf({ graph }, inferShapes(graph, 299)));
    expect(total).toMatchObject({ parameters, convolutions });
    expect((total.macs / 1e9).toFixed(3)).toBe(macs);
  });

  it('differ in the shape of 43 convolution weights between the two variants of Inception-v4, and in nothing else', () => {
    const [paper, released] = ['paper', 'released'].map((variant) => stateDict(modelOf('inception-v4', variant).graph));
    expect(paper?.map(({ key }) => key)).toEqual(released?.map(({ key }) => key));
    const other = (paper ?? []).filter(({ shape }, i) => String(shape) !== String(released?.[i]?.shape));
    expect(other).toHaveLength(43);
    expect(other.every(({ key }) => key.endsWith('.conv.weight'))).toBe(true);
  });
});

describe('the smallest picture', () => {
  it('of Inception-v4 has 75 pixels a side, and the error says which op stops a smaller one', () => {
    const model = modelOf('inception-v4');
    expect(smallestSize(model.graph)).toBe(75);
    expect(() => inferShapes(model.graph, 74)).toThrow(
      expect.objectContaining({
        code: 'shape/window-too-large',
        data: expect.objectContaining({ node: 'features.18.branch0.1@conv', input: [2, 2, 192], window: [3, 3] }),
      }),
    );
  });

  it('is the same for the whole family: one place is left of 8', () => {
    for (const network of ['inception-v3', 'inception-resnet-v1', 'inception-resnet-v2']) {
      expect(smallestSize(modelOf(network).graph), network).toBe(75);
    }
  });
});
