import { describe, expect, it } from 'vitest';
import { weightArithmetic, windowArithmetic } from '@/lib/analysis/arithmetic';
import { blocksOf } from '@/lib/analysis/blocks';
import { costOf, costOfPart, shareOf, totalCost } from '@/lib/analysis/cost';
import { chain, concat, conv, linear, network, residual } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import reference from '../../golden/architecture/timm-inception_v4.json';

const model = modelOf('inception-v4');
const shapes = inferShapes(model.graph, 299);
const costs = costOf(model, shapes);

describe('the cost of Inception-v4 at 299 against timm', () => {
  it('agrees in every total', () => {
    expect(totalCost(costs)).toEqual({
      parameters: reference.params_trainable,
      buffers: reference.buffers_numel_without_num_batches_tracked,
      macs: reference.summary_299.macs_total,
      activationElements: expect.any(Number),
      activationBytes: expect.any(Number),
      convolutions: reference.summary_299.conv_calls,
      convolutionElements: reference.summary_299.conv_output_elements,
    });
    expect(totalCost(costs)).toMatchObject({
      parameters: 42_679_816,
      macs: 12_253_974_624,
      convolutions: 149,
      convolutionElements: 15_089_184,
    });
    expect(costOfPart(model, costs, model.root)).toEqual(totalCost(costs));
  });

  it('agrees stage by stage in parameters, MACs, convolutions and output', () => {
    const ours = blocksOf(model)
      .filter((part) => part.referencePath !== null)
      .map((part) => {
        const { parameters, macs, convolutions } = costOfPart(model, costs, part);
        const output = shapes.get(model.outputs.get(part.id) ?? '') ?? [];
        const [h, w, c] = output;
        const out = c === undefined ? [1, h] : [1, c, h, w];
        return { path: part.path, out, params: parameters, convs: convolutions, macs };
      });
    expect(ours).toEqual(
      reference.stages_299.map(({ path, out, params, convs, macs }) => ({ path, out, params, convs, macs })),
    );
  });

  it('agrees call by call in MACs', () => {
    const macsOf = new Map(model.graph.nodes.map((node) => [node.referencePath, costs.get(node.id)?.macs]));
    const calls = reference.calls_299.filter((call) => 'macs' in call && call.macs !== undefined);
    expect(calls).toHaveLength(150);
    for (const call of calls) expect(macsOf.get(call.path), call.path).toBe(call.macs);
  });

  it('counts the weights of every tensor of the state dict once', () => {
    const [params, buffers] = (['param', 'buffer'] as const).map((kind) =>
      reference.state_dict
        .filter((tensor) => tensor.kind === kind && tensor.dtype !== 'int64')
        .reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0),
    );
    expect(totalCost(costs)).toMatchObject({ parameters: params, buffers });
  });

  it('says what share of the network each entry is', () => {
    const whole = totalCost(costs);
    const entries = [...model.parts.values()].filter(({ path }) => path === 'features' || path === 'head');
    const shares = entries.map((part) => shareOf(costOfPart(model, costs, part), whole));
    expect(entries).toHaveLength(2);
    expect((shares[0]?.parameters ?? 0) * whole.parameters).toBeCloseTo(reference.params_by_top_module.features, 3);
    for (const count of ['parameters', 'macs', 'activationBytes'] as const) {
      expect(shares.reduce((sum, share) => sum + share[count], 0)).toBeCloseTo(1, 12);
    }
  });
});

describe('cost of small parts, by hand', () => {
  it('counts biases and γ, β as parameters but adds no multiplications for them', () => {
    const small = readNetwork(network({ x: residual(concat(conv(2, [1, 7]), conv(3, 1))) }, { inputChannels: 4 }));
    const at = costOf(small, inferShapes(small.graph, 5, 6));
    expect(at.get('x.branch0@conv')).toMatchObject({ parameters: 56, macs: 56 * 30, convolutions: 1 });
    expect(at.get('x.branch0@bn')).toMatchObject({ parameters: 4, buffers: 4, macs: 0, activationElements: 60 });
    // 5 channels in, 4 out, and 4 biases.
    expect(at.get('x.conv2d')).toMatchObject({ parameters: 24, macs: 20 * 30, activationBytes: 4 * 4 * 30 });
    expect(at.get('x@add')).toMatchObject({ parameters: 0, macs: 0, convolutions: 0, activationElements: 120 });
    expect(at.get('input')?.activationElements).toBe(0);
  });

  it('costs nothing for a share of nothing', () => {
    const none = readNetwork(network({ x: chain(conv(1, 1)) }));
    const cost = totalCost(costOf(none, inferShapes(none.graph, 3)));
    expect(shareOf(cost, { ...cost, macs: 0 }).macs).toBe(0);
  });
});

describe('arithmetic as data', () => {
  const node = (id: string) => {
    const found = model.nodes.get(id);
    if (!found) throw new Error(id);
    return found;
  };

  it('spells ⌊(299 + 0 − 3) / 2⌋ + 1 = 149', () => {
    const axis = { size: 299, paddingBefore: 0, paddingAfter: 0, padding: 0, kernel: 3, stride: 2, output: 149 };
    expect(windowArithmetic(node('features.0@conv'), [299, 299, 3])).toEqual({ height: axis, width: axis });
  });

  it('keeps rows and columns apart', () => {
    const { height, width } = windowArithmetic(node('features.11.branch1.1@conv'), [17, 19, 192]) ?? {};
    expect(height).toMatchObject({ size: 17, kernel: 1, padding: 0, output: 17 });
    expect(width).toMatchObject({ size: 19, kernel: 7, paddingBefore: 3, paddingAfter: 3, padding: 6, output: 19 });
  });

  it('has none for ops without a window', () => {
    for (const id of ['features.0@bn', 'features.3', 'global_pool', 'last_linear', 'softmax']) {
      expect(windowArithmetic(node(id), [8, 8, 1536]), id).toBeNull();
    }
  });

  it('gives, for every window of the network, the shape that was inferred', () => {
    for (const each of model.graph.nodes) {
      const windows = windowArithmetic(each, shapes.get(each.inputs[0] ?? '') ?? []);
      if (windows) {
        expect([windows.height.output, windows.width.output]).toEqual(shapes.get(each.id)?.slice(0, 2));
      }
    }
  });

  it('spells 3·3·3·32·149·149 and 1536·1000', () => {
    expect(weightArithmetic(node('features.0@conv'), [299, 299, 3], [149, 149, 32])).toEqual({
      op: 'conv',
      kernel: [3, 3],
      inputChannels: 3,
      outputChannels: 32,
      places: [149, 149],
      weights: 864,
      biases: 0,
      macs: 19_181_664,
    });
    expect(weightArithmetic(node('last_linear'), [1536], [1000])).toMatchObject({
      op: 'linear',
      weights: 1_536_000,
      biases: 1000,
      macs: 1_536_000,
    });
    expect(weightArithmetic(node('features.0@relu'), [149, 149, 32], [149, 149, 32])).toBeNull();
    const bare = readNetwork(network({ pool: { kind: 'globalAvgPool' }, fc: linear(2, { bias: false }) }));
    const fc = bare.nodes.get('fc');
    expect(fc && weightArithmetic(fc, [3], [2])).toMatchObject({ weights: 6, biases: 0 });
  });
});
