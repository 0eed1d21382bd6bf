import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf, renameKey } from '@/lib/networks';
import { encodeFloat16 } from '@/lib/weights/half';
import { seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';

/** A file whose bytes are made when they are asked for. */
export interface LazyFile {
  readonly size: number;
  /** Bytes `from` up to, without, `to`. */
  bytes(from: number, to: number): Uint8Array<ArrayBuffer>;
}

export type FloatType = 'F32' | 'F16' | 'BF16';

/** Bytes that are there already. */
export const fileOfBytes = (all: Uint8Array<ArrayBuffer>): LazyFile => ({
  size: all.length,
  bytes: (from, to) => all.slice(from, to),
});

/** The bytes of numbers in a type; bfloat16 rounded to nearest, ties to even. */
function encoded(values: Float32Array, type: FloatType): Uint8Array<ArrayBuffer> {
  if (type === 'F32') return new Uint8Array(values.slice().buffer);
  if (type === 'F16') return encodeFloat16(values);
  const bits = new Uint32Array(values.slice().buffer);
  return new Uint8Array(Uint16Array.from(bits, (each) => (each + 0x7fff + ((each >>> 16) & 1)) >>> 16).buffer);
}

/** Tensors made last; a block is asked for in one go, so few are needed. */
const KEPT = 4;

/**
 * The safetensors file that the recipe makes of a network: the true keys, shapes and order, one tensor at a time, since
 * the largest of these files has 224 MB.
 * @param part a file that ends before the network does, and says so.
 */
export function recipeFile(
  network: string,
  naming?: string,
  part?: { readonly lastBlock: string; readonly holds: (key: string) => boolean },
  type: FloatType = 'F32',
): LazyFile {
  const definition = findNetwork(network);
  const specs = stateDict(modelOf(network).graph).filter(({ key }) => part?.holds(key) ?? true);
  const sizeOf = (shape: readonly number[], dtype: string): number =>
    shape.reduce((product, extent) => product * extent, dtype === 'I64' ? 8 : type === 'F32' ? 4 : 2);
  const places: { from: number; to: number; make: () => Uint8Array<ArrayBuffer> }[] = [];
  let at = 0;
  const made = new Map<string, Uint8Array<ArrayBuffer>>();
  const make = (key: string, shape: readonly number[], dtype: string): Uint8Array<ArrayBuffer> => {
    const known = made.get(key);
    if (known) return known;
    const bytes = dtype === 'I64' ? new Uint8Array(8) : encoded(seededTensor(key, shape), type);
    const [oldest] = made.keys();
    if (made.size >= KEPT && oldest !== undefined) made.delete(oldest);
    made.set(key, bytes);
    return bytes;
  };
  const tensors = specs.map(({ key, shape, dtype }) => {
    const byteLength = sizeOf(shape, dtype);
    return {
      key: renameKey(definition, naming ?? definition.naming, key),
      dtype: dtype === 'I64' ? dtype : type,
      shape,
      byteLength,
      // Only where it lies is wanted while the header is written; the bytes are made later.
      bytes: () => {
        places.push({ from: at, to: at + byteLength, make: () => make(key, shape, dtype) });
        at += byteLength;
        return new Uint8Array(0);
      },
    };
  });
  const pieces = safetensorsPieces(tensors, { format: 'pt', ...(part ? { last_block: part.lastBlock } : {}) });
  const lead = pieces.next().value ?? new Uint8Array(0);
  at = lead.length;
  for (const _ of pieces);
  const size = at;
  return {
    size,
    bytes(from, to) {
      const out = new Uint8Array(Math.max(0, Math.min(to, size) - from));
      if (from < lead.length) out.set(lead.subarray(from, from + out.length));
      for (const place of places) {
        if (place.to <= from || place.from >= from + out.length) continue;
        const start = Math.max(from, place.from);
        const part = place.make().subarray(start - place.from, Math.min(from + out.length, place.to) - place.from);
        out.set(part, start - from);
      }
      return out;
    },
  };
}
