import { describe, expect, it } from 'vitest';
import { costOfSubject, outputOf, weightsOf } from '@/components/prose/quantity';
import { subjectOf } from '@/components/prose/subject';
import { whatIfs } from '@/components/prose/what-if';

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
