/** Weight files that are wrong in one way each, made by hand. */

/** A file with any header, `length` overriding the true header length. */
export const fileOf = (header: unknown, data: number, length?: bigint): Uint8Array<ArrayBuffer> => {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const out = new Uint8Array(8 + json.length + data);
  new DataView(out.buffer).setBigUint64(0, length ?? BigInt(json.length), true);
  out.set(json, 8);
  return out;
};

export const entry = (from: number, to: number, shape: readonly number[] = [(to - from) / 4], dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

export const text = (words: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(words));

/** A header with one good tensor of 4 bytes, and more. */
const withEntry = (more: string): string => `{"ok":${JSON.stringify(entry(0, 4))},${more}}`;

/** What is wrong, the file, and the code of its refusal. */
export const badFiles: readonly (readonly [string, Uint8Array<ArrayBuffer>, string])[] = [
  ['is empty', new Uint8Array(0), 'weights/too-short'],
  ['has 7 bytes', new Uint8Array(7), 'weights/too-short'],
  ['is a web page', text('<!DOCTYPE html><html lang="en"><body>404</body></html>'), 'weights/web-page'],
  ['is a page without a doctype', text('\n<html><body>Sign in</body></html>'), 'weights/web-page'],
  ['is a zip, as PyTorch saves', text('PK\u0003\u0004'.padEnd(200, 'x')), 'weights/foreign'],
  ['has a header length below zero', fileOf('{}', 0, 2n ** 64n - 1n), 'weights/header-length'],
  ['has a header length of 2^60', fileOf('{}', 0, 2n ** 60n), 'weights/header-length'],
  ['has a header length beyond the file', fileOf('{}', 0, 1000n), 'weights/header-length'],
  ['has a header of no bytes', fileOf('{}', 0, 0n), 'weights/header-length'],
  ['has a header that is not JSON', fileOf('{"a":', 0), 'weights/header-json'],
  ['has a header that is a list', fileOf('[1]', 0), 'weights/header-json'],
  ['has a header that is no text', fileOf('{"\u0000\u0000"}', 0), 'weights/header-json'],
  ['has a header that begins with a mark', fileOf('\ufeff{}', 0), 'weights/header-json'],
  ['has a header as deep as a well', fileOf(`{"a":${'['.repeat(100_000)}`, 0), 'weights/header-depth'],
  ['names a tensor twice', fileOf(withEntry(`"ok":${JSON.stringify(entry(4, 8))}`), 8), 'weights/duplicate-key'],
  [
    'names it twice in disguise',
    fileOf(withEntry(`"\\u006fk":${JSON.stringify(entry(4, 8))}`), 8),
    'weights/duplicate-key',
  ],
  [
    'gives one entry two shapes',
    fileOf('{"a":{"dtype":"F32","shape":[1],"shape":[2],"data_offsets":[0,8]}}', 8),
    'weights/duplicate-key',
  ],
  [
    'lists more tensors than any network has',
    fileOf(Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`t${i}`, entry(0, 0, [0])])), 0),
    'weights/too-many-tensors',
  ],
  ['has a number in its metadata', fileOf({ __metadata__: { epoch: 3 }, a: entry(0, 4) }, 4), 'weights/metadata'],
  ['has a list as metadata', fileOf({ __metadata__: ['pt'], a: entry(0, 4) }, 4), 'weights/metadata'],
  ['has an entry that is no object', fileOf({ a: null }, 4), 'weights/entry'],
  ['has an entry without a shape', fileOf({ a: { dtype: 'F32', data_offsets: [0, 4] } }, 4), 'weights/entry'],
  ['has an extent below zero', fileOf({ a: entry(0, 4, [-1]) }, 4), 'weights/entry'],
  ['has an extent of one and a half', fileOf({ a: entry(0, 4, [1.5]) }, 4), 'weights/entry'],
  ['has a shape beyond counting', fileOf({ a: entry(0, 4, [2 ** 53 - 1, 2 ** 53 - 1]) }, 4), 'weights/entry'],
  ['has a shape of too many axes', fileOf({ a: entry(0, 4, Array(1000).fill(1)) }, 4), 'weights/entry'],
  ['has offsets that run backwards', fileOf({ a: entry(4, 0, [0]) }, 4), 'weights/entry'],
  ['has three offsets', fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4, 8] } }, 4), 'weights/entry'],
  ['has offsets beyond any file', fileOf({ a: entry(2 ** 53 - 5, 2 ** 53 - 1, [1]) }, 4), 'weights/entry'],
  ['has a type that the format does not know', fileOf({ a: entry(0, 8, [1], 'F128') }, 8), 'weights/dtype'],
  ['has half a byte at its end', fileOf({ a: entry(0, 2, [3], 'F4') }, 2), 'weights/entry'],
  ['has a type of no name', fileOf({ a: entry(0, 8, [1], 'toString') }, 8), 'weights/dtype'],
  ['is cut off', fileOf({ a: entry(0, 16) }, 12), 'weights/beyond-end'],
  ['has two tensors in one place', fileOf({ a: entry(0, 8), b: entry(4, 12) }, 12), 'weights/overlap'],
  ['has bytes that belong to nobody', fileOf({ a: entry(0, 4), b: entry(8, 12) }, 12), 'weights/hole'],
  ['has bytes before the first tensor', fileOf({ a: entry(4, 8) }, 8), 'weights/hole'],
  ['has bytes after the last tensor', fileOf({ a: entry(0, 4) }, 12), 'weights/hole'],
  ['has a shape that its bytes do not fill', fileOf({ a: entry(0, 8, [3]) }, 8), 'weights/byte-count'],
];
