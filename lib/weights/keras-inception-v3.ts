import type { TensorSpec } from '../graph/graph';
import { weightError } from './errors';
import { hwioToOihw } from './layout';
import type { WritableTensor } from './safetensors-writer';

/** A weight of a TensorFlow.js layers model; quantised ones are stored as bytes q and mean q · scale + min. */
export interface ManifestEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string; readonly scale: number; readonly min: number };
}

/** The parts of a Keras topology that are read here. */
export interface KerasLayer {
  readonly name: string;
  readonly class_name: string;
  readonly config: { readonly trainable?: boolean };
  readonly inbound_nodes: readonly (readonly (readonly unknown[])[])[];
}

/** A Keras Inception-v3 as TensorFlow.js stores it. */
export interface KerasModel {
  readonly layers: readonly KerasLayer[];
  readonly manifest: readonly ManifestEntry[];
  /** All shards, one after the other. */
  readonly bytes: Uint8Array;
}

/** What of a state dict could be filled. */
export interface Converted {
  readonly tensors: readonly WritableTensor[];
  /** Module paths of the blocks, in order, whose every convolution was frozen when the model was fine-tuned. */
  readonly blocks: readonly string[];
  readonly parameters: number;
}

const NAME = 'Keras Inception-v3';
const fault = (key: string, reason: string) => weightError('weights/entry', { name: NAME, key, reason });

const elements = (shape: readonly number[]): number => shape.reduce((product, extent) => product * extent, 1);

function readManifest({ manifest, bytes }: KerasModel): ReadonlyMap<string, ManifestEntry & { readonly from: number }> {
  const entries = new Map<string, ManifestEntry & { readonly from: number }>();
  let from = 0;
  for (const entry of manifest) {
    entries.set(entry.name, { ...entry, from });
    from += elements(entry.shape) * (entry.quantization ? 1 : 4);
  }
  if (from !== bytes.length) throw fault('weightsManifest', `${bytes.length} bytes instead of ${from}`);
  return entries;
}

/** Numbers of a weight in its own layout. TensorFlow.js computes q · scale + min in float64 and rounds once, as here. */
function floats(model: KerasModel, entry: ManifestEntry & { readonly from: number }): Float32Array<ArrayBuffer> {
  const count = elements(entry.shape);
  if (!entry.quantization) {
    return new Float32Array(model.bytes.slice(entry.from, entry.from + 4 * count).buffer);
  }
  const { dtype, scale, min } = entry.quantization;
  if (dtype !== 'uint8') throw fault(entry.name, `quantised as ${dtype}`);
  return Float32Array.from(model.bytes.subarray(entry.from, entry.from + count), (q) => q * scale + min);
}

const inbound = (layer: KerasLayer): string => String(layer.inbound_nodes[0]?.[0]?.[0] ?? '');

/**
 * The frozen part of a fine-tuned Keras Inception-v3 under our keys. Keras numbers its convolutions in the order in
 * which keras-applications makes them (inception_v3.py), which is the order of our state dict: `conv2d_k` is the k-th
 * unit. Only whole blocks are taken, up to the first with a convolution that was trained on; γ is 1, Keras has none.
 * @param specs the state dict of Inception-v3, canonical keys.
 * @throws `weights/entry` where the model is not the one that is expected.
 */
export function convertFrozenInceptionV3(model: KerasModel, specs: readonly TensorSpec[]): Converted {
  const entries = readManifest(model);
  const byName = new Map(model.layers.map((layer) => [layer.name, layer]));
  const normAfter = new Map(
    model.layers.filter((layer) => layer.class_name === 'BatchNormalization').map((layer) => [inbound(layer), layer]),
  );
  const bySpec = new Map(specs.map((spec) => [spec.key, spec]));
  const units = specs
    .filter(({ key }) => key.endsWith('.conv.weight'))
    .map(({ key }) => key.slice(0, -'.conv.weight'.length));
  const frozen = units.map((_, index) => byName.get(`conv2d_${index + 1}`)?.config.trainable === false);

  const blocks: string[] = [];
  const blockOf = (unit: string): string => unit.split('.')[0] ?? unit;
  for (const block of new Set(units.map(blockOf))) {
    if (!units.every((unit, index) => blockOf(unit) !== block || frozen[index])) break;
    blocks.push(block);
  }

  const tensors: WritableTensor[] = [];
  const add = (key: string, make: () => Float32Array<ArrayBuffer>, found: readonly number[]): void => {
    const spec = bySpec.get(key);
    if (!spec || String(spec.shape) !== String(found)) {
      throw fault(key, `[${found.join(', ')}] instead of [${spec?.shape.join(', ') ?? 'nothing'}]`);
    }
    tensors.push({
      key,
      dtype: 'F32',
      shape: spec.shape,
      byteLength: 4 * elements(spec.shape),
      bytes: () => new Uint8Array(make().buffer),
    });
  };
  units.forEach((unit, index) => {
    if (!blocks.includes(blockOf(unit))) return;
    const layer = `conv2d_${index + 1}`;
    const kernel = entries.get(`${layer}/kernel`);
    const norm = normAfter.get(layer)?.name ?? '';
    if (!kernel) throw fault(`${layer}/kernel`, 'not there');
    const [h = 0, w = 0, i = 0, o = 0] = kernel.shape;
    add(`${unit}.conv.weight`, () => hwioToOihw(floats(model, kernel), kernel.shape), [o, i, h, w]);
    add(`${unit}.bn.weight`, () => new Float32Array(o).fill(1), [o]);
    for (const [ours, theirs] of [
      ['bias', 'beta'],
      ['running_mean', 'moving_mean'],
      ['running_var', 'moving_variance'],
    ] as const) {
      const entry = entries.get(`${norm}/${theirs}`);
      if (!entry) throw fault(`${norm}/${theirs}`, 'not there');
      add(`${unit}.bn.${ours}`, () => floats(model, entry), entry.shape);
    }
  });
  const parameters = tensors
    .filter(({ key }) => key.endsWith('.conv.weight') || key.endsWith('.bn.bias'))
    .reduce((total, { shape }) => total + elements(shape), 0);
  return { tensors, blocks, parameters };
}
