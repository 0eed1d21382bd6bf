import type { Dtype } from './safetensors';

/** A tensor to write; its bytes are asked for when their turn comes, so that a file need not fit into memory. */
export interface WritableTensor {
  readonly key: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly byteLength: number;
  bytes(): Uint8Array<ArrayBuffer>;
}

/** The safetensors library writes wider types first, then by name; 8-byte integers lead. */
const inFileOrder = (a: WritableTensor, b: WritableTensor): number =>
  Number(b.dtype === 'I64') - Number(a.dtype === 'I64') || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/**
 * The bytes of a safetensors file, piece by piece: header length, header padded with spaces to 8 bytes, data.
 * @param metadata written as `__metadata__`.
 */
export function* safetensorsPieces(
  tensors: readonly WritableTensor[],
  metadata: Readonly<Record<string, string>> = { format: 'pt' },
): Generator<Uint8Array<ArrayBuffer>> {
  const ordered = [...tensors].sort(inFileOrder);
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const { key, dtype, shape, byteLength } of ordered) {
    header[key] = { dtype, shape, data_offsets: [offset, offset + byteLength] };
    offset += byteLength;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  const lead = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20);
  new DataView(lead.buffer).setBigUint64(0, BigInt(lead.length - 8), true);
  lead.set(json, 8);
  yield lead;
  for (const tensor of ordered) yield tensor.bytes();
}
