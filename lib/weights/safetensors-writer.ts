import { DTYPES, type Dtype } from './dtypes';

/** A tensor to write; its bytes are asked for when their turn comes, so that a file need not fit into memory. */
export interface WritableTensor {
  readonly key: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly byteLength: number;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** As the safetensors library writes (0.8.0 gives the same bytes): by type, the widest first, then by name. */
const inFileOrder = (a: WritableTensor, b: WritableTensor): number =>
  DTYPES.indexOf(b.dtype) - DTYPES.indexOf(a.dtype) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** What the header says of a tensor. */
type Listed = Pick<WritableTensor, 'key' | 'dtype' | 'shape' | 'byteLength'>;

/**
 * The beginning of a safetensors file whose tensors follow in this order: header length, and the header padded with
 * spaces to 8 bytes.
 * @param metadata written as `__metadata__`.
 */
export function safetensorsLead(
  tensors: readonly Listed[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const { key, dtype, shape, byteLength } of tensors) {
    header[key] = { dtype, shape, data_offsets: [offset, offset + byteLength] };
    offset += byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const lead = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20);
  new DataView(lead.buffer).setBigUint64(0, BigInt(lead.length - 8), true);
  lead.set(json, 8);
  return lead;
}

/** The bytes of a safetensors file, piece by piece: its lead, then the data of each tensor. */
export function* safetensorsPieces(
  tensors: readonly WritableTensor[],
  metadata: Readonly<Record<string, string>> = { format: 'pt' },
): Generator<Uint8Array<ArrayBuffer>> {
  const ordered = [...tensors].sort(inFileOrder);
  yield safetensorsLead(ordered, metadata);
  for (const tensor of ordered) yield tensor.bytes();
}
