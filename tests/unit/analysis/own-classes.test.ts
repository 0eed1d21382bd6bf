import { describe, expect, it } from 'vitest';
import { errors as englishErrors } from '@/content/en/words/every-error';
import { errors as chineseErrors } from '@/content/zh/words/every-error';
import { MOST_BYTES, readOwnClasses } from '@/lib/analysis/own-classes';
import type { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';

const names = (text: string, classes = 3): readonly string[] => readOwnClasses(text, classes).map(({ name }) => name);
const pets = ['cat', 'dog', 'a bird'];

describe('names of classes', () => {
  it.each<[string, string]>([
    ['a text with one a line', 'cat\ndog\na bird\n'],
    ['lines of Windows, a mark, and empty lines at the end', '\ufeffcat\r\ndog\r\n a bird \r\n\r\n \r\n'],
    ['a list', '["cat", "dog", "a bird"]'],
    ['names by number, in any order', '{"2": "a bird", "0": "cat", "1": "dog"}'],
    ['numbers by name', '{"dog": 1, "cat": 0, "a bird": 2}'],
    [
      'a config.json of the hub',
      '{"model_type": "x", "id2label": {"0": "cat", "1": "dog", "2": "a bird"}, "label2id": {}}',
    ],
    ['the index of Keras', '{"0": ["n1", "cat"], "1": ["n2", "dog"], "2": ["n3", "a bird"]}'],
  ])('are read from %s', (_, text) => {
    expect(names(text)).toEqual(pets);
  });

  it('keep the ids of Keras, and can be found by them', () => {
    const [, dog] = readOwnClasses('{"0": ["n1", "cat"], "1": ["n2", "dog"]}', 2);
    expect(dog).toEqual({ index: 1, synset: 'n2', name: 'dog', names: ['dog'] });
  });

  it('hold no control characters, and have an end', () => {
    const [name = ''] = names(`["a\\u001b[31mb\\u202ec${'d'.repeat(500)}"]`, 1);
    expect(name).toMatch(/^a \[31mb cd+$/);
    expect(name).toHaveLength(200);
  });

  it('may be 21,841', () => {
    const many = Array.from({ length: 21_841 }, (_, i) => `class number ${i}`);
    expect(names(many.join('\n'), many.length)).toEqual(many);
  });

  it.each<[string, string, string, object]>([
    ['too few', 'cat\ndog', 'classes/count', { found: 2, classes: 3 }],
    ['too many', '["a","b","c","d"]', 'classes/count', { found: 4, classes: 3 }],
    ['nothing', '', 'classes/count', { found: 0, classes: 3 }],
    ['an empty name in between', 'cat\n\nbird', 'classes/nameless', { index: 1 }],
    ['a gap', '{"0": "cat", "1": "dog", "3": "bird"}', 'classes/numbering', { index: 3, twice: false }],
    ['a number twice', '{"cat": 0, "dog": 1, "bird": 1}', 'classes/numbering', { index: 1, twice: true }],
    ['half a number', '{"cat": 0, "dog": 0.5, "bird": 1}', 'classes/numbering', { index: 0.5, twice: false }],
    ['no JSON', '{"cat": 0,', 'classes/json', {}],
    ['another JSON', '{"names": ["cat"]}', 'classes/form', {}],
    ['a list of numbers', '[1, 2, 3]', 'classes/form', {}],
    ['a list of lists', '[["cat"]]', 'classes/form', {}],
    ['names as anything', '{"0": "cat", "1": {"name": "dog"}, "2": 3}', 'classes/form', {}],
    ['a deep well', '['.repeat(100_000), 'classes/json', {}],
  ])('are refused where the file holds %s, in words', (_, text, code, data) => {
    const caught = ((): unknown => {
      try {
        return readOwnClasses(text, 3);
      } catch (cause) {
        return cause;
      }
    })();
    const error = caught as AtlasError;
    expect(error).toMatchObject({ code, data });
    for (const errors of [englishErrors, chineseErrors]) {
      const words = explain(errors, error);
      for (const said of Object.values(words ?? {})) expect(said).toMatch(/[.。]$/);
      expect(Object.values(words ?? {})).toHaveLength(3);
    }
  });

  it('are not read beyond a bound', () => {
    expect(() => readOwnClasses('x'.repeat(MOST_BYTES + 1), 3)).toThrow(/classes\/too-large/);
  });
});
