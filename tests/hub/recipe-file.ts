import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf, renameKey } from '@/lib/networks';
import { seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';

/** A file whose bytes are made when they are asked for. */
export interface LazyFile {
  readonly size: number;
  /** Bytes `from` up to, without, `to`. */
  bytes(from: number, to: number): Uint8Array<ArrayBuffer>;
}

/** Bytes that are there already. */
export const fileOfBytes = (all: Uint8Array<ArrayBuffer>): LazyFile => ({
  size: all.length,
  bytes: (from, to) => all.slice(from, to),
});

/** Tensors made last; a block is asked for in one go, so few are needed. */
const KEPT = 4;

/**
 * The safetensors file that the recipe makes of a network: the true keys, shapes and order, float32, one tensor at a
 * time, since the largest of these files has 224 MB.
 * @param part a file that ends before the network does, and says so.
 */
export function recipeFile(
  network: string,
  naming?: string,
  part?: { readonly lastBlock: string; readonly holds: (key: string) => boolean },
): LazyFile {
  const definition = findNetwork(network);
  const specs = stateDict(modelOf(network).graph).filter(({ key }) => part?.holds(key) ?? true);
  const sizeOf = (shape: readonly number[], dtype: string): number =>
    shape.reduce((product, extent) => product * extent, dtype === 'F32' ? 4 : 8);
  const places: { from: number; to: number; make: () => Uint8Array<ArrayBuffer> }[] = [];
  let at = 0;
  const made = new Map<string, Uint8Array<ArrayBuffer>>();
  const make = (key: string, shape: readonly number[], dtype: string): Uint8Array<ArrayBuffer> => {
    const known = made.get(key);
    if (known) return known;
    const bytes = dtype === 'F32' ? new Uint8Array(seededTensor(key, shape).slice().buffer) : new Uint8Array(8);
    const [oldest] = made.keys();
    if (made.size >= KEPT && oldest !== undefined) made.delete(oldest);
    made.set(key, bytes);
    return bytes;
  };
  const tensors = specs.map(({ key, shape, dtype }) => {
    const byteLength = sizeOf(shape, dtype);
    return {
      key: renameKey(definition, naming ?? definition.naming, key),
      dtype,
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
