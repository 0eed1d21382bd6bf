import { describe, expect, it } from 'vitest';
import { crumbOf, type LabelContext, titleOf } from '@/components/inspector/labels';
import { formatsFor } from '@/components/ui/format';
import { wordsFor } from '@/content/languages';
import { blocksOf } from '@/lib/analysis/blocks';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';
import { neighboursOf, trailOf } from '@/lib/reading/trail';

const { reading } = readNetworkView('inception-v4', null, null);
const { model } = reading;
const context: LabelContext = {
  model,
  network: reading.definition.id,
  title: reading.definition.title,
  words: wordsFor('en').inspector,
  formats: formatsFor('en'),
};
const partOf = (at: string) => readSelection(reading, at).selection.part;
const crumbs = (at: string) => trailOf(model, partOf(at)).map((part) => crumbOf(context, part));

describe('the trail', () => {
  it.each([
    ['', ['Inception-v4']],
    ['stem', ['Inception-v4', 'Stem']],
    ['features.0', ['Inception-v4', 'Stem', '3×3 conv, 32']],
    ['features.7', ['Inception-v4', 'Inception-A', 'Inception-A 2']],
    ['features.7.branch1.1', ['Inception-v4', 'Inception-A', 'Inception-A 2', 'Branch 1', '3×3 conv, 96']],
    ['features.7.branch0', ['Inception-v4', 'Inception-A', 'Inception-A 2', 'Branch 0: 1×1 conv, 96']],
    // A stage of one block of the same name would say the same twice.
    ['features.10.branch2', ['Inception-v4', 'Reduction-A', 'Branch 2: 3×3 max pool']],
    ['last_linear', ['Inception-v4', 'Head', 'Linear layer, 1,000 units']],
  ])('of “%s”', (at, expected) => {
    expect(crumbs(at)).toEqual(expected);
  });

  it('leads through the nested split of Inception-C', () => {
    expect(crumbs('features.19.branch1_1b')).toEqual([
      'Inception-v4',
      'Inception-C',
      'Inception-C 1',
      'Branch 1',
      'Concatenation',
      'Branch 1: 3×1 conv, 256',
    ]);
  });

  it('counts repeated blocks in the title', () => {
    expect(titleOf(context, partOf('features.17'))).toBe('Inception-B 7 of 7');
    expect(titleOf(context, partOf('features.10'))).toBe('Reduction-A');
  });
});

describe('the titles of the other networks', () => {
  const titleIn = (network: string, at: string, variant: string | null = null) => {
    const other = readNetworkView(network, variant, null).reading;
    const { part } = readSelection(other, at).selection;
    return titleOf({ ...context, model: other.model, network, title: other.definition.title }, part);
  };

  it.each([
    ['inception-resnet-v2', 'repeat.0', 'Inception-ResNet-A 1 of 10'],
    ['inception-resnet-v2', 'repeat', 'Inception-ResNet-A ×10'],
    ['inception-resnet-v2', 'repeat_2.8', 'Inception-ResNet-C 9 of 10'],
    // An entry of its own in the code, the last of its stage all the same.
    ['inception-resnet-v2', 'block8', 'Inception-ResNet-C 10 of 10'],
    ['inception-resnet-v2', 'mixed_5b', 'Inception-A'],
    ['inception-resnet-v2', 'conv2d_7b', '1×1 convolution, 1,536 filters'],
    ['inception-resnet-v2', 'repeat.0.conv2d', 'Linear 1×1 convolution, 320 filters'],
    ['inception-resnet-v1', 'block8', 'Inception-ResNet-C 6 of 6'],
    ['inception-resnet-v1', 'last_bn', 'Batch normalisation'],
    ['inception-resnet-v1', 'normalize', 'L2 normalisation'],
    ['inception-v3', 'Mixed_5c', 'Inception-A 2 of 3'],
    ['inception-v3', 'Mixed_7c', 'Inception-C 2 of 2'],
  ])('%s/%s', (network, at, expected) => {
    expect(titleIn(network, at)).toBe(expected);
  });

  it('count the blocks of the variant', () => {
    expect(titleIn('inception-resnet-v2', 'repeat.0', 'paper')).toBe('Inception-ResNet-A 1 of 5');
    expect(titleIn('inception-resnet-v2', 'repeat_2.4', 'paper')).toBe('Inception-ResNet-C 5 of 5');
  });
});

describe('the neighbours', () => {
  it('walk the whole network forwards and backwards', () => {
    const row = blocksOf(model);
    const forwards: string[] = [];
    for (let at = neighboursOf(model, model.root).next; at; at = neighboursOf(model, at).next) forwards.push(at.id);
    expect(forwards).toEqual(row.map(({ id }) => id));
    const backwards: string[] = [];
    for (let at = row.at(-1) ?? null; at; at = neighboursOf(model, at).previous) backwards.unshift(at.id);
    expect(backwards).toEqual(forwards);
  });

  it('of an op are those of its block, of a stage the parts around its beginning', () => {
    expect(neighboursOf(model, partOf('features.7.branch1.1'))).toEqual(neighboursOf(model, partOf('features.7')));
    const stage = neighboursOf(model, partOf('inception-b'));
    expect(stage.previous?.id).toBe('features.10');
    expect(stage.next?.id).toBe('features.11');
  });
});
