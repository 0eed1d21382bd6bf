import { describe, expect, it } from 'vitest';
import { memorySource } from '@/lib/weights/byte-source';
import { halvedPieces, tooLargeForHalf } from '@/lib/weights/halve';
import { openSafetensors, readFloats, type SafetensorsFile } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';

type Tensors = Readonly<Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>>;

async function fileOf(tensors: Tensors): Promise<SafetensorsFile> {
  const list = Object.entries(tensors).map(([key, { shape, values }]) => {
    const counter = key.endsWith('num_batches_tracked');
    const bytes = counter
      ? new Uint8Array(BigInt64Array.from(values, BigInt).buffer)
      : new Uint8Array(Float32Array.from(values).buffer);
    const dtype = counter ? ('I64' as const) : ('F32' as const);
    return { key, dtype, shape, byteLength: bytes.length, bytes: () => bytes };
  });
  const pieces = [...safetensorsPieces(list, { format: 'pt', from: 'here' })];
  return openSafetensors(memorySource(new Uint8Array(Buffer.concat(pieces)), 'whole'));
}

async function halved(file: SafetensorsFile, keep: readonly string[] = []): Promise<SafetensorsFile> {
  const pieces: Uint8Array[] = [];
  for await (const piece of halvedPieces(file, new Set(keep), { halved: 'yes' })) pieces.push(piece);
  return openSafetensors(memorySource(new Uint8Array(Buffer.concat(pieces)), 'half'));
}

const TENSORS: Tensors = {
  'a.conv.weight': { shape: [2, 1, 1, 2], values: [1, -2, 0.1, 3] },
  'a.bn.running_var': { shape: [2], values: [1e-6, 1] },
  'a.bn.num_batches_tracked': { shape: [], values: [7] },
  'b.weight': { shape: [1, 2], values: [0.5, 1000.3] },
};

describe('a halved file', () => {
  it('has its kernels and matrices in float16, and everything else to the bit', async () => {
    const half = await halved(await fileOf(TENSORS));
    const types = Object.fromEntries([...half.entries.values()].map(({ key, dtype }) => [key, dtype]));
    expect(types).toEqual({
      'a.conv.weight': 'F16',
      'a.bn.running_var': 'F32',
      'a.bn.num_batches_tracked': 'I64',
      'b.weight': 'F16',
    });
    expect([...(await readFloats(half, 'a.conv.weight'))]).toEqual([1, -2, 0.0999755859375, 3]);
    expect([...(await readFloats(half, 'b.weight'))]).toEqual([0.5, 1000.5]);
    expect([...(await readFloats(half, 'a.bn.running_var'))]).toEqual([Math.fround(1e-6), 1]);
    const counter = half.entries.get('a.bn.num_batches_tracked');
    const bytes = await half.source.read(counter?.from ?? 0, counter?.to ?? 0);
    expect(new BigInt64Array(bytes.slice().buffer)[0]).toBe(7n);
    expect(half.metadata).toEqual({ format: 'pt', from: 'here', halved: 'yes' });
  });

  it('keeps the order of the file, so that a block stays one run', async () => {
    const file = await fileOf(TENSORS);
    const order = ({ entries }: SafetensorsFile) =>
      [...entries.values()].sort((a, b) => a.from - b.from).map(({ key }) => key);
    expect(order(await halved(file))).toEqual(order(file));
  });

  it('leaves a tensor that float16 cannot hold as it is, once that was found', async () => {
    const file = await fileOf({
      ...TENSORS,
      'c.weight': { shape: [1, 4], values: [1, -65520, 2, 0] },
      'd.weight': { shape: [1, 2], values: [65519, 0] },
      // Not halved, so it need not fit.
      'e.running_var': { shape: [1], values: [1e20] },
    });
    expect(await tooLargeForHalf(file)).toEqual([{ key: 'c.weight', value: -65520 }]);
    const half = await halved(file, ['c.weight']);
    expect(half.entries.get('c.weight')?.dtype).toBe('F32');
    expect([...(await readFloats(half, 'c.weight'))]).toEqual([1, -65520, 2, 0]);
    expect([...(await readFloats(half, 'd.weight'))]).toEqual([65504, 0]);
  });

  it('has every float32 at a multiple of 4 bytes, where other readers want it', async () => {
    const odd = await halved(await fileOf({ ...TENSORS, 'a.odd.weight': { shape: [1, 3], values: [1, 2, 3] } }));
    expect(odd.entries.get('a.odd.weight')?.dtype).toBe('F32');
    const askew = [...odd.entries.values()].filter(({ dtype, from }) => dtype === 'F32' && from % 4 !== 0);
    expect(askew).toEqual([]);
  });

  it('is not made of numbers that are none', async () => {
    const file = await fileOf({ 'a.weight': { shape: [1, 2], values: [0, Number.NaN] } });
    await expect(tooLargeForHalf(file)).rejects.toMatchObject({ code: 'weights/not-finite' });
  });
});
