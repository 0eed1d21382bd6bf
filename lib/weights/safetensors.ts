import type { ByteSource } from './byte-source';
import { bytesOf, DTYPES, type Dtype, type FloatDtype, isDtype, isFloat } from './dtypes';
import { weightError } from './errors';
import { foreignKind, TELLING_BYTES } from './foreign-file';
import { decodeBfloat16, decodeFloat16, decodeFloat32, decodeFloat64 } from './half';
import { parseHeader } from './header-json';

/** 30 times the longest header of these networks (131,288 bytes); parsed, it takes some 30 MB. */
const LONGEST_HEADER = 4 * 2 ** 20;

/** 15 times the most tensors of these networks (1,306). */
const MOST_TENSORS = 20_000;

/** A convolution has four axes. */
const MOST_AXES = 8;

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
  /** Of the whole file: what the source says, or what the header comes to where it cannot. */
  readonly bytes: number;
  readonly headerBytes: number;
  readonly entries: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);

function readEntry(name: string, key: string, value: unknown, dataStart: number, size: number | null) {
  const fail = (reason: string) => weightError('weights/entry', { name, key, reason });
  if (!isRecord(value)) throw fail('not an object');
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string') throw fail('no dtype');
  if (!isDtype(dtype)) throw weightError('weights/dtype', { name, key, dtype, known: DTYPES });
  if (!isCounts(shape)) throw fail('shape is not a list of counts');
  if (shape.length > MOST_AXES) throw fail(`shape has ${shape.length} axes`);
  if (!isCounts(offsets) || offsets.length !== 2) throw fail('data_offsets are not two counts');
  const [begin = 0, end = 0] = offsets;
  if (end < begin) throw fail('data_offsets run backwards');
  if (!Number.isSafeInteger(dataStart + end)) throw fail('data_offsets are beyond any file');
  if (size !== null && dataStart + end > size) {
    throw weightError('weights/beyond-end', { name, key, end: dataStart + end, bytes: size });
  }
  const wanted = bytesOf(dtype, shape);
  if (wanted === null) throw fail('shape does not come to a number of whole bytes that can be counted');
  if (wanted !== end - begin) {
    throw weightError('weights/byte-count', { name, key, shape, dtype, wanted, found: end - begin });
  }
  return { key, dtype, shape, from: dataStart + begin, to: dataStart + end } satisfies SafetensorsEntry;
}

/** @throws `weights/metadata`. */
function readMetadata(name: string, value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) throw weightError('weights/metadata', { name, key: '' });
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => {
      if (typeof text !== 'string') throw weightError('weights/metadata', { name, key });
      return [key, text];
    }),
  );
}

/**
 * Every byte of the data belongs to exactly one tensor, as the format asks.
 * @returns where the data ends. @throws `weights/overlap`, `weights/hole`.
 */
function checkPlaces(name: string, entries: Iterable<SafetensorsEntry>, dataStart: number, size: number | null) {
  const byPlace = [...entries].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from);
  let end = dataStart;
  let before = '';
  for (const { key, from, to } of byPlace) {
    if (from < end) throw weightError('weights/overlap', { name, first: before, second: key });
    if (from > end) throw weightError('weights/hole', { name, from: end, to: from });
    end = to;
    before = key;
  }
  if (size !== null && size > end) throw weightError('weights/hole', { name, from: end, to: size });
  return end;
}

/** Refuses what does not begin as the format asks, by what it is. @throws `weights/…`. */
async function refuse(source: ByteSource, length: number | null, signal?: AbortSignal): Promise<never> {
  const { name, size } = source;
  const first = await source.read(0, Math.min(TELLING_BYTES, size ?? TELLING_BYTES), signal);
  const kind = foreignKind(first);
  if (kind === 'web-page') throw weightError('weights/web-page', { name });
  if (kind !== null) throw weightError('weights/foreign', { name, kind });
  if (length === null) throw weightError('weights/too-short', { name, bytes: first.length });
  throw weightError('weights/header-length', { name, length, bytes: size });
}

/**
 * Opens a safetensors file: reads its header and checks every entry against the file. No tensor is read, and no more
 * than the header is held, which is bounded.
 * @throws any of the `weights/…` errors about headers and entries, and those of the source.
 */
export async function openSafetensors(source: ByteSource, signal?: AbortSignal): Promise<SafetensorsFile> {
  const { name, size } = source;
  if (size !== null && size < 8) return refuse(source, null, signal);
  const lead = await source.read(0, 8, signal);
  if (lead.length < 8) return refuse(source, null, signal);
  const length = Number(new DataView(lead.buffer, lead.byteOffset, 8).getBigUint64(0, true));
  if (length < 2 || length > LONGEST_HEADER || (size !== null && 8 + length > size)) {
    return refuse(source, length, signal);
  }
  const dataStart = 8 + length;
  const json = await source.read(8, dataStart, signal);
  if (json.length < length) throw weightError('weights/header-length', { name, length, bytes: 8 + json.length });
  const { __metadata__: metadata = {}, ...tensors } = parseHeader(name, json);

  const listed = Object.entries(tensors);
  if (listed.length > MOST_TENSORS) {
    throw weightError('weights/too-many-tensors', { name, tensors: listed.length, most: MOST_TENSORS });
  }
  const entries = new Map<string, SafetensorsEntry>();
  for (const [key, value] of listed) entries.set(key, readEntry(name, key, value, dataStart, size));
  const end = checkPlaces(name, entries.values(), dataStart, size);
  return { source, bytes: end, headerBytes: dataStart, entries, metadata: readMetadata(name, metadata) };
}

function decode(dtype: FloatDtype, bytes: Uint8Array<ArrayBuffer>): Float32Array {
  switch (dtype) {
    case 'F32':
      return decodeFloat32(bytes);
    case 'F16':
      return decodeFloat16(bytes);
    case 'BF16':
      return decodeBfloat16(bytes);
    case 'F64':
      return decodeFloat64(bytes);
  }
}

/**
 * The entry of a floating point tensor.
 * @throws `weights/no-such-tensor`, `weights/not-float`.
 */
export function floatEntry(
  { source: { name }, entries }: SafetensorsFile,
  key: string,
): SafetensorsEntry & { readonly dtype: FloatDtype } {
  const entry = entries.get(key);
  if (!entry) throw weightError('weights/no-such-tensor', { name, key });
  const { dtype } = entry;
  if (!isFloat(dtype)) throw weightError('weights/not-float', { name, key, dtype });
  return { ...entry, dtype };
}

/** A flat index by axes, the last of which runs fastest. */
function placeOf(index: number, shape: readonly number[]): readonly number[] {
  let rest = index;
  return shape
    .toReversed()
    .map((extent) => {
      const at = rest % extent;
      rest = Math.floor(rest / extent);
      return at;
    })
    .toReversed();
}

/** A loop of its own: millions of numbers pass here. */
function firstNotFinite(values: Float32Array): number {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i;
  return -1;
}

/**
 * The bytes of a floating point tensor as float32, in the layout of the file.
 * @throws `weights/no-such-tensor`, `weights/not-float`, `weights/read-failed` where there are fewer, `weights/not-finite`.
 */
export function floatsOf(file: SafetensorsFile, key: string, bytes: Uint8Array<ArrayBuffer>): Float32Array {
  const { name } = file.source;
  const { dtype, from, to } = floatEntry(file, key);
  if (bytes.length !== to - from) {
    const reason = `${bytes.length} of ${to - from} bytes`;
    throw weightError('weights/read-failed', { name, from, to, reason }, { retryable: true });
  }
  const values = decode(dtype, bytes);
  const index = firstNotFinite(values);
  if (index >= 0) {
    const at = placeOf(index, file.entries.get(key)?.shape ?? []);
    throw weightError('weights/not-finite', { name, key, index, at, value: String(values[index]) });
  }
  return values;
}

/**
 * Reads one floating point tensor as float32, in the layout of the file.
 * @throws those of `floatsOf` and of the source.
 */
export async function readFloats(file: SafetensorsFile, key: string, signal?: AbortSignal): Promise<Float32Array> {
  const { from, to } = floatEntry(file, key);
  return floatsOf(file, key, await file.source.read(from, to, signal));
}
