import type { AtlasError } from '../error';
import type { TensorSpec } from '../graph/graph';
import { weightError } from './errors';
import type { SafetensorsFile } from './safetensors';

/** Canonical key prefix → prefix in another convention, per convention; the first rule that matches is applied. */
export type Renames = Readonly<Record<string, readonly { readonly from: string; readonly to: string }[]>>;

/** How a file and a network fit together. */
export interface Fit {
  /** The convention whose names the file uses. */
  readonly naming: string;
  readonly tensors: number;
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
  /** Heads of 1001 classes, whose first row is TensorFlow's background class: it is left out (FACTS section 4). */
  readonly background: readonly string[];
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

/** The classes of ImageNet; TensorFlow's slim counts a background class before them. */
const CLASSES = 1000;

/**
 * Whether a tensor has one row more than the network reads: a head trained with a background class as row 0.
 * @param spec weight or bias of a head of 1000 classes.
 */
export const hasBackgroundRow = (spec: TensorSpec, found: readonly number[]): boolean =>
  spec.shape[0] === CLASSES &&
  (spec.role === 'bias' || (spec.role === 'weight' && spec.shape.length === 2)) &&
  sameShape(found, [CLASSES + 1, ...spec.shape.slice(1)]);

/** What a file has for the tensors that a network reads, in one convention. */
function compare(file: SafetensorsFile, read: readonly TensorSpec[], renames: Renames, naming: string) {
  const missing: string[] = [];
  const misshapen: Fit['misshapen'][number][] = [];
  const background: string[] = [];
  for (const spec of read) {
    const key = renamed(renames, naming, spec.key);
    const entry = file.entries.get(key);
    if (!entry) missing.push(key);
    else if (hasBackgroundRow(spec, entry.shape)) background.push(key);
    else if (!sameShape(entry.shape, spec.shape)) misshapen.push({ key, wanted: spec.shape, found: entry.shape });
  }
  return { naming, missing, misshapen, background };
}

/**
 * Compares a file with the tensors that a network reads, in the convention that fits best (fewest tensors missing or
 * misshapen; of equal ones the first).
 * @param specs the state dict of the network, canonical keys.
 */
export function fitOf(file: SafetensorsFile, specs: readonly TensorSpec[], renames: Renames): Fit {
  const read = specs.filter(({ dtype }) => dtype === 'F32');
  const compared = Object.keys(renames).map((naming) => compare(file, read, renames, naming));
  const wrong = (each: (typeof compared)[number]): number => each.missing.length + each.misshapen.length;
  const best = compared.reduce(
    (left, right) => (wrong(right) < wrong(left) ? right : left),
    compared[0] ?? compare(file, read, {}, ''),
  );
  const known = new Set(read.map(({ key }) => renamed(renames, best.naming, key)));
  const others = [...file.entries.keys()].filter((key) => !known.has(key));
  const extra = (key: string): boolean => isCounter(key) || isKnownExtra(key);
  return {
    ...best,
    tensors: file.entries.size,
    extras: others.filter(extra),
    unexpected: others.filter((key) => !extra(key)),
  };
}

/** Whether everything that the network reads is there in the right shape. */
export const fits = (fit: Fit): boolean => fit.missing.length === 0 && fit.misshapen.length === 0;

/** The error of a file that does not fit; names the first problem. */
export function misfit(name: string, fit: Fit): AtlasError {
  const [bad] = fit.misshapen;
  return weightError('weights/does-not-fit', {
    name,
    missing: fit.missing.length,
    misshapen: fit.misshapen.length,
    first: fit.missing[0] ?? bad?.key ?? '',
    wanted: bad?.wanted ?? [],
    found: bad?.found ?? [],
  });
}
