import { describe, expect, it } from 'vitest';
import type { TensorSpec } from '@/lib/graph/graph';
import { memorySource } from '@/lib/weights/byte-source';
import { fitOf, fits, matchOf, misfit } from '@/lib/weights/fit';
import { openSafetensors } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { fileWeights } from '@/lib/weights/weight-source';

const specs: readonly TensorSpec[] = [
  { key: 'stem.weight', shape: [2, 1], dtype: 'F32', role: 'weight' },
  { key: 'stem.num_batches_tracked', shape: [], dtype: 'I64', role: 'count' },
  { key: 'classif.weight', shape: [3], dtype: 'F32', role: 'weight' },
];
const renames = { timm: [], cadene: [{ from: 'classif', to: 'last_linear' }] };

const open = (tensors: Record<string, readonly number[]>) => {
  const pieces = safetensorsPieces(
    Object.entries(tensors).map(([key, shape]) => {
      const count = shape.reduce((product, extent) => product * extent, 1);
      const data = Float32Array.from({ length: count }, (_, i) => i + 0.5);
      return { key, shape, dtype: 'F32', byteLength: 4 * count, bytes: () => new Uint8Array(data.buffer) };
    }),
  );
  const bytes = Buffer.concat([...pieces]);
  return openSafetensors(memorySource(new Uint8Array(bytes), 'f'));
};

describe('the fit of a file', () => {
  it('recognises the convention by its names and reads through it', async () => {
    const file = await open({
      'stem.weight': [2, 1],
      'last_linear.weight': [3],
      'AuxLogits.fc.weight': [1],
      other: [1],
    });
    const fit = fitOf(file, specs, renames);
    expect(fit).toEqual({
      naming: 'cadene',
      tensors: 4,
      extras: ['AuxLogits.fc.weight'],
      unexpected: ['other'],
      missing: [],
      misshapen: [],
      background: [],
      prefix: '',
      copies: [],
      fitting: 2,
      begins: 'there',
      uncomputable: [],
      lacking: [],
      classes: null,
      head: null,
    });
    expect(fits(fit)).toBe(true);
    const weights = fileWeights(file, matchOf(file, specs, renames), 'f#1');
    const classif = specs[2];
    if (!classif) throw new Error('no spec');
    expect([...(await weights.tensor(classif))]).toEqual([0.5, 1.5, 2.5]);
  });

  it('names what is missing and what has another shape', async () => {
    const fit = fitOf(await open({ 'stem.weight': [1, 2] }), specs, renames);
    expect(fit.naming).toBe('timm');
    expect(fit.missing).toEqual(['classif.weight']);
    expect(fit.misshapen).toEqual([{ key: 'stem.weight', wanted: [2, 1], found: [1, 2] }]);
    expect(fits(fit)).toBe(false);
    expect(misfit('f', fit)).toMatchObject({
      code: 'weights/does-not-fit',
      data: { first: 'stem.weight', wanted: [2, 1], found: [1, 2], fitting: 0 },
    });
  });
});
