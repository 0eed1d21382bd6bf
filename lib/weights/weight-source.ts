import type { TensorSpec } from '../graph/graph';
import { weightError } from './errors';
import { hasBackgroundRow, type Renames, renamed } from './fit';
import type { HeldBytes } from './held-bytes';
import { PieceReader } from './piece-reader';
import { seededTensor } from './recipe';
import { floatEntry, floatsOf, readFloats, type SafetensorsFile } from './safetensors';

/** Where the numbers of a network come from. */
export interface WeightSource {
  /** Two sources with the same identity give the same numbers; part of the key of every activation. */
  readonly identity: string;
  /** One tensor of the state dict as float32, in PyTorch's layout. @throws `weights/…` errors. */
  tensor(spec: TensorSpec, signal?: AbortSignal): Promise<Float32Array>;
  /**
   * The same source for one run, which will read these tensors and no others, about in this order: neighbours in the
   * file come together, a block in one request, and the next ones are on their way before they are asked for. A source
   * that has nothing to gain from it has no such method (see `readAhead`).
   */
  ahead?(specs: readonly TensorSpec[], signal?: AbortSignal, held?: HeldBytes): WeightReading;
}

/** A source during one run. */
export interface WeightReading extends WeightSource {
  /** Stops what is on its way and lets go of what was not asked for. */
  close(): void;
}

/** The seeded recipe: no file, no download. */
export const seededWeights: WeightSource = {
  identity: 'seeded',
  tensor: async ({ key, shape }) => seededTensor(key, shape),
};

/** @throws `weights/negative-variance`. */
function checkVariance(file: SafetensorsFile, key: string, spec: TensorSpec, values: Float32Array): void {
  if (spec.role !== 'variance') return;
  const index = values.findIndex((value) => value < 0);
  if (index < 0) return;
  throw weightError('weights/negative-variance', { name: file.source.name, key, index, value: values[index] ?? 0 });
}

/** What the network reads of a tensor of the file: all of it, but no row for TensorFlow's background class. */
function withoutBackground(spec: TensorSpec, found: readonly number[], values: Float32Array): Float32Array {
  return hasBackgroundRow(spec, found) ? values.slice(values.length / (found[0] ?? 1)) : values;
}

/**
 * A file whose fit was checked.
 * @param naming the convention that `fitOf` found.
 * @param identity unique to these bytes within the session.
 */
export function fileWeights(file: SafetensorsFile, naming: string, renames: Renames, identity: string): WeightSource {
  const keyOf = (spec: TensorSpec): string => renamed(renames, naming, spec.key);
  const checked = (spec: TensorSpec, values: Float32Array): Float32Array => {
    const key = keyOf(spec);
    checkVariance(file, key, spec, values);
    return withoutBackground(spec, file.entries.get(key)?.shape ?? [], values);
  };
  return {
    identity,
    tensor: async (spec, signal) => checked(spec, await readFloats(file, keyOf(spec), signal)),
    ahead(specs, signal, held) {
      const keys = specs.map(keyOf);
      const reader = new PieceReader(
        file.source,
        keys.map((key) => floatEntry(file, key)),
        signal,
        held,
      );
      return {
        identity,
        tensor: async (spec, own) => {
          const key = keyOf(spec);
          return checked(spec, floatsOf(file, key, await reader.read(floatEntry(file, key), own)));
        },
        close: () => reader.close(),
      };
    },
  };
}

/**
 * A source for one run that reads these tensors, about in this order. Close it after the run.
 * @param held where the buffers of what is read ahead are counted.
 * @throws `weights/no-such-tensor`, `weights/not-float`.
 */
export function readAhead(
  source: WeightSource,
  specs: readonly TensorSpec[],
  signal?: AbortSignal,
  held?: HeldBytes,
): WeightReading {
  return (
    source.ahead?.(specs, signal, held) ?? {
      identity: source.identity,
      tensor: (spec, own) => source.tensor(spec, own),
      close: () => {},
    }
  );
}
