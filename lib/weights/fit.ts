import type { AtlasError } from '../error';
import { IMAGENET_CLASSES } from '../graph/classifier';
import type { TensorSpec } from '../graph/graph';
import { isFloat } from './dtypes';
import { weightError } from './errors';
import { classifierOf, findHead } from './head-in-file';
import { kerasPlaces } from './keras-names';
import { type Place, torchShape } from './place';
import { preferred, prefixesOf } from './prefix';
import type { SafetensorsEntry, SafetensorsFile } from './safetensors';

/** Canonical key prefix → prefix in another convention, per convention; the first rule that matches is applied. */
export type Renames = Readonly<Record<string, readonly { readonly from: string; readonly to: string }[]>>;

/** How a file and a network fit together. */
export interface Fit {
  /** The convention whose names the file uses. */
  readonly naming: string;
  /** What stands before every name, its point included (`module.`); empty where nothing does. */
  readonly prefix: string;
  /** Further prefixes under which the file holds the network as well; they are not read. */
  readonly copies: readonly string[];
  readonly tensors: number;
  /** Tensors that the network reads and the file has, in the right shape and a type that is computed with. */
  readonly fitting: number;
  /** In the file and known, but read by no inference: batch counters, auxiliary heads, the classifier of an embedding. */
  readonly extras: readonly string[];
  /** In the file and unknown; it is not read and does no harm. */
  readonly unexpected: readonly string[];
  /** Keys, in the file's naming, that the network reads and the file lacks. */
  readonly missing: readonly string[];
  readonly misshapen: readonly {
    readonly key: string;
    readonly wanted: readonly number[];
    readonly found: readonly number[];
  }[];
  /** Of a type that is not computed with. */
  readonly uncomputable: readonly { readonly key: string; readonly dtype: string }[];
  /** How the first tensor stands, which every computation reads: without it nothing can be computed. */
  readonly begins: Standing['is'];
  /** All of these by their canonical keys: a computation that reads one of them is refused. */
  readonly lacking: readonly string[];
  /** Heads of 1001 classes, whose first row is TensorFlow's background class: it is left out (FACTS section 4). */
  readonly background: readonly string[];
  /** Classes of the file's head; null where the network or the file has none. */
  readonly classes: number | null;
  /** The file's name of the head's matrix where it is not that of its convention; else null. */
  readonly head: string | null;
}

/** A canonical key in another convention. */
export function renamed(renames: Renames, naming: string, key: string): string {
  const rule = (renames[naming] ?? []).find(({ from }) => key === from || key.startsWith(`${from}.`));
  return rule ? rule.to + key.slice(rule.from.length) : key;
}

/**
 * The auxiliary classifier of training (torchvision and timm say AuxLogits, slim's ports aux), and facenet-pytorch's
 * classifier of persons, which its embedding does not use.
 */
const isKnownExtra = (key: string): boolean => /^((aux|AuxLogits|PreAuxLogits)(\.|_)|logits\.)/.test(key);

/** Batch norm counts its batches, whichever network it is in. */
const isCounter = (key: string): boolean => key.endsWith('.num_batches_tracked');

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis]);

/**
 * Whether a tensor has one row more than the network reads: a head trained with a background class as row 0.
 * @param spec weight or bias of a head of 1000 classes.
 */
export const hasBackgroundRow = (spec: TensorSpec, found: readonly number[]): boolean =>
  spec.shape[0] === IMAGENET_CLASSES &&
  (spec.role === 'bias' || (spec.role === 'weight' && spec.shape.length === 2)) &&
  sameShape(found, [IMAGENET_CLASSES + 1, ...spec.shape.slice(1)]);

/** How far a tensor that the network reads is in the file. */
type Standing =
  | { readonly is: 'there'; readonly background: boolean }
  | { readonly is: 'missing' }
  | { readonly is: 'misshapen'; readonly found: readonly number[] }
  | { readonly is: 'uncomputable'; readonly dtype: string };

/** A file held against a network: how they fit, and where each tensor is. */
export interface Match {
  readonly fit: Fit;
  readonly placeOf: (spec: TensorSpec) => Place;
}

/** One way of reading the names of a file. */
interface Naming {
  readonly naming: string;
  readonly prefix: string;
  readonly placeOf: (spec: TensorSpec) => Place;
}

/** The shape that a tensor of the network has in the file's head of `classes` classes. */
const shapeFor = (spec: TensorSpec, classes: number | null, classifier: ReadonlySet<string>): readonly number[] =>
  classes !== null && classifier.has(spec.key) ? [classes, ...spec.shape.slice(1)] : spec.shape;

/** A 1×1 convolution over an average is a linear layer: the extents of one at the end of its shape say nothing. */
const squeezed = (found: readonly number[], wanted: readonly number[]): readonly number[] =>
  wanted.length === 2 && found.length === 4 && found[2] === 1 && found[3] === 1 ? found.slice(0, 2) : found;

function standingOf(entry: SafetensorsEntry | undefined, spec: TensorSpec, wanted: readonly number[], place: Place) {
  if (place.key === null) return { is: 'there', background: false } satisfies Standing;
  if (!entry) return { is: 'missing' } satisfies Standing;
  const found = squeezed(torchShape(entry.shape, place.layout), spec.shape);
  const background = hasBackgroundRow(spec, found);
  if (!background && !sameShape(found, wanted)) return { is: 'misshapen', found: entry.shape } satisfies Standing;
  if (!isFloat(entry.dtype)) return { is: 'uncomputable', dtype: entry.dtype } satisfies Standing;
  return { is: 'there', background } satisfies Standing;
}

/** What a file has for the tensors that a network reads, in one way of reading its names. */
function compare(file: SafetensorsFile, read: readonly TensorSpec[], way: Naming) {
  const { naming, prefix } = way;
  const classifier = classifierOf(read);
  const head = findHead(file, read, way.placeOf, (key) => isKnownExtra(key.slice(prefix.length)));
  const placeOf = (spec: TensorSpec): Place => head.places.get(spec.key) ?? way.placeOf(spec);
  const missing: string[] = [];
  const misshapen: Fit['misshapen'][number][] = [];
  const uncomputable: Fit['uncomputable'][number][] = [];
  const background: string[] = [];
  const lacking: string[] = [];
  let begins: Standing['is'] = 'missing';
  for (const spec of read) {
    const place = placeOf(spec);
    const wanted = shapeFor(spec, head.classes, classifier);
    const standing = standingOf(place.key === null ? undefined : file.entries.get(place.key), spec, wanted, place);
    const key = place.key ?? spec.key;
    if (spec === read[0]) begins = standing.is;
    if (standing.is === 'there') {
      if (standing.background) background.push(key);
      continue;
    }
    lacking.push(spec.key);
    if (standing.is === 'missing') missing.push(key);
    else if (standing.is === 'misshapen') misshapen.push({ key, wanted, found: standing.found });
    else uncomputable.push({ key, dtype: standing.dtype });
  }
  const fitting = read.length - lacking.length;
  const classes = background.length > 0 ? IMAGENET_CLASSES : head.classes;
  return {
    naming,
    prefix,
    fitting,
    begins,
    missing,
    misshapen,
    uncomputable,
    background,
    lacking,
    classes,
    head: head.name,
    placeOf,
  };
}

type Compared = ReturnType<typeof compare>;

/** More fits; of as much, the head too has the name of the convention; then a running average. */
function isBetter(right: Compared, left: Compared): boolean {
  if (right.fitting !== left.fitting) return right.fitting > left.fitting;
  if ((right.head === null) !== (left.head === null)) return right.head === null;
  return right.naming === left.naming && preferred(right.prefix, left.prefix);
}

/**
 * Holds a file against the tensors that a network reads, in the way of reading its names that fits best: every convention,
 * behind every prefix under which its names occur, and Keras' own. Of ways that fit equally well a running average counts
 * before what it averages, then the first.
 * @param specs the state dict of the network, canonical keys.
 * @param keras whether keras-applications makes the layers of this network in the order of its state dict.
 */
export function matchOf(file: SafetensorsFile, specs: readonly TensorSpec[], renames: Renames, keras = false): Match {
  const read = specs.filter(({ dtype }) => dtype === 'F32');
  const keys = [...file.entries.keys()];
  const conventions = Object.keys(renames).length > 0 ? Object.keys(renames) : [''];
  const ways = conventions.flatMap((naming) => {
    const names = read.map(({ key }) => renamed(renames, naming, key));
    return ['', ...prefixesOf(keys, names)].map((prefix): Naming => {
      const placeOf = ({ key }: TensorSpec): Place => ({
        key: prefix + renamed(renames, naming, key),
        layout: 'torch',
      });
      return { naming, prefix, placeOf };
    });
  });
  const ofKeras = keras ? kerasPlaces(keys, read) : null;
  if (ofKeras) ways.push({ naming: 'keras', prefix: '', placeOf: ofKeras });

  const compared = ways.map((way) => compare(file, read, way));
  const best = compared.reduce((left, right) => (isBetter(right, left) ? right : left));
  const { placeOf, ...found } = best;
  const known = new Set(read.map((spec) => placeOf(spec).key));
  const others = keys.filter((key) => !known.has(key));
  const copies = compared.filter(
    ({ naming, prefix, fitting }) => naming === best.naming && prefix !== best.prefix && fitting === best.fitting,
  );
  const copied = new Set(copies.flatMap((copy) => read.map((spec) => copy.placeOf(spec).key)));
  const isExtra = (key: string): boolean =>
    copied.has(key) ||
    isCounter(key) ||
    isKnownExtra(key.startsWith(best.prefix) ? key.slice(best.prefix.length) : key);
  const fit: Fit = {
    ...found,
    copies: best.fitting > 0 ? copies.map(({ prefix }) => prefix) : [],
    tensors: file.entries.size,
    extras: others.filter(isExtra),
    unexpected: others.filter((key) => !isExtra(key)),
  };
  return { fit, placeOf };
}

/** How a file and a network fit together, as `matchOf` finds it. */
export const fitOf = (...args: Parameters<typeof matchOf>): Fit => matchOf(...args).fit;

/** Whether everything that the network reads is there in the right shape. */
export const fits = ({ lacking }: Fit): boolean => lacking.length === 0;

/**
 * Whether a file is of another network that has some names and the first layer in common (both Inception-ResNets have):
 * of the tensors that bear the names of this one, more have another shape than the right one.
 */
const isOfAnother = ({ fitting, misshapen }: Fit): boolean => misshapen.length > fitting;

/** Whether the file is one of the network and has what everything begins with: what it lacks refuses only what reads it. */
export const fitsInPart = (fit: Fit): boolean => fit.begins === 'there' && !isOfAnother(fit);

/**
 * The error of a file with which nothing is computed: how it has the tensor that everything begins with, or that it is of
 * another network.
 */
export function misfit(name: string, fit: Fit): AtlasError {
  const { begins, missing, misshapen, uncomputable, fitting } = fit;
  const [other] = misshapen;
  if (begins === 'there' && other && isOfAnother(fit)) {
    return weightError('weights/other-network', { name, fitting, misshapen: misshapen.length, ...other });
  }
  if (begins === 'uncomputable' && uncomputable[0])
    return weightError('weights/not-float', { name, ...uncomputable[0] });
  const [bad] = begins === 'misshapen' ? misshapen : [];
  return weightError('weights/does-not-fit', {
    name,
    fitting,
    first: bad?.key ?? missing[0] ?? '',
    wanted: bad?.wanted ?? [],
    found: bad?.found ?? null,
  });
}

/**
 * Why a computation that reads these tensors cannot be; null where it can.
 * @param lastBlock where the file says of itself that it ends; null where it says nothing.
 */
export function lackOf(
  name: string,
  { fit, placeOf }: Match,
  specs: readonly TensorSpec[],
  lastBlock: string | null = null,
): AtlasError | null {
  const wanted = new Map(specs.map((spec) => [spec.key, spec]));
  // In the order of the state dict: a plan may read a batch norm before its convolution.
  const lacks = fit.lacking.flatMap((key) => wanted.get(key) ?? []);
  const [first] = lacks;
  if (!first) return null;
  const key = placeOf(first).key ?? first.key;
  const misshapen = fit.misshapen.find((each) => each.key === key);
  if (misshapen) return weightError('weights/other-shape', { name, ...misshapen });
  const uncomputable = fit.uncomputable.find((each) => each.key === key);
  if (uncomputable) return weightError('weights/not-float', { name, ...uncomputable });
  if (lastBlock !== null) return weightError('weights/part-ends', { name, lastBlock, key });
  return weightError('weights/lacks', { name, key, missing: lacks.length });
}
