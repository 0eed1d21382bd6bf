import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errors } from '@/content/en/words/every-error';
import { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';
import { type ByteSource, blobSource, memorySource } from '@/lib/weights/byte-source';
import { isFloat } from '@/lib/weights/dtypes';
import { TELLING_BYTES } from '@/lib/weights/foreign-file';
import { openSafetensors, readFloats } from '@/lib/weights/safetensors';
import { safetensorsPieces, type WritableTensor } from '@/lib/weights/safetensors-writer';
import { badFiles, entry, fileOf, text } from './bad-files';

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

const open = (bytes: Uint8Array<ArrayBuffer>) => openSafetensors(memorySource(bytes, 'a.safetensors'));
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
    // 1, −2, the largest, the smallest subnormal, 0.333…, −0; bfloat16: 1, −3.140625.
    const halves = [0x3c00, 0xc000, 0x7bff, 0x0001, 0x3555, 0x8000];
    const brain = [0x3f80, 0xc049];
    const bytes = fileOf({ h: entry(0, 12, [6], 'F16'), b: entry(12, 16, [2], 'BF16') }, 16);
    const view = new DataView(bytes.buffer, bytes.length - 16);
    [...halves, ...brain].forEach((bits, i) => {
      view.setUint16(2 * i, bits, true);
    });
    const file = await open(bytes);
    expect([...(await readFloats(file, 'h'))]).toEqual([1, -2, 65504, 2 ** -24, 0.333251953125, -0]);
    expect([...(await readFloats(file, 'b'))]).toEqual([1, -3.140625]);
  });

  it('tells how long it is where its source does not', async () => {
    const whole = memorySource(fileOf({ a: entry(0, 8) }, 8), 'a');
    const file = await openSafetensors({ ...whole, size: null });
    expect(file.bytes).toBe(whole.size);
    expect(await readFloats(file, 'a')).toEqual(new Float32Array(2));
    // What is missing is noticed when it is read.
    const cut = memorySource(fileOf({ a: entry(0, 8) }, 4), 'a');
    const other = await openSafetensors({ ...cut, size: null });
    await expect(readFloats(other, 'a')).rejects.toMatchObject({ code: 'weights/read-failed', retryable: true });
  });

  it('writes types as the library does, wide ones first', async () => {
    const make = (key: string, dtype: WritableTensor['dtype'], byteLength: number): WritableTensor => ({
      key,
      dtype,
      shape: [1],
      byteLength,
      bytes: () => new Uint8Array(byteLength),
    });
    const pieces = safetensorsPieces([
      make('a', 'F16', 2),
      make('b', 'BF16', 2),
      make('c', 'F32', 4),
      make('d', 'I64', 8),
    ]);
    const file = await open(join(pieces));
    expect([...file.entries.keys()]).toEqual(['d', 'c', 'b', 'a']);
  });

  it('stays what it is whatever its names are', async () => {
    const names = ['__proto__', 'constructor', 'toString', '', 'a"b', 'ä', '7'];
    const json = `{${names.map((name, i) => `${JSON.stringify(name)}:${JSON.stringify(entry(4 * i, 4 * i + 4))}`)}}`;
    const file = await open(fileOf(json, 4 * names.length));
    expect([...file.entries.keys()].sort()).toEqual([...names].sort());
  });
});

describe('a bad file', () => {
  it.each(badFiles)('that %s is refused by name, in words', async (_, bytes, code) => {
    const error = await open(bytes).catch((caught) => caught);
    expect(error).toMatchObject({ code, data: { name: 'a.safetensors' }, retryable: false });
    const words = explain(errors, error);
    expect(words?.what).toContain('a.safetensors');
    for (const sentence of Object.values(words ?? {})) expect(sentence).toMatch(/^[^\n]+\.$/);
  });

  it.each([
    ['a header of 2^60 bytes', 2n ** 60n, 'weights/header-length'],
    ['a header of less than nothing', 2n ** 64n - 1n, 'weights/header-length'],
  ])('that claims %s costs the first bytes, which may tell what it is', async (_, length, code) => {
    const reads: number[] = [];
    const claiming: ByteSource = {
      name: 'claims',
      size: null,
      async read(from, to) {
        reads.push(to - from);
        const bytes = new Uint8Array(to - from);
        new DataView(bytes.buffer).setBigUint64(0, length, true);
        return bytes;
      },
    };
    await expect(openSafetensors(claiming)).rejects.toMatchObject({ code });
    expect(reads).toEqual([8, TELLING_BYTES]);
  });

  it('that claims a tensor of 2^50 bytes, where its size is not known, costs its header', async () => {
    const claim = fileOf({ a: entry(0, 2 ** 50) }, 0);
    const reads: number[] = [];
    const source: ByteSource = {
      ...memorySource(claim, 'claims'),
      size: null,
      async read(from, to) {
        reads.push(to - from);
        return claim.slice(from, to);
      },
    };
    // What is not there is noticed at the latest when it is asked for; no network asks for a tensor of this shape.
    expect((await openSafetensors(source)).bytes).toBe(claim.length + 2 ** 50);
    expect(reads).toEqual([8, claim.length - 8]);
  });

  it('costs no more than the longest header, whatever it claims', async () => {
    let most = 0;
    const endless: ByteSource = {
      name: 'endless',
      size: 2 ** 40,
      async read(from, to) {
        most = Math.max(most, to - from);
        const bytes = new Uint8Array(to - from).fill(0x20);
        if (from === 0) new DataView(bytes.buffer).setBigUint64(0, 4n * 2n ** 20n, true);
        return bytes;
      },
    };
    await expect(openSafetensors(endless)).rejects.toMatchObject({ code: 'weights/header-json' });
    expect(most).toBe(4 * 2 ** 20);
  });

  it.each([
    ['NaN', 0x7fc00000, 'F32', 'NaN'],
    ['an infinity', 0xff800000, 'F32', '-Infinity'],
    ['a half that is none', 0x7c000000, 'F16', 'Infinity'],
    ['a brain float that is none', 0x7f800000, 'BF16', 'Infinity'],
  ])('that holds %s opens, and the tensor is refused with its place', async (_, bits, dtype, value) => {
    const count = dtype === 'F32' ? 2 : 4;
    const bytes = fileOf({ good: entry(0, 4, [1]), bad: entry(4, 12, [count], dtype) }, 12);
    new DataView(bytes.buffer).setUint32(bytes.length - 4, bits, true);
    const file = await open(bytes);
    expect(await readFloats(file, 'good')).toEqual(new Float32Array(1));
    const error = await readFloats(file, 'bad').catch((caught) => caught);
    expect(error).toMatchObject({ code: 'weights/not-finite', data: { key: 'bad', index: count - 1, value } });
    expect(explain(errors, error)?.what).toMatch(/^“bad” in “a\.safetensors” holds -?(NaN|Infinity) at \[\d\]\.$/);
  });

  it('is never anything but opened or refused, however a good one is changed', async () => {
    const tensors = ['conv.weight', 'bn.weight', 'bn.num_batches_tracked'].map((key, i) =>
      i === 2
        ? { key, dtype: 'I64' as const, shape: [], byteLength: 8, bytes: () => new Uint8Array(8) }
        : tensor(
            key,
            [i + 1, 2],
            Float32Array.from({ length: 2 * (i + 1) }, (_, n) => n),
          ),
    );
    const good = join(safetensorsPieces(tensors));
    const headerLength = Number(new DataView(good.buffer).getBigUint64(0, true));
    const inside = fc.integer({ min: 0, max: good.length - 1 });
    /** What breaks readers: brackets, quotes, digits, signs, and bytes that are no text. */
    const telling = fc.constantFrom(...text('{}[]",:0123456789-+.eE\\ nIFB'), 0x00, 0xff, 0xc3);
    const snippets = ['-1', '1e99', 'null', '[[[[', '18446744073709551616', '"dtype":"F32",', '{"a":', '\\u0000'];
    const digits = [...good.subarray(0, 8 + headerLength).entries()].flatMap(([at, byte]) =>
      at >= 8 && byte >= 0x30 && byte <= 0x39 ? [at] : [],
    );
    type Change = (bytes: Uint8Array) => Uint8Array;
    const splice =
      (at: number, removed: number, part: Uint8Array): Change =>
      (bytes) =>
        join([bytes.subarray(0, at), part, bytes.subarray(at + removed)]);
    const mutation: fc.Arbitrary<Change> = fc.oneof(
      fc.tuple(inside, fc.oneof(telling, fc.nat(255))).map(([at, value]) => splice(at, 1, Uint8Array.of(value))),
      fc.tuple(fc.constantFrom(...digits), fc.nat(9)).map(([at, digit]) => splice(at, 1, Uint8Array.of(0x30 + digit))),
      fc.tuple(inside, fc.nat(40)).map(([at, length]) => splice(at, length, new Uint8Array(0))),
      fc.tuple(inside, fc.constantFrom(...snippets)).map(([at, part]) => splice(at, 0, text(part))),
      fc.tuple(inside, inside, fc.nat(60)).map(
        ([at, from, length]): Change =>
          (bytes) =>
            splice(at, 0, bytes.slice(from, from + length))(bytes),
      ),
      inside.map(
        (at): Change =>
          (bytes) =>
            bytes.subarray(0, at),
      ),
    );
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.boolean(), async (changes, mend) => {
        const bytes = new Uint8Array(changes.reduce<Uint8Array>((before, change) => change(before), good));
        // A header length that fits what was changed lets more of them reach the header itself.
        const grown = headerLength + bytes.length - good.length;
        if (mend && bytes.length >= 8 && grown >= 0) new DataView(bytes.buffer).setBigUint64(0, BigInt(grown), true);
        let most = 0;
        const source = memorySource(bytes, 'm');
        const measured: ByteSource = {
          ...source,
          read: (from, to, signal) => {
            most = Math.max(most, to - from);
            return source.read(from, to, signal);
          },
        };
        let outcome = 'opened';
        try {
          const file = await openSafetensors(measured);
          expect(file.bytes).toBe(bytes.length);
          for (const { key, dtype, from, to, shape } of file.entries.values()) {
            expect(from).toBeGreaterThanOrEqual(file.headerBytes);
            expect(to).toBeLessThanOrEqual(bytes.length);
            if (!isFloat(dtype)) continue;
            const values = await readFloats(file, key).catch((error) => {
              if (error.code !== 'weights/not-finite') throw error;
              return null;
            });
            if (values) expect(values).toHaveLength(shape.reduce((product, extent) => product * extent, 1));
          }
        } catch (error) {
          if (!(error instanceof AtlasError)) throw error;
          expect(explain(errors, error)?.what).toBeTruthy();
          outcome = error.code;
        }
        expect(most).toBeLessThanOrEqual(bytes.length);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }),
      { numRuns: 5000 },
    );
    const lines = [...outcomes].sort(([, a], [, b]) => b - a).map(([code, count]) => `${code.padEnd(26)}${count}`);
    console.log(`\n5,000 changed headers\n${lines.join('\n')}\n`);
    // The changes reach every kind of check, and some do no harm.
    expect(outcomes.get('opened')).toBeGreaterThan(0);
    for (const code of ['header-json', 'entry', 'dtype', 'byte-count', 'beyond-end', 'hole']) {
      expect(outcomes.get(`weights/${code}`) ?? 0, code).toBeGreaterThan(0);
    }
  });

  it('is never anything but opened or refused, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const file = await open(new Uint8Array(bytes)).catch((error) => error);
        expect(file.code ?? '').toMatch(/^(weights\/.*)?$/);
      }),
    );
  });
});

describe('a tensor', () => {
  it('is refused where it holds whole numbers and weights are read, or is not there', async () => {
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
