import { ceilIsPadding } from './ceil-mode';
import { graphError } from './errors';
import type {
  BatchNorm,
  Block,
  Chain,
  Concat,
  Dropout,
  Expression,
  GlobalAvgPool,
  L2Norm,
  Linear,
  Named,
  Network,
  Padding,
  Pair,
  Pool,
  Residual,
  Softmax,
  Stage,
  Times,
  Unit,
} from './expression';

type Size = number | Pair;

export interface WindowOptions {
  readonly stride?: Size;
  /** Default: stride 2 or more means `valid`, stride 1 means `same`, as in every network of the family. */
  readonly padding?: 'same' | 'valid' | Padding;
}

const pair = (size: Size): Pair => (typeof size === 'number' ? [size, size] : size);

const positive = (what: string, ...values: readonly number[]): void => {
  for (const value of values) {
    if (!Number.isInteger(value) || value < 1) throw graphError('expression/not-positive', { what, value });
  }
};

/** `same` keeps the size at stride 1: k − 1 in total, the larger half after, as TensorFlow splits it. */
function resolvePadding(kernel: Pair, stride: Pair, padding: WindowOptions['padding']): Padding {
  const mode = padding ?? (stride[0] === 1 && stride[1] === 1 ? 'same' : 'valid');
  if (typeof mode !== 'string') {
    const sides = [mode.top, mode.bottom, mode.left, mode.right];
    if (sides.some((side) => !Number.isInteger(side) || side < 0)) {
      throw graphError('expression/bad-padding', { padding: sides });
    }
    return mode;
  }
  if (mode === 'valid') return { top: 0, bottom: 0, left: 0, right: 0 };
  if (stride[0] !== 1 || stride[1] !== 1) throw graphError('expression/same-needs-stride-1', { stride: [...stride] });
  const [vertical, horizontal] = [kernel[0] - 1, kernel[1] - 1];
  return {
    top: Math.floor(vertical / 2),
    bottom: Math.ceil(vertical / 2),
    left: Math.floor(horizontal / 2),
    right: Math.ceil(horizontal / 2),
  };
}

/**
 * A unit: convolution without bias → batch normalisation (ε = 0.001, FACTS section 2) → ReLU.
 * @param kernel rows × columns, or one number for a square.
 */
export function conv(filters: number, kernel: Size, options: WindowOptions & { readonly epsilon?: number } = {}): Unit {
  const k = pair(kernel);
  const stride = pair(options.stride ?? 1);
  positive('filters', filters);
  positive('kernel', ...k);
  positive('stride', ...stride);
  return {
    kind: 'unit',
    filters,
    kernel: k,
    stride,
    padding: resolvePadding(k, stride, options.padding),
    epsilon: options.epsilon ?? 0.001,
  };
}

/** Rounds the places up instead of down, as padding: `stride − 1` more after. */
function roundedUp(kernel: Pair, stride: Pair, padding: Padding): Padding {
  for (const [axis, before] of [padding.top, padding.left].entries()) {
    const [k = 0, s = 0] = [kernel[axis], stride[axis]];
    if (!ceilIsPadding(k, s, before)) throw graphError('expression/no-ceil', { kernel: k, stride: s, padding: before });
  }
  return { ...padding, bottom: padding.bottom + stride[0] - 1, right: padding.right + stride[1] - 1 };
}

function pool(kind: Pool['kind'], kernel: Size, options: WindowOptions, countPadding: boolean): Pool {
  const k = pair(kernel);
  const stride = pair(options.stride ?? 1);
  positive('kernel', ...k);
  positive('stride', ...stride);
  return { kind, kernel: k, stride, padding: resolvePadding(k, stride, options.padding), countPadding };
}

/**
 * Max pooling; padded places never win.
 * @param options with `ceil`, a last window that the map does not fill counts too, as in PyTorch's `ceil_mode=True`:
 *   at every size the same as a padding of `stride − 1` below and right.
 * @throws `expression/no-ceil` where it is not the same, for a window could start beyond the map.
 */
export const maxPool = (kernel: Size, options: WindowOptions & { readonly ceil?: boolean } = {}): Pool => {
  const made = pool('maxPool', kernel, options, false);
  return options.ceil ? { ...made, padding: roundedUp(made.kernel, made.stride, made.padding) } : made;
};

/** Average pooling; `countPadding` says whether padded zeros count in the mean (false in v4, true in torchvision's v3). */
export const avgPool = (kernel: Size, options: WindowOptions & { readonly countPadding?: boolean } = {}): Pool =>
  pool('avgPool', kernel, options, options.countPadding ?? false);

/** The mean of every channel: H×W×C → C. */
export const globalAvgPool = (): GlobalAvgPool => ({ kind: 'globalAvgPool' });

/** Dropout with the given rate of dropped values; the identity at inference. */
export const dropout = (rate: number): Dropout => {
  if (!(rate >= 0 && rate < 1)) throw graphError('expression/bad-rate', { rate });
  return { kind: 'dropout', rate };
};

/** A fully connected layer: C → units. */
export const linear = (units: number, options: { readonly bias?: boolean } = {}): Linear => {
  positive('units', units);
  return { kind: 'linear', units, bias: options.bias ?? true };
};

export const softmax = (): Softmax => ({ kind: 'softmax' });

/** A batch normalisation by itself (ε = 0.001 as everywhere in the family), on a map or a vector. */
export const batchNorm = (options: { readonly epsilon?: number } = {}): BatchNorm => ({
  kind: 'batchNorm',
  epsilon: options.epsilon ?? 0.001,
});

/** x / max(‖x‖₂, ε), with the ε of PyTorch's `F.normalize`. */
export const l2Norm = (options: { readonly epsilon?: number } = {}): L2Norm => ({
  kind: 'l2Norm',
  epsilon: options.epsilon ?? 1e-12,
});

/** Parts one after the other; part j is `.j`. */
export const chain = (...parts: readonly Expression[]): Chain => {
  if (parts.length === 0) throw graphError('expression/empty', { what: 'chain' });
  return { kind: 'chain', parts };
};

/** Branches on one input, joined along the channels; branch i is `.branch{i}`. */
export const concat = (...branches: readonly Expression[]): Concat => {
  if (branches.length === 0) throw graphError('expression/empty', { what: 'concat' });
  return { kind: 'concat', branches };
};

/** A residual connection (paper section 3.2, scaling: section 3.3): width out = width in, so it is never typed. */
export const residual = (
  body: Expression,
  options: { readonly scale?: number; readonly relu?: boolean } = {},
): Residual => ({ kind: 'residual', body, scale: options.scale ?? 1, relu: options.relu ?? true });

/** A named block: one figure of the paper. */
export const block = (name: string, body: Expression): Block => ({ kind: 'block', name, body });

/** A named run of parts of a chain, addressed by its alias (`stem`); adds no path. */
export const stage = (name: string, ...parts: readonly Expression[]): Stage => {
  if (parts.length === 0) throw graphError('expression/empty', { what: 'stage' });
  return { kind: 'stage', name, parts };
};

/** The same part `count` times in a row, with weights of its own each time; adds no path. */
export const times = (count: number, body: Expression): Times => {
  positive('count', count);
  return { kind: 'times', count, body };
};

/** Gives a part the name that the reference code uses: `<enclosing block>.<name>`. */
export const named = (name: string, body: Expression): Named => ({ kind: 'named', name, body });

/** A network of named entries in order, and the stages that span entries. */
export function network(
  entries: Readonly<Record<string, Expression>>,
  options: { readonly stages?: Readonly<Record<string, readonly string[]>>; readonly inputChannels?: number } = {},
): Network {
  const list = Object.entries(entries).map(([name, body]) => ({ name, body }));
  if (list.length === 0) throw graphError('expression/empty', { what: 'network' });
  const stages = Object.entries(options.stages ?? {}).map(([name, covered]) => ({ name, entries: covered }));
  for (const { name, entries: covered } of stages) {
    for (const entry of covered) {
      if (!(entry in entries)) throw graphError('expression/unknown-entry', { stage: name, entry });
    }
  }
  return { kind: 'network', entries: list, stages, inputChannels: options.inputChannels ?? 3 };
}
