import { describe, expect, it } from 'vitest';
import { type HostedWeights, readHostedIndex, writeHostedIndex } from '@/lib/weights/hosted-index';

const entry: HostedWeights = {
  file: 'inception_v4.tf_in1k.safetensors',
  network: 'inception-v4',
  variant: 'released',
  source: 'timm/inception_v4.tf_in1k',
  revision: 'main',
  dtype: 'F16',
  bytes: 85_000_000,
};

describe('the list of hosted weights', () => {
  it('is read as it was written', () => {
    const files = [entry, { ...entry, file: 'part.safetensors', lastBlock: 'Mixed_6c' }];
    expect(readHostedIndex(writeHostedIndex(files))).toEqual(files);
    expect(readHostedIndex('{"files":[]}')).toEqual([]);
  });

  it.each([
    ['a page', '<!DOCTYPE html>', -1],
    ['another list', '[]', -1],
    ['an entry that is none', JSON.stringify({ files: [entry, null] }), 1],
    ['a file elsewhere', JSON.stringify({ files: [{ ...entry, file: '../secret.safetensors' }] }), 0],
    ['another kind of file', JSON.stringify({ files: [{ ...entry, file: 'model.bin' }] }), 0],
    ['an unknown type of numbers', JSON.stringify({ files: [{ ...entry, dtype: 'I8' }] }), 0],
    ['no size', JSON.stringify({ files: [{ ...entry, bytes: 1.5 }] }), 0],
    ['no source', JSON.stringify({ files: [{ ...entry, source: '' }] }), 0],
    ['an end that is no block', JSON.stringify({ files: [{ ...entry, lastBlock: 3 }] }), 0],
  ])('is refused with %s', (_, text, at) => {
    expect(() => readHostedIndex(text)).toThrowError(
      expect.objectContaining({ code: 'weights/index', data: expect.objectContaining({ entry: at }) }),
    );
  });
});
