import { nearPaths, partAt } from './address';
import { avgPool, conv, maxPool, residual, times, type WindowOptions } from './combinators';
import { graphError } from './errors';
import type { Expression, Network, Padding, Pair, Pool, Times, Unit } from './expression';
import { type NetworkModel, readNetwork } from './model';
import { nameParts, type Part } from './naming';
import { replacePart, writtenAt } from './put-part';

/**
 * A change of a network as plain data (JSON values only). `at` is the path of a part, positional or of the reference
 * code, or the id of a run of `times`: `features.6.branch1`, `features.6×4`.
 */
export type Edit =
  /** Another expression in the place of the part. */
  | { readonly kind: 'replace'; readonly at: string; readonly by: Expression }
  /** The part of a chain, or the entry, is gone; what came before it feeds what comes after. */
  | { readonly kind: 'remove'; readonly at: string }
  /**
   * The branch of a concat is gone, and the concat narrower by it: the network without the branch. It is not the branch
   * silenced, zeros in its place at unchanged shapes: no part of the language multiplies by a number except the scale of
   * a residual. In a graph that is one op, `scale` by 0 behind the last node of the branch.
   */
  | { readonly kind: 'removeBranch'; readonly at: string }
  /** The scale of a residual; 0 leaves the shortcut alone, at unchanged shapes. */
  | { readonly kind: 'scale'; readonly at: string; readonly scale: number }
  /** The filters of a unit. */
  | { readonly kind: 'filters'; readonly at: string; readonly filters: number }
  /**
   * The window of a unit or a pool, what is left out as it was. Padding left out follows the rule of the language (stride
   * 1 means same, else valid) where it did so before; other padding stays as it is in pixels.
   */
  | {
      readonly kind: 'window';
      readonly at: string;
      readonly kernel?: Pair;
      readonly stride?: Pair;
      readonly padding?: 'same' | 'valid' | Padding;
    }
  /** How often a run of `times` repeats its part: the last ones go, or new ones follow. */
  | { readonly kind: 'count'; readonly at: string; readonly count: number };

type WindowEdit = Extract<Edit, { kind: 'window' }>;

const withWindow = (written: Unit | Pool, options: { readonly kernel: Pair } & WindowOptions): Unit | Pool => {
  switch (written.kind) {
    case 'unit':
      return conv(written.filters, options.kernel, { ...options, epsilon: written.epsilon });
    case 'maxPool':
      return maxPool(options.kernel, options);
    case 'avgPool':
      return avgPool(options.kernel, { ...options, countPadding: written.countPadding });
  }
};

const samePadding = (a: Padding, b: Padding): boolean =>
  a.top === b.top && a.bottom === b.bottom && a.left === b.left && a.right === b.right;

function windowed(written: Unit | Pool, edit: WindowEdit): Expression {
  const { kernel = written.kernel, stride = written.stride } = edit;
  const byRule = withWindow(written, { kernel: written.kernel, stride: written.stride });
  const padding = edit.padding ?? (samePadding(byRule.padding, written.padding) ? undefined : written.padding);
  return withWindow(written, { kernel, stride, ...(padding === undefined ? {} : { padding }) });
}

/** @throws `edit/no-such-part`, with the nearest known paths. */
function findPart(model: NetworkModel, at: string): Part {
  const found = partAt(model, at) ?? model.parts.get(at);
  if (!found) throw graphError('edit/no-such-part', { at, near: nearPaths(model, at) });
  return found;
}

/** The innermost part that a block hands its path on to. */
function insideBlocks(part: Part): Part {
  const [body] = part.children;
  return part.kind === 'block' && body ? insideBlocks(body) : part;
}

/** The run that a part is, or all that a chain or a stage holds. */
function runIn(part: Part): { readonly part: Part; readonly written: Times } | null {
  if (part.kind === 'times' && part.expression?.kind === 'times') return { part, written: part.expression };
  const [only, ...more] = part.children;
  return only && more.length === 0 && (part.kind === 'chain' || part.kind === 'stage') ? runIn(only) : null;
}

/** @throws `edit/fixed` for a part that is not written at a place of its own. */
function checkWritten(model: NetworkModel, part: Part, at: string): void {
  if (writtenAt(model, part) === null) {
    throw graphError('edit/fixed', { at, why: part.kind === 'linear1x1' ? 'sum' : 'whole' });
  }
}

function applyEdit(network: Network, edit: Edit): Network {
  const model = readNetwork(network);
  const { at } = edit;
  const part = findPart(model, at);
  const inner = insideBlocks(part);
  const written = inner.expression;
  switch (edit.kind) {
    case 'replace':
      checkWritten(model, part, at);
      return replacePart(model, part, edit.by);
    case 'remove': {
      checkWritten(model, part, at);
      const owner = model.parents.get(part.id);
      if (owner?.kind === 'concat') throw graphError('edit/fixed', { at, why: 'branch' });
      if (owner?.kind === 'block' || owner?.kind === 'residual') throw graphError('edit/fixed', { at, why: 'body' });
      return replacePart(model, part, null);
    }
    case 'removeBranch':
      if (model.parents.get(part.id)?.kind !== 'concat') throw graphError('edit/not-a-branch', { at });
      return replacePart(model, part, null);
    case 'scale':
      if (written?.kind !== 'residual') throw graphError('edit/wrong-part', { at, wanted: 'residual' });
      if (!Number.isFinite(edit.scale)) throw graphError('edit/bad-scale', { at, scale: edit.scale });
      return replacePart(model, inner, residual(written.body, { scale: edit.scale, relu: written.relu }));
    case 'filters':
      if (written?.kind !== 'unit') throw graphError('edit/wrong-part', { at, wanted: 'unit' });
      return replacePart(model, inner, conv(edit.filters, written.kernel, written));
    case 'window':
      if (written?.kind !== 'unit' && written?.kind !== 'maxPool' && written?.kind !== 'avgPool') {
        throw graphError('edit/wrong-part', { at, wanted: 'window' });
      }
      return replacePart(model, inner, windowed(written, edit));
    case 'count': {
      const run = runIn(inner);
      if (!run) throw graphError('edit/wrong-part', { at, wanted: 'repeat' });
      return replacePart(model, run.part, times(edit.count, run.written.body));
    }
  }
}

/**
 * A network with edits made in order, each on what the edits before it left. The parts that no edit names keep the keys
 * of their weights, so that weights which fitted them fit them still; their positional paths follow from where they come
 * to stand, as everywhere. Shapes may not agree any more: the readings of the result say so.
 * @throws `edit/…`, `expression/…` for a number that cannot be, `naming/duplicate` where a replacement takes a name that
 *   is in use.
 */
export function applyEdits(network: Network, edits: readonly Edit[]): Network {
  const edited = edits.reduce(applyEdit, network);
  nameParts(edited);
  return edited;
}
