import { describe, expect, it } from 'vitest';
import { costOfSubject, outputOf, quantityOf, weightsOf } from '@/components/prose/quantity';
import { subjectOf } from '@/components/prose/subject';
import { whatIfs } from '@/components/prose/what-if';
import { sumsOf } from '@/lib/analysis/residual-sums';

const at = (address: string) => subjectOf('test', address);

describe('alternatives that were not built', () => {
  // An honest alternative writes the shape of what it stands for.
  it.each([
    ['a-direct', 'inception-v4/features.6.branch1'],
    ['a-five-by-five', 'inception-v4/features.6.branch2'],
    ['stem-square', 'inception-v4/features.4.branch1.2'],
    ['stem-narrow-pair', 'inception-v4/features.4.branch1.2'],
    ['ra-pool-first', 'inception-v4/features.10'],
    ['ra-conv-first', 'inception-v4/features.10'],
    ['ra-strided', 'inception-v4/features.10'],
    ['b-square', 'inception-v4/features.11.branch1'],
    ['b-threes', 'inception-v4/features.11.branch1'],
    ['b-all-square', 'inception-v4/features.11'],
    ['rb-direct', 'inception-v4/features.18.branch0'],
    ['c-square', 'inception-v4/features.19.branch1'],
    ['ir-a-direct', 'inception-resnet-v2/repeat.0'],
    ['ir-b-square', 'inception-resnet-v2/repeat_1.0.branch1'],
    ['ir-c-square', 'inception-resnet-v2/repeat_2.0.branch1'],
  ])('%s has the output of %s', (id, built) => {
    expect(outputOf(at(`what-if/${id}`))).toEqual(outputOf(at(built)));
  });

  it('see what the windows in their place see', () => {
    const seen = (address: string) => {
      const { fields, node } = at(address);
      return fields.get(node.id)?.size;
    };
    expect(seen('what-if/b-square')).toEqual([7, 7]);
    expect(seen('what-if/b-threes')).toEqual([7, 7]);
    expect(seen('what-if/a-five-by-five')).toEqual([5, 5]);
    expect(seen('what-if/stem-narrow-pair')).toEqual(seen('what-if/stem-square'));
  });

  it('count what the prose says of them', () => {
    const built = (address: string) => costOfSubject(at(`inception-v4/${address}`));
    const other = (id: string) => costOfSubject(at(`what-if/${id}`));
    // Inception-C: a third of the weights in the pair. Inception-B: the pair at about half of three 3×3.
    expect(3 * weightsOf(at('inception-v4/features.19.branch1.1'))).toBe(384 * 512 * 9);
    expect(other('b-threes').macs / built('features.11.branch1').macs).toBeGreaterThan(1.5);
    // Reduction-B: more than two thirds of the parameters saved, less than one third of the work.
    const saved = (count: 'parameters' | 'macs') => 1 - built('features.18.branch0')[count] / other('rb-direct')[count];
    expect(saved('parameters')).toBeGreaterThan(2 / 3);
    expect(saved('macs')).toBeLessThan(1 / 3);
    // The head: flattened, more than twice the parameters of the whole network.
    expect(other('head-flat').parameters).toBeGreaterThan(2 * at('inception-v4').total.parameters);
    // With squares the seven blocks would do more than twice the work of the rest of the network.
    const rest = at('inception-v4').total.macs - built('inception-b').macs;
    expect(7 * other('b-all-square').macs).toBeGreaterThan(2 * rest);
    // Reduction-A: as built about as dear as pooling first, with fewer parameters.
    expect(built('features.10').macs / other('ra-pool-first').macs).toBeCloseTo(1.07, 1);
    expect(built('features.10').parameters).toBeLessThan(other('ra-pool-first').parameters);
  });

  it('read parts that exist', () => {
    for (const { reads } of Object.values(whatIfs)) expect(() => at(reads)).not.toThrow();
  });
});

describe('what the prose says of the network', () => {
  const cost = (address: string) => costOfSubject(at(`inception-v4/${address}`));

  it('Reduction-A does more than any other block', () => {
    for (let index = 0; index <= 21; index++) {
      if (index !== 10) expect(cost(`features.${index}`).macs).toBeLessThan(cost('features.10').macs);
    }
  });

  it('an Inception-C has more parameters than any other block', () => {
    for (let index = 0; index <= 18; index++) {
      expect(cost(`features.${index}`).parameters).toBeLessThan(cost('features.19').parameters);
    }
  });

  it('the third branch of Inception-A does more than half of the work', () => {
    expect(cost('features.6.branch2').macs / cost('features.6').macs).toBeGreaterThan(0.5);
  });

  it('the receptive field passes the picture in the first Inception-B, not before', () => {
    const side = (address: string) => {
      const { fields, node } = at(`inception-v4/${address}`);
      return fields.get(node.id)?.size[0] ?? 0;
    };
    expect(side('features.10')).toBeLessThan(299);
    expect(side('features.11')).toBeGreaterThan(299);
  });

  it('the pair of seven in Mixed_4a adds more to the receptive field than all before had reached', () => {
    const side = (address: string) => {
      const { fields, node } = at(`inception-v4/${address}`);
      return fields.get(node.id)?.size[0] ?? 0;
    };
    expect(side('features.4.branch1.2') - side('features.3')).toBeGreaterThan(side('features.3'));
  });

  it('only the last grid has an even side, and Reduction-B keeps the smallest share of values', () => {
    const kept = (address: string) => {
      const subject = at(`inception-v4/${address}`);
      const size = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);
      return size(outputOf(subject)) / size(subject.shapes.get(subject.input.id) ?? []);
    };
    for (let index = 0; index <= 21; index++) {
      const [side = 0] = outputOf(at(`inception-v4/features.${index}`));
      expect(side % 2 === 0).toBe(index >= 18);
      if (index !== 18) expect(kept(`features.${index}`)).toBeGreaterThan(kept('features.18'));
    }
  });
});

describe('what the prose says of the residual networks', () => {
  const cost = (address: string, size?: number) => costOfSubject(subjectOf('test', address, size));
  const channels = (address: string) => outputOf(at(address)).at(-1) ?? 0;
  const share = (of: readonly string[], whole: string) =>
    of.reduce((total, address) => total + cost(address).parameters, 0) / cost(whole).parameters;

  it('the linear 1×1 has a third of the parameters of A, and nearly half of those of C', () => {
    expect(share(['inception-resnet-v2/repeat.0.conv2d'], 'inception-resnet-v2/repeat.0')).toBeCloseTo(1 / 3, 2);
    const ofC = share(['inception-resnet-v2/repeat_2.0.conv2d'], 'inception-resnet-v2/repeat_2.0');
    expect(ofC).toBeGreaterThan(0.44);
    expect(ofC).toBeLessThan(0.5);
  });

  it('the pair of B has less than a third of its parameters, and the 1×1 of C more than four fifths', () => {
    const b = 'inception-resnet-v2/repeat_1.0';
    expect(share([`${b}.branch1.1`, `${b}.branch1.2`], b)).toBeLessThan(1 / 3);
    const c = 'inception-resnet-v2/repeat_2.0';
    expect(share([`${c}.branch0`, `${c}.branch1.0`, `${c}.conv2d`], c)).toBeGreaterThan(0.8);
  });

  it('a B has about half the parameters of a C and more than twice the work', () => {
    const [b, c] = [cost('inception-resnet-v2/repeat_1.0'), cost('inception-resnet-v2/repeat_2.0')];
    expect(b.parameters / c.parameters).toBeCloseTo(0.55, 1);
    expect(b.macs).toBeGreaterThan(2 * c.macs);
  });

  it('number of blocks times scale hardly changes, and independent residuals add less than a fifth', () => {
    const { model, part } = at('inception-resnet-v2');
    const runs = sumsOf(model, part).slice(0, 3);
    const products = runs.map(({ count, scale }) => count * scale);
    expect(Math.max(...products) / Math.min(...products)).toBeLessThan(1.2);
    for (const { independent } of runs) expect(independent).toBeLessThan(1.2);
    expect(Math.min(...runs.map(({ scale }) => scale))).toBe(runs[1]?.scale);
  });

  it('the sums have almost half as many values as all convolutions put out', () => {
    const values = (what: string) => Number(quantityOf('test', at('inception-resnet-v2'), what).value);
    expect(values('sum-values') / values('convolution-values')).toBeGreaterThan(0.45);
    expect(values('sum-values') / values('convolution-values')).toBeLessThan(0.5);
  });

  it('only one op of Inception-ResNet-v1 does more work than the convolution at the end of its stem', () => {
    const { model, costs } = subjectOf('test', 'inception-resnet-v1', 299);
    const last = cost('inception-resnet-v1/conv2d_4b', 299).macs;
    const dearer = model.graph.nodes.filter(({ id }) => (costs.get(id)?.macs ?? 0) > last);
    expect(dearer.map(({ id }) => id)).toEqual(['conv2d_4a@conv']);
  });

  it('chain and Mixed_5b of the released stem do less than the stem of the paper', () => {
    const released = cost('inception-resnet-v2/stem').macs + cost('inception-resnet-v2/mixed_5b').macs;
    expect(released).toBeLessThan(cost('inception-resnet-v2:paper/stem').macs);
  });

  it('in every Reduction-B the pool has half or more of the channels', () => {
    for (const [block, pool] of [
      ['inception-resnet-v2/mixed_7a', 'branch3'],
      ['inception-resnet-v2:paper/mixed_7a', 'branch3'],
      ['inception-resnet-v1/mixed_7a', 'branch3'],
      ['inception-v4/features.18', 'branch2'],
      ['inception-v3/Mixed_7a', 'branch2'],
    ] as const) {
      expect(channels(`${block}.${pool}`) / channels(block)).toBeGreaterThanOrEqual(0.5);
    }
  });

  it('conv2d_7b brings more parameters than it saves in the classifier', () => {
    const saved = cost('what-if/ir-head-wide').parameters - cost('inception-resnet-v2/classif').parameters;
    expect(cost('inception-resnet-v2/conv2d_7b').parameters).toBeGreaterThan(saved);
  });

  it('the released v2 is as near to v4 in work as v1 is to v3; the v2 of the figures has fewer layers than v4', () => {
    const ratio = (a: string, b: string) => cost(a, 299).macs / cost(b, 299).macs;
    expect(ratio('inception-resnet-v1:paper', 'inception-v3')).toBeCloseTo(1.09, 2);
    expect(ratio('inception-resnet-v2', 'inception-v4')).toBeCloseTo(1.07, 2);
    expect(ratio('inception-resnet-v2:paper', 'inception-v4')).toBeCloseTo(0.76, 2);
    expect(cost('inception-resnet-v2:paper').convolutions).toBeLessThan(cost('inception-v4').convolutions);
    expect(cost('inception-resnet-v2').convolutions).toBeGreaterThan(cost('inception-v4').convolutions);
  });
});
