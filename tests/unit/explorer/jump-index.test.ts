import { describe, expect, it } from 'vitest';
import { jumpIndex, searchJump } from '@/components/explorer/jump-index';
import { formatsFor } from '@/components/ui/format';
import { wordsFor } from '@/content/languages';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';

const { reading } = readNetworkView('inception-v4', null, null);
const { inspector: words, shell } = wordsFor('en');
const entries = jumpIndex(
  { model: reading.model, network: 'inception-v4', title: reading.definition.title, words, formats: formatsFor('en') },
  shell.kinds,
);
const find = (query: string) => searchJump(entries, query).map(({ at }) => at);

describe('the search', () => {
  it('leads to parts that exist, each once', () => {
    expect(new Set(entries.map(({ at }) => at)).size).toBe(entries.length);
    for (const { at } of entries) expect(readSelection(reading, at).problem).toBeNull();
  });

  it('finds an exact path first', () => {
    expect(find('features.1')[0]).toBe('features.1');
    expect(find('features.19.branch1_1a')[0]).toBe('features.19.branch1.1.branch0');
  });

  it('finds names, kernels typed with an x, and kinds', () => {
    expect(find('stem')[0]).toBe('stem');
    expect(find('reduction-b')[0]).toBe('reduction-b');
    expect(find('Inception-A 2')).toContain('features.7');
    expect(find('1x7')).toEqual(find('1×7'));
    expect(find('1x7')[0]).toBe('features.4.branch1.1');
    expect(find('inception-b 1x7').every((at) => /^features\.1[1-7]\./.test(at))).toBe(true);
    expect(find('max pool')).toContain('features.3.branch0');
    expect(find('softmax')).toEqual(['softmax']);
  });

  it('finds nothing for nothing', () => {
    expect(find('')).toEqual([]);
    expect(find('   ')).toEqual([]);
    expect(find('transformer')).toEqual([]);
  });

  it('finds the blocks of Inception-ResNet by the names of their classes', () => {
    const residual = readNetworkView('inception-resnet-v2', null, null).reading;
    const { model, definition } = residual;
    const context = { model, network: definition.id, title: definition.title, words, formats: formatsFor('en') };
    const index = jumpIndex(context, shell.kinds);
    const findIn = (query: string) => searchJump(index, query, 400).map(({ at }) => at);
    expect(findIn('Block35').slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, place) => `repeat.${place}`));
    expect(findIn('block17')[0]).toBe('repeat_1.0');
    // A path goes first: the last Block8 is called so in the state dict.
    expect(findIn('block8').slice(0, 2)).toEqual(['block8', 'repeat_2.0']);
    expect(findIn('block35 3x3')).toContain('repeat.0.branch1.1');
    expect(findIn('block35 1x7')).toEqual([]);
    expect(findIn('Inception-ResNet-C 10')).toContain('block8');
    expect(index.find(({ at }) => at === 'mixed_6a')?.className).toBe('Mixed_6a');
  });
});
