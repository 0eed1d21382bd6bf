import type { KerasLayer, KerasModel, ManifestEntry } from '../weights/keras-inception-v3';

/** What the modules of the package `nsfwjs` export: the topology and manifest, and one base64 text per shard. */
interface PackagedModel {
  readonly modelTopology: { readonly model_config: { readonly config: { readonly layers: readonly KerasLayer[] } } };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly ManifestEntry[];
  }[];
}

/** Where the package keeps its Inception-v3. */
const FOLDER = 'nsfwjs/dist/models/inception_v3';

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
