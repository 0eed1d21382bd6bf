import { describe, expect, it } from 'vitest';
import { stateDict } from '@/lib/graph/graph';
import { inferShapes, smallestSize } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import reference from '../../golden/architecture/timm-inception_v4.json';

const model = modelOf('inception-v4');

/** timm's NCHW without the batch; a flattened vector stays one. */
const ourShape = (out: readonly number[]): readonly number[] => {
  const [, c = 0, h, w] = out;
  return h === undefined || w === undefined ? [c] : [h, w, c];
};

describe('Inception-v4 against the state dict of timm', () => {
  it('has the same keys and shapes in the same order', () => {
    const ours = stateDict(model.graph).map(({ key, shape, dtype }) => ({ key, shape, dtype }));
    const theirs = reference.state_dict.map(({ key, shape, dtype }) => ({
      key,
      shape,
      dtype: dtype === 'int64' ? 'I64' : 'F32',
    }));
    expect(ours).toEqual(theirs);
    expect(ours).toHaveLength(896);
  });
});

describe('Inception-v4 against the op trace of timm at 299', () => {
  const shapes = inferShapes(model.graph, 299);
  const skipped = new Set(['Identity', 'Flatten']);
  const trace = reference.calls_299.filter((call) => !skipped.has(call.op));

  it('executes the same ops in the same order, with the same shapes and attributes', () => {
    const types: Record<string, string> = {
      Conv2d: 'conv',
      'BatchNorm2d(F.batch_norm)': 'batchNorm',
      ReLU: 'relu',
      MaxPool2d: 'maxPool',
      AvgPool2d: 'avgPool',
      'F.cat': 'concat',
      AdaptiveAvgPool2d: 'globalAvgPool',
      Dropout: 'dropout',
      Linear: 'linear',
    };
    const nodes = model.graph.nodes.filter(({ op }) => op.type !== 'input' && op.type !== 'softmax');
    expect(nodes).toHaveLength(trace.length);
    trace.forEach((call, index) => {
      const node = nodes[index];
      if (!node) throw new Error(`no node for ${call.path}`);
      expect(node.op.type, call.path).toBe(types[call.op]);
      const out = call.op === 'AdaptiveAvgPool2d' ? call.out.slice(0, 2) : call.out;
      expect(shapes.get(node.id), call.path).toEqual(ourShape(out));
      if ('kernel' in node.op) {
        const { kernel, stride, padding } = node.op;
        expect({ k: kernel, s: stride, p: [padding.top, padding.left] }, call.path).toEqual({
          k: call.k,
          s: call.s,
          p: call.p,
        });
      }
      if (node.op.type === 'avgPool') expect(node.op.countPadding, call.path).toBe(call.count_include_pad);
      if (node.op.type === 'concat') {
        expect(
          node.inputs.map((id) => shapes.get(id)),
          call.path,
        ).toEqual((call.in as number[][]).map(ourShape));
      }
    });
  });

  it('needs a picture of at least 75 pixels', () => {
    expect(smallestSize(model.graph)).toBe(75);
    expect(() => inferShapes(model.graph, 74)).toThrow(
      expect.objectContaining({
        code: 'shape/window-too-large',
        data: expect.objectContaining({ node: 'features.18.branch0.1@conv', input: [2, 2, 192], window: [3, 3] }),
      }),
    );
  });
});
