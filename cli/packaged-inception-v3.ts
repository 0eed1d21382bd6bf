import { createHash } from 'node:crypto';
import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import { memorySource } from '@/lib/weights/byte-source';
import { matchOf } from '@/lib/weights/fit';
import {
  convertFrozenInceptionV3,
  type KerasLayer,
  type KerasModel,
  type ManifestEntry,
} from '@/lib/weights/keras-inception-v3';
import { openSafetensors } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { fileWeights, type WeightSource } from '@/lib/weights/weight-source';
import { hostedMetadata } from './hosted-folder';

/** What the modules of the package `nsfwjs` export: the topology and manifest, and one base64 text per shard. */
interface PackagedModel {
  readonly modelTopology: { readonly model_config: { readonly config: { readonly layers: readonly KerasLayer[] } } };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly ManifestEntry[];
  }[];
}

const PACKAGE = 'nsfwjs';

/** Where the package keeps its Inception-v3. */
const FOLDER = `${PACKAGE}/dist/models/inception_v3`;

/** The network of the atlas that reads it: its average pools leave the padding out. */
const [NETWORK, VARIANT] = ['inception-v3', 'keras'] as const;

/**
 * The Inception-v3 of the installed package `nsfwjs`, unpacked.
 * @param load `require` of CommonJS: the files are not among the exports of the package, so it is given a full path.
 * @param modules the folder `node_modules`.
 */
export function readPackagedModel(load: (path: string) => unknown, modules: string): KerasModel {
  const file = (name: string): string => `${modules}/${FOLDER}/${name}.min.js`;
  const { modelTopology, weightsManifest } = load(file('model')) as PackagedModel;
  const shards = weightsManifest.flatMap(({ paths }) => paths).map((path) => load(file(path)) as string);
  return {
    layers: modelTopology.model_config.config.layers,
    manifest: weightsManifest.flatMap(({ weights }) => weights),
    bytes: new Uint8Array(Buffer.concat(shards.map((shard) => Buffer.from(shard, 'base64')))),
  };
}

/** The trained part of the package's model as a weight file of the atlas, piece by piece. */
export interface PackagedFile {
  readonly pieces: Iterable<Uint8Array<ArrayBuffer>>;
  /** Trained numbers in it. */
  readonly parameters: number;
  /** Module paths of its blocks, in order. */
  readonly blocks: readonly string[];
}

/**
 * The safetensors file of the layers that the installed package left as ImageNet training made them.
 * @param load, modules as for `readPackagedModel`. @throws `weights/entry` where the package holds another model.
 */
export function packagedFile(load: (path: string) => unknown, modules: string): PackagedFile {
  const { version } = load(`${modules}/${PACKAGE}/package.json`) as { readonly version: string };
  const specs = stateDict(modelOf(NETWORK, VARIANT).graph);
  const { tensors, blocks, parameters } = convertFrozenInceptionV3(readPackagedModel(load, modules), specs);
  const pieces = safetensorsPieces(tensors, {
    format: 'pt',
    ...hostedMetadata({ network: NETWORK, variant: VARIANT, source: PACKAGE, revision: version }),
    trained: `Keras Inception-v3 on ImageNet; the layers that ${PACKAGE} (MIT) left frozen`,
    rounding: '8 bits, one scale per tensor',
    last_block: blocks.at(-1) ?? '',
  });
  return { pieces, parameters, blocks };
}

/** The trained part as weights to compute with; the sum of the file is their identity. */
export async function packagedWeights(load: (path: string) => unknown, modules: string): Promise<WeightSource> {
  const bytes = new Uint8Array(Buffer.concat([...packagedFile(load, modules).pieces]));
  const sum = createHash('sha256').update(bytes).digest('hex');
  const file = await openSafetensors(memorySource(bytes, PACKAGE));
  const match = matchOf(file, stateDict(modelOf(NETWORK, VARIANT).graph), findNetwork(NETWORK).renames);
  return fileWeights(file, match, `${PACKAGE} ${sum}`);
}
