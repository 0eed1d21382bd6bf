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
  /** In the file and known, but read by no inference: batch counters, auxiliary heads. */
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
}

/** A canonical key in another convention. */
export function renamed(renames: Renames, naming: string, key: string): string {
  const rule = (renames[naming] ?? []).find(({ from }) => key === from || key.startsWith(`${from}.`));
  return rule ? rule.to + key.slice(rule.from.length) : key;
}

/** The auxiliary classifier of training: torchvision and timm say AuxLogits. */
const isAuxiliary = (key: string): boolean => /^(aux|AuxLogits|PreAuxLogits)(\.|_)/.test(key);

const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((extent, axis) => extent === b[axis]);

/**
 * Compares a file with the tensors that a network reads, in the convention that fits best (fewest missing tensors;
 * of equal ones the first).
 * @param specs the state dict of the network, canonical keys.
 */
export function fitOf(file: SafetensorsFile, specs: readonly TensorSpec[], renames: Renames): Fit {
  const read = specs.filter(({ dtype }) => dtype === 'F32');
  const namings = Object.keys(renames);
  const missingIn = (naming: string): number =>
    read.filter(({ key }) => !file.entries.has(renamed(renames, naming, key))).length;
  const naming = namings.reduce((best, next) => (missingIn(next) < missingIn(best) ? next : best), namings[0] ?? '');

  const missing: string[] = [];
  const misshapen: Fit['misshapen'][number][] = [];
  const known = new Set<string>();
  for (const spec of specs) {
    const key = renamed(renames, naming, spec.key);
    known.add(key);
    const entry = file.entries.get(key);
    if (spec.dtype !== 'F32') continue;
    if (!entry) missing.push(key);
    else if (!sameShape(entry.shape, spec.shape)) misshapen.push({ key, wanted: spec.shape, found: entry.shape });
  }
  const counters = new Set(
    specs.filter(({ dtype }) => dtype !== 'F32').map(({ key }) => renamed(renames, naming, key)),
  );
  const keys = [...file.entries.keys()];
  return {
    naming,
    tensors: file.entries.size,
    extras: keys.filter((key) => counters.has(key) || (!known.has(key) && isAuxiliary(key))),
    unexpected: keys.filter((key) => !known.has(key) && !isAuxiliary(key)),
    missing,
    misshapen,
  };
}

/** Whether everything that the network reads is there in the right shape. */
export const fits = (fit: Fit): boolean => fit.missing.length === 0 && fit.misshapen.length === 0;

/** The error of a file that does not fit; names the first problem. */
export function misfit(name: string, fit: Fit): AtlasError {
  const bad = fit.misshapen[0];
  return weightError('weights/does-not-fit', {
    name,
    missing: fit.missing.length,
    misshapen: fit.misshapen.length,
    first: fit.missing[0] ?? bad?.key ?? '',
    wanted: bad?.wanted ?? [],
    found: bad?.found ?? [],
  });
}
