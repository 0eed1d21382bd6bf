import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blobSource, memorySource } from '@/lib/weights/byte-source';
import { openSafetensors, readFloats } from '@/lib/weights/safetensors';
import { safetensorsPieces, type WritableTensor } from '@/lib/weights/safetensors-writer';

const tensor = (key: string, shape: readonly number[], data: Float32Array): WritableTensor => ({
  key,
  dtype: 'F32',
  shape,
  byteLength: data.byteLength,
  bytes: () => new Uint8Array(data.slice().buffer),
});

const join = (pieces: Iterable<Uint8Array>): Uint8Array<ArrayBuffer> => {
  const list = [...pieces];
  const out = new Uint8Array(list.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of list) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
};

/** A file with any header, `length` overriding the true header length. */
const fileOf = (header: unknown, data: number, length?: bigint): Uint8Array<ArrayBuffer> => {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const out = new Uint8Array(8 + json.length + data);
  new DataView(out.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  out.set(json, 8);
  return out;
};

const open = (bytes: Uint8Array<ArrayBuffer>) => openSafetensors(memorySource(bytes, 'a.safetensors'));
const entry = (from: number, to: number, shape: readonly number[] = [(to - from) / 4], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

describe('a safetensors file', () => {
  it('comes back as it was written, whatever the tensors', async () => {
    const shapes = fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(shapes, fc.integer(), async (list, salt) => {
        const tensors = list.map((shape, index) => {
          const count = shape.reduce((product, extent) => product * extent, 1);
          return {
            shape,
            data: Float32Array.from({ length: count }, (_, i) => Math.fround((i + salt) / 7)),
            key: `t${index}`,
          };
        });
        const bytes = join(safetensorsPieces(tensors.map(({ key, shape, data }) => tensor(key, shape, data))));
        const file = await openSafetensors(blobSource(new Blob([bytes]), 'a.safetensors'));
        expect([...file.entries.keys()].sort()).toEqual(tensors.map(({ key }) => key).sort());
        for (const { key, shape, data } of tensors) {
          expect(file.entries.get(key)?.shape).toEqual(shape);
          expect(await readFloats(file, key)).toEqual(data);
        }
        expect(file.metadata).toEqual({ format: 'pt' });
      }),
      { numRuns: 40 },
    );
  });

  it('reads half precision exactly', async () => {
    // 1, −2, the largest, the smallest subnormal, infinity, −0; bfloat16: 1, −3.140625.
    const halves = [0x3c00, 0xc000, 0x7bff, 0x0001, 0x7c00, 0x8000];
    const brain = [0x3f80, 0xc049];
    const bytes = fileOf({ h: entry(0, 12, [6], 'F16'), b: entry(12, 16, [2], 'BF16') }, 16);
    const view = new DataView(bytes.buffer, bytes.length - 16);
    [...halves, ...brain].forEach((bits, i) => {
      view.setUint16(2 * i, bits, true);
    });
    const file = await open(bytes);
    expect([...(await readFloats(file, 'h'))]).toEqual([1, -2, 65504, 2 ** -24, Number.POSITIVE_INFINITY, -0]);
    expect([...(await readFloats(file, 'b'))]).toEqual([1, -3.140625]);
  });

  it.each([
    ['is empty', new Uint8Array(0), 'weights/too-short'],
    ['has 7 bytes', new Uint8Array(7), 'weights/too-short'],
    ['has a header length beyond the file', fileOf('{}', 0, 1000n), 'weights/header-length'],
    ['has a header length beyond all numbers', fileOf('{}', 0, 2n ** 63n), 'weights/header-length'],
    ['has a header of no bytes', fileOf('{}', 0, 0n), 'weights/header-length'],
    ['has a header that is not JSON', fileOf('{"a":', 0), 'weights/header-json'],
    ['has a header that is a list', fileOf('[1]', 0), 'weights/header-json'],
    ['has an entry without a shape', fileOf({ a: { dtype: 'F32', data_offsets: [0, 4] } }, 4), 'weights/entry'],
    ['has an extent below zero', fileOf({ a: entry(0, 4, [-1]) }, 4), 'weights/entry'],
    ['has offsets that run backwards', fileOf({ a: entry(4, 0, [0]) }, 4), 'weights/entry'],
    ['has a type that nobody reads', fileOf({ a: entry(0, 8, [1], 'F64') }, 8), 'weights/dtype'],
    ['is cut off', fileOf({ a: entry(0, 16) }, 12), 'weights/beyond-end'],
    ['has two tensors in one place', fileOf({ a: entry(0, 8), b: entry(4, 12) }, 12), 'weights/overlap'],
    ['has a shape that its bytes do not fill', fileOf({ a: entry(0, 8, [3]) }, 8), 'weights/byte-count'],
  ])('that %s is refused by name', async (_, bytes, code) => {
    await expect(open(bytes)).rejects.toMatchObject({ code, data: { name: 'a.safetensors' } });
  });

  it('never opens in a way that reads outside of itself, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const file = await open(new Uint8Array(bytes)).catch((error) => error);
        expect(file.code ?? '').toMatch(/^(weights\/.*)?$/);
      }),
    );
  });

  it('refuses whole numbers where weights are read, and unknown keys', async () => {
    const file = await open(fileOf({ n: entry(0, 8, [], 'I64') }, 8));
    await expect(readFloats(file, 'n')).rejects.toMatchObject({ code: 'weights/not-float' });
    await expect(readFloats(file, 'm')).rejects.toMatchObject({ code: 'weights/no-such-tensor' });
  });

  it('stops when it is told to', async () => {
    const bytes = fileOf({ a: entry(0, 4) }, 4);
    const file = await openSafetensors(blobSource(new Blob([bytes]), 'a'));
    await expect(readFloats(file, 'a', AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });
});
