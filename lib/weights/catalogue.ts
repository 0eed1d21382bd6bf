import type { HostedWeights } from './hosted-index';
import { hubAddress } from './hub-address';
import { type AskedPreprocessing, type PublishedWeights, publishedIn, publishedWeights } from './sources';

/** Where the bytes of a source are. */
export type SourcePlace =
  | { readonly type: 'hub'; readonly repository: string; readonly revision: string; readonly file: string }
  /** Beside the site, by name. */
  | { readonly type: 'site'; readonly file: string };

/** Weights that a lab can compute with, and everything that is known of them before a byte is read. */
export interface CatalogueEntry {
  /** Stands in addresses (`weights=tf_in1k`); unique for a network. */
  readonly id: string;
  /** `packaged`: came with a package of the registry; `hosted`: lies beside the site; `file`: opened by the reader. */
  readonly kind: 'published' | 'packaged' | 'hosted' | 'file' | 'seeded';
  readonly network: string;
  /** The variants whose keys and shapes are those of the file. */
  readonly variants: readonly string[];
  /** A repository, a package or a file. */
  readonly name: string;
  readonly revision: string | null;
  /** An SPDX identifier; null where the source does not say. */
  readonly licence: string | null;
  readonly accuracy: PublishedWeights['accuracy'] | null;
  /** What the weights ask of a picture; null: what the network asks. */
  readonly preprocessing: AskedPreprocessing | null;
  /** Of the whole file; null where it is not known before it is read, or where there is none. */
  readonly bytes: number | null;
  /** Bytes of one number. */
  readonly width: 2 | 4;
  /** Bits to which every tensor was rounded; null for as they were trained. */
  readonly roundedTo: number | null;
  /** Where trained weights of a part of the network end; null for the whole one. */
  readonly lastBlock: string | null;
  /** Null for weights without a file, and for a file of the reader's own. */
  readonly place: SourcePlace | null;
}

/** Ids that every network has. */
export const SEEDED = 'seeded';
export const EXACT = 'exact';
export const OWN_FILE = 'file';

const MEGABYTE = 1e6;

/** Variants that read the published weights; others have other shapes, or (paper's) other kernels under the same key. */
const PUBLISHED_FOR: Readonly<Record<string, readonly string[]>> = {
  'inception-v4': ['released'],
  'inception-resnet-v2': ['released'],
  'inception-v3': ['released', 'keras'],
};

const published: readonly CatalogueEntry[] = publishedWeights.map((weights) => ({
  id: weights.tag,
  kind: 'published',
  network: weights.network,
  variants: PUBLISHED_FOR[weights.network] ?? [],
  name: weights.repository,
  revision: weights.revision,
  licence: weights.licence,
  accuracy: weights.accuracy,
  preprocessing: weights.preprocessing,
  bytes: weights.megabytes === null ? null : weights.megabytes * MEGABYTE,
  width: 4,
  roundedTo: null,
  lastBlock: null,
  place: { type: 'hub', repository: weights.repository, revision: weights.revision, file: weights.file },
}));

/**
 * The Keras Inception-v3 that `scripts/trained-weights.ts` takes out of the package nsfwjs: the layers that were left
 * as ImageNet made them, rounded to 8 bits there. Fine-tuning changed what comes after, so nothing of that is taken.
 */
export const packagedInceptionV3: CatalogueEntry = {
  id: 'keras',
  kind: 'packaged',
  network: 'inception-v3',
  variants: ['keras'],
  name: 'nsfwjs',
  revision: '4.4.0',
  licence: 'MIT',
  accuracy: null,
  preprocessing: null,
  bytes: null,
  width: 4,
  roundedTo: 8,
  lastBlock: 'Mixed_6c',
  place: { type: 'site', file: 'inception-v3-keras.safetensors' },
};

const withoutFile = (id: string, network: string, variants: readonly string[]): CatalogueEntry => ({
  id,
  kind: id === OWN_FILE ? 'file' : 'seeded',
  network,
  variants,
  name: id,
  revision: null,
  licence: null,
  accuracy: null,
  preprocessing: null,
  bytes: null,
  width: 4,
  roundedTo: null,
  lastBlock: null,
  place: null,
});

function hostedEntry(weights: HostedWeights): CatalogueEntry {
  const known = publishedIn(weights.source);
  const packaged = weights.source === packagedInceptionV3.name ? packagedInceptionV3 : null;
  return {
    id: weights.file.replace(/\.safetensors$/, ''),
    kind: 'hosted',
    network: weights.network,
    // What one variant reads, the others with the same keys and shapes read as well.
    variants: known ? (PUBLISHED_FOR[weights.network] ?? [weights.variant]) : [weights.variant],
    name: weights.source,
    revision: weights.revision,
    licence: known?.licence ?? packaged?.licence ?? null,
    accuracy: known?.accuracy ?? null,
    preprocessing: known?.preprocessing ?? null,
    bytes: weights.bytes,
    width: weights.dtype === 'F32' ? 4 : 2,
    roundedTo: weights.dtype === 'F32' ? (packaged?.roundedTo ?? null) : 16,
    lastBlock: weights.lastBlock ?? null,
    place: { type: 'site', file: weights.file },
  };
}

/**
 * The sources for a variant of a network, the best first: files beside the site, those that came with a package, those
 * of the hub, seeded ones. A file of the reader's own is none of them until it was opened (`ownFile`).
 * @param hosted what the site lists; empty as long as it was not read.
 */
export function catalogueOf(
  network: string,
  variant: string,
  hosted: readonly HostedWeights[],
): readonly CatalogueEntry[] {
  const packagedFile = packagedInceptionV3.place?.file;
  const here = hosted.filter(({ file }) => file !== packagedFile).map(hostedEntry);
  const whole = here.filter(({ lastBlock }) => lastBlock === null);
  const parts = here.filter(({ lastBlock }) => lastBlock !== null);
  const listed = hosted.find(({ file }) => file === packagedFile);
  const packaged = listed ? { ...packagedInceptionV3, bytes: listed.bytes } : packagedInceptionV3;
  const all = [...whole, packaged, ...published, ...parts];
  return [
    ...all.filter((entry) => entry.network === network && entry.variants.includes(variant)),
    withoutFile(SEEDED, network, [variant]),
    withoutFile(EXACT, network, [variant]),
  ];
}

/** A file that a reader opened, as an entry. */
export const ownFile = (network: string, variant: string, name: string, lastBlock: string | null): CatalogueEntry => ({
  ...withoutFile(OWN_FILE, network, [variant]),
  name,
  lastBlock,
});

/** Whether somebody trained them, as far as is known: of a reader's own file it is believed. */
export const isTrained = ({ kind }: CatalogueEntry): boolean => kind !== 'seeded';

/**
 * The address of a source.
 * @param hub what stands for the hub. @param site the folder beside the site, with its slash at the end.
 * @returns null for weights without one. @throws `weights/bad-address`.
 */
export function sourceAddress({ place }: CatalogueEntry, hub: string, site: string): string | null {
  if (place === null) return null;
  return place.type === 'hub' ? hubAddress(place, place.file, hub) : `${site}${place.file}`;
}
