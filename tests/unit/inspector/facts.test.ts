import { describe, expect, it } from 'vitest';
import { inspect } from '@/components/inspector/facts';
import { wordsFor } from '@/content/languages';
import { costOfPart } from '@/lib/analysis/cost';
import { stateDict } from '@/lib/graph/graph';
import { walkParts } from '@/lib/graph/naming';
import { networks } from '@/lib/networks';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';

const { reading } = readNetworkView('inception-v4', null, null);
const factsOf = (at: string, from = reading) => inspect(from, readSelection(from, at).selection);
const parts = [...walkParts(reading.model.root)].filter(({ path }) => path !== null);

describe('the facts of every part', () => {
  it('cost what the analysis says, and the products add up to it', () => {
    for (const part of parts) {
      const facts = factsOf(part.path ?? '');
      expect(facts.cost).toEqual(costOfPart(reading.model, reading.costs, part));
      if (facts.terms.length > 0) {
        expect(facts.terms.reduce((sum, { value }) => sum + value, 0)).toBe(facts.cost.parameters);
      }
      for (const { factors, value } of facts.terms) expect(factors.reduce((a, b) => a * b, 1)).toBe(value);
      if (facts.weights) expect(facts.weights.macs).toBe(facts.cost.macs);
    }
  });

  it('have rows whose costs add up to the whole', () => {
    for (const part of parts) {
      const { rows, cost } = factsOf(part.path ?? '');
      if (rows.length === 0) continue;
      expect(rows.reduce((sum, row) => sum + row.cost.parameters, 0)).toBe(cost.parameters);
      expect(rows.reduce((sum, row) => sum + row.cost.macs, 0)).toBe(cost.macs);
      for (const row of rows) expect(readSelection(reading, row.at).problem).toBeNull();
    }
  });

  it('link to addresses that exist, and connections go both ways', () => {
    for (const part of parts) {
      const { reads, feeds, field } = factsOf(part.path ?? '');
      for (const { at } of [...reads, ...feeds, ...(field?.branches ?? []).map(({ link }) => link)]) {
        if (at !== null) expect(readSelection(reading, at).problem).toBeNull();
      }
    }
    const unit = factsOf('features.6.branch1.0');
    expect(unit.reads.map(({ at }) => at)).toEqual(['features.5']);
    expect(unit.feeds.map(({ at }) => at)).toEqual(['features.6.branch1.1']);
    expect(factsOf('features.6.branch1.1').reads.map(({ at }) => at)).toEqual(['features.6.branch1.0']);
  });

  it('have the whole state dict at the network and no key anywhere twice', () => {
    expect(factsOf('').stateDict.map(({ key }) => key)).toEqual(stateDict(reading.model.graph).map(({ key }) => key));
    expect(factsOf('').stateDict).toHaveLength(896);
  });
});

describe('single selections', () => {
  it('spell out the first convolution of the network', () => {
    const facts = factsOf('features.0');
    expect(facts.input?.shape).toEqual([299, 299, 3]);
    expect(facts.output).toEqual([149, 149, 32]);
    expect(facts.kind).toBe('square');
    expect(facts.reason).toMatchObject({
      kind: 'window',
      op: 'conv',
      filters: 32,
      window: { height: { size: 299, padding: 0, kernel: 3, stride: 2, output: 149 } },
    });
    expect(facts.terms).toEqual([
      { what: 'weights', factors: [3, 3, 3, 32], value: 864 },
      { what: 'norm', factors: [2, 32], value: 64 },
    ]);
    expect(facts.outputBytes).toBe(149 * 149 * 32 * 4);
    expect(facts.tensors).toEqual(['conv', 'bn', 'relu']);
    expect(facts.referencePath).toBe('features.0');
  });

  it('tell the convolution of a unit from the unit', () => {
    const facts = factsOf('features.0@conv');
    expect(facts.single).toBe(true);
    expect(facts.terms).toEqual([{ what: 'weights', factors: [3, 3, 3, 32], value: 864 }]);
    expect(facts.cost.parameters).toBe(864);
    expect(facts.stateDict.map(({ key, shape }) => [key, shape])).toEqual([['features.0.conv.weight', [32, 3, 3, 3]]]);
    expect(facts.feeds.map(({ at }) => at)).toEqual(['features.0@bn']);
    const norm = factsOf('features.0@bn');
    expect(norm.cost).toMatchObject({ parameters: 64, macs: 0 });
    expect(norm.reason.kind).toBe('same');
  });

  it('show both axes of a 1×7', () => {
    const { reason } = factsOf('features.4.branch1.1');
    if (reason.kind !== 'window') throw new Error('a window is expected');
    expect(reason.window.height).toMatchObject({ kernel: 1, padding: 0, output: 73 });
    expect(reason.window.width).toMatchObject({ kernel: 7, padding: 6, output: 73 });
  });

  it('follow the input size', () => {
    const { reading: small } = readNetworkView('inception-v4', null, '75');
    expect(factsOf('features.0', small).output).toEqual([37, 37, 32]);
    expect(factsOf('features.0', small).cost.parameters).toBe(factsOf('features.0').cost.parameters);
    expect(factsOf('features.0', small).cost.macs).toBeLessThan(factsOf('features.0').cost.macs);
  });
});

describe('containers', () => {
  it('a block joins its branches and shares its cost among them', () => {
    const facts = factsOf('features.6');
    expect(facts.reason).toEqual({ kind: 'concat', channels: [96, 96, 96, 96] });
    expect(facts.branches.map(({ at }) => at)).toEqual([
      'features.6.branch0',
      'features.6.branch1',
      'features.6.branch2',
      'features.6.branch3',
    ]);
    expect(facts.branches.reduce((sum, { share }) => sum + share.macs, 0)).toBeCloseTo(1, 12);
    expect(facts.field?.branches).toHaveLength(4);
    expect(facts.stage?.path).toBe('inception-a');
  });

  it('the network is a table of its stages, a stage one of its blocks', () => {
    expect(factsOf('').rows.map(({ at }) => at)).toEqual([
      'stem',
      'inception-a',
      'reduction-a',
      'inception-b',
      'reduction-b',
      'inception-c',
      'head',
    ]);
    expect(factsOf('inception-c').rows.map(({ at }) => at)).toEqual(['features.19', 'features.20', 'features.21']);
    expect(factsOf('reduction-a').rows.map(({ at }) => at)).toEqual(factsOf('features.10').rows.map(({ at }) => at));
  });
});

describe('a residual', () => {
  const residual = readNetworkView('inception-resnet-v2', null, null).reading;

  it('says of each tensor on the way why its shape is so', () => {
    expect(factsOf('repeat.0', residual).tensors).toEqual(['concat', 'sum', 'scaled', 'add', 'relu']);
    expect(factsOf('repeat.0@concat', residual).reason).toEqual({ kind: 'concat', channels: [32, 32, 64] });
    expect(factsOf('repeat.0@sum', residual).reason).toMatchObject({ kind: 'window', filters: 320 });
    expect(factsOf('repeat.0@scaled', residual).reason).toEqual({ kind: 'scale', factor: 0.17 });
    expect(factsOf('repeat.0@add', residual).reason).toEqual({ kind: 'add' });
    // The last block of all: not scaled, and no ReLU.
    expect(factsOf('block8', residual).tensors).toEqual(['concat', 'sum', 'scaled', 'add']);
    expect(factsOf('block8@scaled', residual).reason).toEqual({ kind: 'scale', factor: 1 });
  });
});

describe('slips of the figures', () => {
  const slipsAt = (network: string, variant: string | null, at: string) =>
    factsOf(at, readNetworkView(network, variant, null).reading).slips.map(({ id }) => id);

  it('are told at the part, its branch, its block and its stage, and nowhere else', () => {
    for (const at of ['features.11.branch1.2', 'features.12.branch1', 'features.17', 'inception-b']) {
      expect(slipsAt('inception-v4', 'paper', at), at).toEqual(['v4-b-middle-branch']);
    }
    for (const at of ['features.11.branch2', 'features.11.branch1.1', 'features.10', '']) {
      expect(slipsAt('inception-v4', 'paper', at), at).toEqual([]);
    }
    expect(slipsAt('inception-resnet-v2', 'paper', 'repeat_1.3.conv2d')).toEqual(['ir-v2-b-width']);
    expect(slipsAt('inception-resnet-v2', 'paper', 'repeat_2.4')).toEqual(['ir-v2-c-width']);
    expect(slipsAt('inception-resnet-v2', null, 'repeat_2.4')).toEqual([]);
  });

  it('have words, every one of them and no other', () => {
    const ids = networks.flatMap(({ variants }) =>
      variants.flatMap(({ figureSlips }) => figureSlips.map(({ id }) => id)),
    );
    expect(Object.keys(wordsFor('en').figureSlips).sort()).toEqual([...new Set(ids)].sort());
  });
});
