import { encodeFloat16 } from './half';
import { readFloats, type SafetensorsEntry, type SafetensorsFile } from './safetensors';
import { safetensorsLead } from './safetensors-writer';

/** A tensor that float16 cannot hold, and the number of it that is farthest from zero. */
export interface TooLarge {
  readonly key: string;
  readonly value: number;
}

/** From here on float16 rounds to an infinity: its largest number is 65504, and half a step is 16. */
const BEYOND = 65520;

/**
 * Whether a tensor is halved: the kernels and matrices, nearly all of the bytes. Vectors stay as they are, since a batch
 * norm divides by the root of its variance, and float16 has few digits left for a small one; so does an odd number of
 * numbers, after which float32 would lie askew.
 */
const isHalved = ({ dtype, shape, from, to }: SafetensorsEntry): boolean =>
  dtype === 'F32' && shape.length > 1 && (to - from) % 8 === 0;

const inOrder = ({ entries }: SafetensorsFile): readonly SafetensorsEntry[] =>
  [...entries.values()].sort((a, b) => a.from - b.from || a.to - b.to);

/**
 * Reads a file through, one tensor at a time, for numbers that float16 has no place for.
 * @throws `weights/not-finite`; those of the source.
 */
export async function tooLargeForHalf(file: SafetensorsFile, signal?: AbortSignal): Promise<readonly TooLarge[]> {
  const found: TooLarge[] = [];
  for (const entry of inOrder(file).filter(isHalved)) {
    const values = await readFloats(file, entry.key, signal);
    let most = 0;
    for (const value of values) if (Math.abs(value) > Math.abs(most)) most = value;
    if (Math.abs(most) >= BEYOND) found.push({ key: entry.key, value: most });
  }
  return found;
}

/**
 * The same file with its kernels and matrices in float16, piece by piece and in the same order, so that a block is
 * still one run of bytes. No more than one tensor is in memory.
 * @param keep keys that stay float32, as `tooLargeForHalf` finds them. @throws those of the source, `weights/not-finite`.
 */
export async function* halvedPieces(
  file: SafetensorsFile,
  keep: ReadonlySet<string>,
  metadata: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const ordered = inOrder(file);
  const halved = (entry: SafetensorsEntry): boolean => isHalved(entry) && !keep.has(entry.key);
  yield safetensorsLead(
    ordered.map((entry) => {
      const { key, shape, from, to } = entry;
      return halved(entry)
        ? { key, shape, dtype: 'F16', byteLength: (to - from) / 2 }
        : { key, shape, dtype: entry.dtype, byteLength: to - from };
    }),
    { ...file.metadata, ...metadata },
  );
  for (const entry of ordered) {
    if (halved(entry)) yield encodeFloat16(await readFloats(file, entry.key, signal));
    else yield await file.source.read(entry.from, entry.to, signal);
  }
}
