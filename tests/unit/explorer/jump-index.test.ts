import { describe, expect, it } from 'vitest';
import { jumpIndex, searchJump } from '@/components/explorer/jump-index';
import { readNetworkView, readSelection } from '@/components/explorer/reading';
import { formatsFor } from '@/components/ui/format';
import { wordsFor } from '@/content/languages';

const { reading } = readNetworkView('inception-v4', null, null);
const { inspector: words, shell } = wordsFor('en');
const entries = jumpIndex(
  { model: reading.model, title: reading.definition.title, words, formats: formatsFor('en') },
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
});
