import { describe, expect, it } from 'vitest';
import { loadClassNames } from '@/content/class-names';
import { labelsNamed, labelsOf, searchLabels } from '@/lib/analysis/labels';

const labels = labelsOf(await loadClassNames('en'));
const found = (query: string, limit?: number) => searchLabels(labels, query, limit).map(({ index }) => index);

describe('the classes of ImageNet', () => {
  it('are a thousand, in the order of their WordNet ids, which is that of the outputs', () => {
    expect(labels).toHaveLength(1000);
    const synsets = labels.map(({ synset }) => synset);
    expect(synsets).toEqual([...synsets].sort());
    expect(new Set(synsets).size).toBe(1000);
    expect(synsets.every((synset) => /^n\d{8}$/.test(synset))).toBe(true);
    expect(labels.map(({ index }) => index)).toEqual(labels.map((_, index) => index));
    expect(labels.every(({ names }) => names.length > 0 && names.every((name) => /\S/.test(name)))).toBe(true);
  });

  it.each([
    [0, 'n01440764', 'tench'],
    [1, 'n01443537', 'goldfish'],
    [281, 'n02123045', 'tabby'],
    [999, 'n15075141', 'toilet tissue'],
  ])('have at %i the class %s, %s', (index, synset, name) => {
    expect(labels[index]).toMatchObject({ index, synset, name });
  });

  it('tell classes of one name apart by their ids', () => {
    expect(labels.filter(({ name }) => name === 'crane').map(({ synset }) => synset)).toEqual([
      'n02012849',
      'n03126707',
    ]);
  });
});

describe('the search for a class', () => {
  it('finds by number, id and any of its names, whole names first', () => {
    expect(found('281')[0]).toBe(281);
    expect(found('n02123045')).toEqual([281]);
    expect(found('tabby cat')[0]).toBe(281);
    expect(found('crane')).toEqual([134, 517]);
    expect(found('Goldfish')[0]).toBe(1);
    expect(found('bathroom tis')[0]).toBe(999);
    // Whole words come before words that begin so: no catamount or catamaran among the cats.
    expect(found('cat', 3)).toEqual([281, 282, 283]);
    // A word that begins so comes before letters inside a word.
    const cats = searchLabels(labels, 'cat', 1000);
    expect(cats[0]?.names.some((name) => /\bcat/i.test(name))).toBe(true);
    expect(cats.at(-1)?.names.some((name) => /\bcat/i.test(name))).toBe(false);
  });

  it('leaves out hyphens, apostrophes and spaces that are too many', () => {
    expect(found("devil's  darning needle")).toEqual(found('devils darning-needle'));
    expect(found('devils darning needle')).toHaveLength(1);
  });

  it('finds nothing for nothing, nothing for nonsense, and no more than asked', () => {
    expect(found('')).toEqual([]);
    expect(found('  ')).toEqual([]);
    expect(found('xyzzy')).toEqual([]);
    expect(found('a', 5)).toHaveLength(5);
  });

  it('names exactly what a text means, and both where it means two', () => {
    const named = (text: string) => labelsNamed(labels, text).map(({ index }) => index);
    expect(named('281')).toEqual([281]);
    expect(named('Tabby')).toEqual([281]);
    expect(named('n15075141')).toEqual([999]);
    expect(named('crane')).toEqual([134, 517]);
    expect(named('tab')).toEqual([]);
    expect(named('')).toEqual([]);
  });
});
