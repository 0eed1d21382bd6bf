import type { ByteSource } from './byte-source';
import { weightError } from './errors';
import { decodeBfloat16, decodeFloat16, decodeFloat32 } from './half';

/** Bytes of one number of each type that is read. */
const BYTES = { F32: 4, F16: 2, BF16: 2, I64: 8 } as const;
export type Dtype = keyof typeof BYTES;
const DTYPES = Object.keys(BYTES);

/** The bound of the safetensors library itself: a longer header is not one. */
const LONGEST_HEADER = 100_000_000;

/** Where a tensor lies; offsets count from the start of the file. */
export interface SafetensorsEntry {
  readonly key: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** An opened file: its header is read and checked, its data is not read yet. */
export interface SafetensorsFile {
  readonly source: ByteSource;
  readonly entries: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

const isDtype = (text: string): text is Dtype => DTYPES.includes(text);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);

function readEntry(name: string, key: string, value: unknown, dataStart: number, size: number): SafetensorsEntry {
  const fail = (reason: string) => weightError('weights/entry', { name, key, reason });
  if (!isRecord(value)) throw fail('not an object');
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string') throw fail('no dtype');
  if (!isDtype(dtype)) throw weightError('weights/dtype', { name, key, dtype, known: DTYPES });
  if (!isCounts(shape)) throw fail('shape is not a list of counts');
  if (!isCounts(offsets) || offsets.length !== 2) throw fail('data_offsets are not two counts');
  const [begin = 0, end = 0] = offsets;
  if (end < begin) throw fail('data_offsets run backwards');
  if (dataStart + end > size) {
    throw weightError('weights/beyond-end', { name, key, end: dataStart + end, bytes: size });
  }
  const wanted = shape.reduce((product, extent) => product * extent, BYTES[dtype]);
  if (wanted !== end - begin) {
    throw weightError('weights/byte-count', { name, key, shape, dtype, wanted, found: end - begin });
  }
  return { key, dtype, shape, from: dataStart + begin, to: dataStart + end };
}

function parseHeader(name: string, bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isRecord(header)) return header;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw weightError('weights/header-json', { name, reason }, { cause });
  }
  throw weightError('weights/header-json', { name, reason: 'not an object' });
}

/**
 * Opens a safetensors file: reads its header and checks every entry against the file. No tensor is read.
 * @throws any of the `weights/…` errors but `no-such-tensor`, `not-float` and `does-not-fit`.
 */
export async function openSafetensors(source: ByteSource, signal?: AbortSignal): Promise<SafetensorsFile> {
  const { name, size } = source;
  if (size < 8) throw weightError('weights/too-short', { name, bytes: size });
  const lead = await source.read(0, 8, signal);
  const length = Number(new DataView(lead.buffer, lead.byteOffset, 8).getBigUint64(0, true));
  if (length < 2 || length > LONGEST_HEADER || 8 + length > size) {
    throw weightError('weights/header-length', { name, length, bytes: size });
  }
  const header = parseHeader(name, await source.read(8, 8 + length, signal));

  const entries = new Map<string, SafetensorsEntry>();
  const metadata: Record<string, string> = {};
  for (const [key, value] of Object.entries(header)) {
    if (key !== '__metadata__') entries.set(key, readEntry(name, key, value, 8 + length, size));
    else if (isRecord(value)) {
      for (const [field, text] of Object.entries(value)) if (typeof text === 'string') metadata[field] = text;
    }
  }
  const byPlace = [...entries.values()].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  byPlace.forEach((entry, index) => {
    const before = byPlace[index - 1];
    if (before && before.to > entry.from) {
      throw weightError('weights/overlap', { name, first: before.key, second: entry.key });
    }
  });
  return { source, entries, metadata };
}

/**
 * Reads one floating point tensor as float32, in the layout of the file.
 * @throws `weights/no-such-tensor`, `weights/not-float`, `weights/read-failed`.
 */
export async function readFloats(file: SafetensorsFile, key: string, signal?: AbortSignal): Promise<Float32Array> {
  const { name } = file.source;
  const entry = file.entries.get(key);
  if (!entry) throw weightError('weights/no-such-tensor', { name, key });
  if (entry.dtype === 'I64') throw weightError('weights/not-float', { name, key, dtype: entry.dtype });
  const { from, to } = entry;
  const bytes = await file.source.read(from, to, signal);
  if (bytes.length !== to - from) {
    const reason = `${bytes.length} of ${to - from} bytes`;
    throw weightError('weights/read-failed', { name, from, to, reason }, { retryable: true });
  }
  switch (entry.dtype) {
    case 'F32':
      return decodeFloat32(bytes);
    case 'F16':
      return decodeFloat16(bytes);
    case 'BF16':
      return decodeBfloat16(bytes);
  }
}
