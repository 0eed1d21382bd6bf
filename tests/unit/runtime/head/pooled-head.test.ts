import { describe, expect, it } from 'vitest';
import {
  batchNorm,
  chain,
  conv,
  dropout,
  globalAvgPool,
  l2Norm,
  linear,
  network,
  softmax,
} from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { modelOf } from '@/lib/networks';
import { headOf } from '@/lib/runtime/head/pooled-head';

const headOfEntries = (entries: Parameters<typeof network>[0]) => headOf(readNetwork(network(entries)).graph);
const maps = { a: conv(4, 3), b: conv(6, 1) };

describe('the head of a network', () => {
  it.each([
    ['inception-v4', null, 'features.21', 'last_linear', 1536],
    ['inception-v4', 'paper', 'features.21', 'last_linear', 1536],
    ['inception-resnet-v2', null, 'conv2d_7b', 'classif', 1536],
    ['inception-v3', null, 'Mixed_7c', 'fc', 2048],
    ['inception-resnet-v1', 'paper', 'repeat_3.4', 'logits', 1792],
  ])('of %s (%s) averages the maps of %s and scores them', (id, variant, features, logits, channels) => {
    const head = headOf(modelOf(id, variant).graph);
    expect(head).toMatchObject({ type: 'pooled', logits, channels, classes: 1000 });
    if (head.type !== 'pooled') return;
    expect(head.features.startsWith(features)).toBe(true);
    expect(head.weight.shape).toEqual([1000, channels]);
    expect(head.bias?.shape).toEqual([1000]);
  });

  it('of the released Inception-ResNet-v1 ends in an embedding', () => {
    const { graph } = modelOf('inception-resnet-v1');
    expect(headOf(graph)).toEqual({ type: 'not-scores', node: 'last_bn', op: 'batchNorm' });
  });

  it('is found without dropout, softmax and bias', () => {
    expect(headOfEntries({ ...maps, pool: globalAvgPool(), fc: linear(3, { bias: false }) })).toMatchObject({
      type: 'pooled',
      features: 'b@relu',
      logits: 'fc',
      bias: null,
    });
    const dropped = { ...maps, first: dropout(0.5), pool: globalAvgPool(), second: dropout(0.5), fc: linear(3) };
    expect(headOfEntries({ ...dropped, last: softmax() })).toMatchObject({ type: 'pooled', features: 'b@relu' });
  });

  it.each([
    ['has no linear layer', { ...maps, pool: globalAvgPool() }, { type: 'no-linear' }],
    [
      'normalises between mean and scores',
      { ...maps, pool: globalAvgPool(), bn: batchNorm(), fc: linear(3) },
      { type: 'not-means', node: 'bn', op: 'batchNorm' },
    ],
    [
      'has a hidden layer',
      { ...maps, pool: globalAvgPool(), hidden: linear(8), fc: linear(3) },
      { type: 'not-means', node: 'hidden', op: 'linear' },
    ],
    [
      'goes on after its scores',
      { ...maps, head: chain(globalAvgPool(), linear(3)), unit: l2Norm() },
      { type: 'not-scores', node: 'unit', op: 'l2Norm' },
    ],
  ])('is refused where it %s', (_, entries, refusal) => {
    expect(headOfEntries(entries)).toEqual(refusal);
  });
});
