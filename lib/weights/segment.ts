import { checksumOf } from './checksum';
import type { ShelfFile } from './shelf';

/** Neighbouring bytes of a file: one tensor, or its header. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** By what two versions of a file are told apart, as far as its server shows it. */
export interface Version {
  readonly size: number | null;
  /** A strong validator; null where it is not shown. */
  readonly etag: string | null;
  /** Where it is not: the checksum of what the first request brought, the header and the first tensors. Else null. */
  readonly beginning: number | null;
}

/** Whether two versions are one, as far as can be told. */
export const isSameVersion = (a: Version, b: Version): boolean =>
  a.size === b.size && a.etag === b.etag && a.beginning === b.beginning;

/** A stored run of neighbouring bytes of a file: what came with one request, checked tensor by tensor. */
export interface Segment {
  readonly address: string;
  readonly version: Version;
  /** Of the stored file: what comes before the first span. */
  readonly leadBytes: number;
  /** Without gaps, in the order of the file. */
  readonly spans: readonly (Span & { readonly checksum: number })[];
}

/** "ATWS", and the version of this format. */
const MAGIC = 0x53575441;
const FORMAT = 1;
/** Magic, length of the description, its checksum. */
const FIXED = 12;
/** Holds the description of a block in one read. */
const FIRST_READ = 16 * 1024;
const LONGEST = 4 * 2 ** 20;

/**
 * What is written before the bytes of a segment: who it belongs to, and where and what its spans are.
 * @param bytes those of the file from the beginning of the first span to the end of the last.
 */
export function segmentLead(
  address: string,
  version: Version,
  spans: readonly Span[],
  bytes: Uint8Array<ArrayBuffer>,
): { readonly lead: Uint8Array<ArrayBuffer>; readonly segment: Segment } {
  const start = spans[0]?.from ?? 0;
  const checked = spans.map(({ from, to }) => ({
    from,
    to,
    checksum: checksumOf(bytes.subarray(from - start, to - start)),
  }));
  const json = new Uint8Array(
    new TextEncoder().encode(
      JSON.stringify({
        format: FORMAT,
        address,
        ...version,
        spans: checked.map(({ from, to, checksum }) => [from, to, checksum]),
      }),
    ),
  );
  const lead = new Uint8Array(FIXED + json.length);
  const view = new DataView(lead.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, json.length, true);
  view.setUint32(8, checksumOf(json), true);
  lead.set(json, FIXED);
  return { lead, segment: { address, version, leadBytes: lead.length, spans: checked } };
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function spanOf(value: unknown): Segment['spans'][number] | null {
  if (!Array.isArray(value)) return null;
  const [from, to, checksum]: readonly unknown[] = value;
  return isCount(from) && isCount(to) && isCount(checksum) && from < to ? { from, to, checksum } : null;
}

function describe(json: Uint8Array<ArrayBuffer>): Omit<Segment, 'leadBytes'> | null {
  const value: unknown = JSON.parse(new TextDecoder().decode(json));
  if (typeof value !== 'object' || value === null) return null;
  const { format, address, size, etag, beginning, spans: listed }: Partial<Record<string, unknown>> = { ...value };
  if (format !== FORMAT || typeof address !== 'string' || !Array.isArray(listed)) return null;
  const spans = listed.map(spanOf).filter((span) => span !== null);
  const gapless = spans.every(({ from }, i) => i === 0 || spans[i - 1]?.to === from);
  if (spans.length !== listed.length || spans.length === 0 || !gapless) return null;
  const version = {
    size: isCount(size) ? size : null,
    etag: typeof etag === 'string' ? etag : null,
    beginning: isCount(beginning) ? beginning : null,
  };
  return { address, version, spans };
}

/**
 * Reads what a stored file holds, not its bytes.
 * @returns null for anything but a segment that is complete as far as its length tells.
 */
export async function readSegment(file: ShelfFile): Promise<Segment | null> {
  const first = await file.read(0, Math.min(FIRST_READ, file.bytes));
  if (first.length < FIXED) return null;
  const view = new DataView(first.buffer);
  const length = view.getUint32(4, true);
  const leadBytes = FIXED + length;
  if (view.getUint32(0, true) !== MAGIC || length > LONGEST || leadBytes > file.bytes) return null;
  const json = leadBytes <= first.length ? first.slice(FIXED, leadBytes) : await file.read(FIXED, leadBytes);
  if (checksumOf(json) !== view.getUint32(8, true)) return null;
  const described = describe(json);
  const [head] = described?.spans ?? [];
  const tail = described?.spans.at(-1);
  if (!described || !head || !tail || leadBytes + tail.to - head.from !== file.bytes) return null;
  return { ...described, leadBytes };
}
