import { describe, expect, it } from 'vitest';
import { publishedCounts } from '@/content/results';
import { auxiliaryHeadParameters } from '@/lib/analysis/auxiliary-head';
import { type Counted, countBy } from '@/lib/analysis/published-counts';
import { chain, conv, linear, network } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes } from '@/lib/graph/shapes';
import { resolveAddress } from '@/lib/networks';

const modelAt = (address: string) => {
  const { model } = resolveAddress(address);
  return { model, shapes: inferShapes(model.graph, 299) };
};

describe('published counts', () => {
  it.each(publishedCounts.map((each) => [`${each.rule} of ${each.network}`, each] as const))(
    '%s follows to the last printed digit',
    (_name, { rule, network: address, printed, unit, decimals }) => {
      const { model, shapes } = modelAt(address);
      expect((countBy(rule, model, shapes).total / unit).toFixed(decimals)).toBe(printed.toFixed(decimals));
    },
  );

  it('of timm and Keras cannot be had without what the rule adds', () => {
    const gapped = publishedCounts.filter(({ rule }) => rule === 'timm-gmacs' || rule === 'keras-parameters');
    expect(gapped).toHaveLength(5);
    for (const { rule, network: address, printed, unit, decimals } of gapped) {
      const { model, shapes } = modelAt(address);
      const [ours] = countBy(rule, model, shapes).terms;
      expect(((ours?.value ?? 0) / unit).toFixed(decimals), `${rule} of ${address}`).not.toBe(
        printed.toFixed(decimals),
      );
    }
  });

  it('are put together from the counts of the facts, section 1', () => {
    const { model, shapes } = modelAt('inception-resnet-v2:released');
    expect(countBy('keras-parameters', model, shapes)).toEqual({
      rule: 'keras-parameters',
      terms: [
        { counted: 'parameters', times: 1, value: 55_843_464 },
        { counted: 'gammas', times: -1, value: 30_272 },
        { counted: 'running-statistics', times: 1, value: 60_544 },
      ],
      total: 55_873_736,
    });
    expect(countBy('timm-activations', model, shapes).total).toBe(25_058_976);
    expect(countBy('timm-gmacs', model, shapes).terms[0]).toEqual({
      counted: 'macs',
      times: 1,
      value: 13_155_794_016,
    });
  });
});

describe('the auxiliary head of torchvision', () => {
  it('has the parameters of two units and a classifier, running statistics left out', () => {
    const unit = (inputs: number, filters: number, side: number): number => inputs * filters * side ** 2 + 2 * filters;
    const classifier = 768 * 1000 + 1000;
    expect(unit(768, 128, 1) + unit(128, 768, 5) + classifier).toBe(3_326_696);
    expect(auxiliaryHeadParameters()).toBe(3_326_696);
  });

  it('is what torchvision counts beyond ours', () => {
    const { model, shapes } = modelAt('inception-v3:released');
    expect(countBy('torchvision-parameters', model, shapes)).toEqual({
      rule: 'torchvision-parameters',
      terms: [
        { counted: 'parameters', times: 1, value: 23_834_568 },
        { counted: 'auxiliary-head', times: 1, value: 3_326_696 },
      ],
      total: 27_161_264,
    });
  });
});

describe('the counts of a network small enough to count by hand', () => {
  // 5×5×2 → 3×3×4 with 3·3·2·4 weights, γ and β and two statistics for each of 4 channels; then 4 → 3 with biases.
  const model = readNetwork(
    network({ body: chain(conv(4, 3, { padding: 'valid' })), head: linear(3) }, { inputChannels: 2 }),
  );
  const shapes = new Map(
    model.graph.nodes.map(({ id, op }) => [
      id,
      op.type === 'input' ? [5, 5, 2] : op.type === 'linear' ? [3] : [3, 3, 4],
    ]),
  );
  const values = new Map<Counted, number>();
  for (const rule of ['timm-gmacs', 'timm-activations', 'keras-parameters'] as const) {
    for (const { counted, value } of countBy(rule, model, shapes).terms) values.set(counted, value);
  }

  it.each([
    ['parameters', 72 + 8 + 12 + 3],
    ['macs', 72 * 9 + 12],
    ['normalised-values', 36],
    ['convolution-values', 36],
    ['gammas', 4],
    ['running-statistics', 8],
  ] as const)('%s', (counted, value) => {
    expect(values.get(counted)).toBe(value);
  });

  it('add up as the rule says', () => {
    expect(countBy('timm-gmacs', model, shapes).total).toBe(660 + 2 * 36);
    expect(countBy('keras-parameters', model, shapes).total).toBe(95 - 4 + 8);
  });
});
