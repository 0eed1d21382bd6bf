import type { TensorSpec } from '../graph/graph';
import { type Renames, renamed } from './fit';
import { seededTensor } from './recipe';
import { readFloats, type SafetensorsFile } from './safetensors';

/** Where the numbers of a network come from. */
export interface WeightSource {
  /** Two sources with the same identity give the same numbers; part of the key of every activation. */
  readonly identity: string;
  /** One tensor of the state dict as float32, in PyTorch's layout. @throws `weights/…` errors. */
  tensor(spec: TensorSpec, signal?: AbortSignal): Promise<Float32Array>;
}

/** The seeded recipe: no file, no download. */
export const seededWeights: WeightSource = {
  identity: 'seeded',
  tensor: async ({ key, shape }) => seededTensor(key, shape),
};

/**
 * A file whose fit was checked.
 * @param naming the convention that `fitOf` found.
 * @param identity unique to these bytes within the session.
 */
export function fileWeights(file: SafetensorsFile, naming: string, renames: Renames, identity: string): WeightSource {
  return {
    identity,
    tensor: ({ key }, signal) => readFloats(file, renamed(renames, naming, key), signal),
  };
}
