import type { AtlasError } from '../error';
import type { TensorSpec } from '../graph/graph';
import { weightError } from './errors';
import { hasBackgroundRow, lackOf, type Match } from './fit';
import type { HeldBytes } from './held-bytes';
import { hwioToOihw, transposed } from './layout';
import { PieceReader } from './piece-reader';
import { torchShape } from './place';
import { seededTensor } from './recipe';
import { floatEntry, floatsOf, readFloats, type SafetensorsFile } from './safetensors';

/** Where the numbers of a network come from. */
export interface WeightSource {
  /** Two sources with the same identity give the same numbers; part of the key of every activation. */
  readonly identity: string;
  /** Classes of the head of a file, however many the network has; null or left out where there is none. */
  readonly classes?: number | null;
  /** Why these tensors cannot be read from it; null where they can. A source that lacks nothing has no such method. */
  lackOf?(specs: readonly TensorSpec[]): AtlasError | null;
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

/** Numbers as a file holds them, in PyTorch's layout. */
function inTorchLayout(values: Float32Array, shape: readonly number[], layout: 'torch' | 'tensorflow'): Float32Array {
  if (layout === 'torch' || shape.length < 2) return values;
  return shape.length === 2 ? transposed(values, shape) : hwioToOihw(values, shape);
}

/** The key under which a file says of itself that it ends before the network does, and where. */
export const LAST_BLOCK = 'last_block';

/**
 * A file that was held against the network.
 * @param identity unique to these bytes within the session.
 */
export function fileWeights(file: SafetensorsFile, match: Match, identity: string): WeightSource {
  const { placeOf, fit } = match;
  const ones = ({ shape }: TensorSpec): Float32Array =>
    new Float32Array(shape.reduce((product, extent) => product * extent, 1)).fill(1);
  /** @param read gives the numbers of a key as the file has them. */
  const tensorOf = async (spec: TensorSpec, read: (key: string) => Promise<Float32Array>): Promise<Float32Array> => {
    const place = placeOf(spec);
    if (place.key === null) return ones(spec);
    const values = await read(place.key);
    checkVariance(file, place.key, spec, values);
    const shape = file.entries.get(place.key)?.shape ?? [];
    const found = torchShape(shape, place.layout);
    return withoutBackground(spec, found, inTorchLayout(values, shape, place.layout));
  };
  return {
    identity,
    classes: fit.classes,
    lackOf: (specs) => lackOf(file.source.name, match, specs, file.metadata[LAST_BLOCK] ?? null),
    tensor: (spec, signal) => tensorOf(spec, (key) => readFloats(file, key, signal)),
    ahead(specs, signal, held) {
      const keys = specs.flatMap((spec) => placeOf(spec).key ?? []);
      const reader = new PieceReader(
        file.source,
        keys.map((key) => floatEntry(file, key)),
        signal,
        held,
      );
      return {
        identity,
        tensor: (spec, own) =>
          tensorOf(spec, async (key) => floatsOf(file, key, await reader.read(floatEntry(file, key), own))),
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
