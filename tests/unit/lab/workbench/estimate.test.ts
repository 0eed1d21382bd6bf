import { describe, expect, it } from 'vitest';
import { estimateTime, learnRate, remaining } from '@/components/lab/workbench/estimate';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';

const model = modelOf('inception-v4');
const shapes = inferShapes(model.graph, 299);
const last = model.graph.nodes.at(-1)?.id ?? '';

describe('what is still to be computed', () => {
  it('is the whole network for the last tensor: the published multiply-accumulates and parameters', () => {
    const all = remaining(model, shapes, last, new Set());
    expect(all.macs).toBe(12_253_974_624);
    expect(all.nodes).toHaveLength(model.graph.nodes.length - 1);
    // 42,679,816 parameters, and a running mean and variance for each of the 149 normalised layers.
    const buffers = model.graph.nodes
      .filter(({ op }) => op.type === 'batchNorm')
      .reduce((total, { channels }) => total + 2 * channels, 0);
    expect(all.weightBytes).toBe(4 * (42_679_816 + buffers));
  });

  it('is nothing for what is kept', () => {
    expect(remaining(model, shapes, last, new Set([last]))).toEqual({
      nodes: [],
      macs: 0,
      weightBytes: 0,
      activationBytes: 0,
    });
  });

  it('goes on from what is kept: a unit after its kept input is that unit alone', () => {
    const first = remaining(model, shapes, 'features.0@relu', new Set());
    // 3×3×3×32 weights at 149×149 places.
    expect(first.macs).toBe(3 * 3 * 3 * 32 * 149 * 149);
    expect(first.nodes).toEqual(['features.0@conv', 'features.0@bn', 'features.0@relu']);
    expect(first.activationBytes).toBe(149 * 149 * 32 * 4);
    const second = remaining(model, shapes, 'features.1@relu', new Set(first.nodes));
    expect(second.nodes).toEqual(['features.1@conv', 'features.1@bn', 'features.1@relu']);
    expect(second.macs).toBe(3 * 3 * 32 * 32 * 147 * 147);
  });

  it('counts a tensor inside a unit when it is what was asked for', () => {
    const { nodes, activationBytes } = remaining(model, shapes, 'features.0@conv', new Set());
    expect(nodes).toEqual(['features.0@conv']);
    expect(activationBytes).toBe(149 * 149 * 32 * 4);
  });
});

describe('how long it will take', () => {
  it('says that nothing was measured before the first run, and scales with the work', () => {
    const one = estimateTime(14e9, {}, 'wasm', false);
    expect(one.measured).toBe(false);
    expect(estimateTime(28e9, {}, 'wasm', false).milliseconds).toBe(2 * one.milliseconds);
    expect(estimateTime(1e9, {}, 'webgpu', true).milliseconds).toBeGreaterThan(
      estimateTime(1e9, {}, 'wasm', false).milliseconds,
    );
  });

  it('follows what was measured, and learns nothing from next to no work', () => {
    const learned = learnRate({}, 'wasm', 1e9, 100);
    expect(estimateTime(2e9, learned, 'wasm', false)).toEqual({ milliseconds: 200, measured: true });
    expect(estimateTime(2e9, learned, 'cpu', false).measured).toBe(false);
    expect(learnRate(learned, 'wasm', 1000, 100)).toBe(learned);
    expect(learnRate(learned, 'wasm', 3e9, 100).wasm).toBe((1e7 + 3e7) / 2);
  });
});
