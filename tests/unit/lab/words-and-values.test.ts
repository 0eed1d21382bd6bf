import { describe, expect, it } from 'vitest';
import { wrapped } from '@/components/lab/maps/save-maps';
import { vectorOrder, vectorSpan } from '@/components/lab/maps/vector-order';
import { innerTitle, partTitle } from '@/components/lab/part-title';
import { weightsName } from '@/components/lab/weights/weights-name';
import { weightChoice, weightKey } from '@/components/lab/workbench/weights';
import { fileNameOf } from '@/components/ui/download';
import { errorText } from '@/components/ui/error-text';
import { formatDuration, formatValue } from '@/components/ui/value-format';
import { words } from '@/content/en/words';
import { AtlasError } from '@/lib/error';
import { resolveAddress } from '@/lib/networks';
import { catalogueOf, ownFile, packagedInceptionV3 } from '@/lib/weights/catalogue';

describe('numbers as people read them', () => {
  it('have three significant digits', () => {
    expect(formatValue('en', 1.23456)).toBe('1.23');
    expect(formatValue('en', -0.012345)).toBe('−0.0123');
    expect(formatValue('en', 0)).toBe('0');
    expect(formatValue('en', 1.5e-7)).toBe('1.5e-7');
    expect(formatValue('en', Number.NaN)).toBe('NaN');
  });

  it('and durations a unit that fits', () => {
    const duration = (milliseconds: number) => formatDuration('en', words.lab.run, milliseconds);
    expect(duration(0)).toBe('0 s');
    expect(duration(3)).toBe('0.01 s');
    expect(duration(240)).toBe('0.2 s');
    expect(duration(12_400)).toBe('12 s');
    expect(duration(185_000)).toBe('3 min');
  });
});

describe('the values of a vector', () => {
  it('stand with the largest first, equal ones in index order, or as they are', () => {
    expect(vectorOrder(Float32Array.of(1, 3, -2, 3), new Uint32Array(4), 'value')).toEqual([1, 3, 0, 2]);
    expect(vectorOrder(Float32Array.of(1, 0, -2, 3), Uint32Array.of(0, 1, 0, 0), 'value')).toEqual([3, 0, 2, 1]);
    expect(vectorOrder(Float32Array.of(1, 3, -2, 3), new Uint32Array(4), 'index')).toEqual([0, 1, 2, 3]);
  });

  it('have bars that begin at zero', () => {
    expect(vectorSpan(Float32Array.of(2, 5))).toEqual({ low: 0, high: 5 });
    expect(vectorSpan(Float32Array.of(-2, -5))).toEqual({ low: -5, high: 0 });
    expect(vectorSpan(Float32Array.of(0, 0))).toEqual({ low: 0, high: 1 });
  });
});

describe('which weights', () => {
  const entries = catalogueOf('inception-v4', 'released', []);
  const of = (wanted: string) => {
    const found = entries.find(({ id }) => id === wanted);
    if (!found) throw new Error(`no ${wanted}`);
    return found;
  };

  it('have a key each, so that nothing computed with one passes for another', () => {
    const own = ownFile('inception-v4', 'released', 'mine.safetensors', null);
    const keys = [
      weightChoice(of('seeded'), null),
      weightChoice(of('exact'), null),
      weightChoice(of('tf_in1k'), 'a'),
      weightChoice(own, 'b'),
    ].map(weightKey);
    expect(new Set(keys).size).toBe(4);
    expect(weightChoice(of('seeded'), 'a')).toEqual({ kind: 'seeded', calibrated: true });
  });

  it('are named with all that must be known of them', () => {
    expect(weightsName(words.lab, of('seeded'), null)).toContain('not learned');
    expect(weightsName(words.lab, of('tf_in1k'), null)).toBe(
      'trained on ImageNet, weights of timm/inception_v4.tf_in1k',
    );
    const packaged = weightsName(words.lab, packagedInceptionV3, 'Mixed_6c');
    for (const part of ['Keras', 'nsfwjs 4.4.0', '8 bits', 'up to Mixed_6c']) expect(packaged).toContain(part);
    const half = { file: 'a.safetensors', network: 'inception-v4', variant: 'released', source: 'a/b', revision: 'x' };
    const [hosted] = catalogueOf('inception-v4', 'released', [{ ...half, dtype: 'F16', bytes: 1 }]);
    expect(hosted && weightsName(words.lab, hosted, null)).toContain('rounded to 16 bits');
  });
});

describe('an error', () => {
  it('is told in its own words, or said to have none', () => {
    const known = errorText({ ...words }, new AtlasError('picture/empty', {}));
    expect(known.what).not.toContain('picture/empty');
    const unknown = errorText({ ...words }, new AtlasError('no/such-code', {}));
    expect(unknown.what).toContain('no/such-code');
    expect(errorText({ ...words }, new TypeError('x')).what).toContain('TypeError');
  });
});

describe('the name of a part', () => {
  it('is that of its block, or what the op is', () => {
    const block = resolveAddress('inception-v4/features.6').part;
    const unit = resolveAddress('inception-v4/features.6.branch1.0').part;
    expect(partTitle(words.lab, block)).toBe('Inception-A');
    expect(partTitle(words.lab, unit)).toBe('1×1 convolution, 64');
    expect(innerTitle(words.lab, block, unit)).toContain('.branch1.0');
  });
});

describe('a saved picture', () => {
  it('has a file name that every system takes', () => {
    expect(fileNameOf(['inception-v4-released', 'features.6@conv', '299px'], 'png')).toBe(
      'inception-v4-released-features.6-conv-299px.png',
    );
  });

  it('has a caption in lines that fit', () => {
    expect(wrapped('one two three four', 9, (text) => text.length)).toEqual(['one two', 'three', 'four']);
    expect(wrapped('', 9, (text) => text.length)).toEqual([]);
  });
});
