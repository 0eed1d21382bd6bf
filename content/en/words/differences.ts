import type { DifferenceKind, DifferenceValue, PaddingValue, PartBrief } from '@/lib/analysis/differences';
import type { FigureSlip } from '@/lib/networks';

type Pair = readonly [number, number];

const by = ([rows, columns]: Pair): string => `${rows}×${columns}`;
const step = ([rows, columns]: Pair): string => {
  if (rows === 1 && columns === 1) return '';
  return rows === columns ? `/${rows}` : `/${rows}×${columns}`;
};

const ops = {
  globalAvgPool: 'global average pool',
  dropout: 'dropout',
  softmax: 'softmax',
  batchNorm: 'batch norm',
  l2Norm: 'L2 norm',
} as const;

const branches = (count: number): string => (count === 1 ? '1 branch' : `${count} branches`);

function brief(part: PartBrief): string {
  switch (part.kind) {
    case 'unit':
      return `${by(part.kernel)}${step(part.stride)} ${part.filters}`;
    case 'maxPool':
      return `max pool ${by(part.kernel)}${step(part.stride)}`;
    case 'avgPool':
      return `average pool ${by(part.kernel)}${step(part.stride)}`;
    case 'linear':
      return `linear ${part.units}`;
    case 'concat':
      return `join of ${branches(part.branches)}`;
    case 'residual':
      return `residual join of ${branches(part.branches)}`;
    case 'block':
      return `${part.name} (${part.residual ? 'residual, ' : ''}${branches(part.branches)})`;
    default:
      return ops[part.kind];
  }
}

/** Parts in order; equal blocks in a row are counted, ops stand one by one as in a branch. */
function inOrder(parts: readonly PartBrief[]): string {
  const runs: { text: string; count: number }[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    const text = brief(part);
    if (part.kind === 'block' && last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count === 1 ? text : `${count} × ${text}`)).join(' → ');
}

const padding = (value: PaddingValue): string => {
  if (value.mode !== 'pixels') return value.mode;
  const { top, bottom, left, right } = value.pixels;
  return `${top} above, ${bottom} below, ${left} left, ${right} right`;
};

const kinds: Readonly<Record<DifferenceKind, string>> = {
  only: 'only in one',
  topology: 'structure',
  order: 'order',
  repeat: 'repeats',
  width: 'width',
  kernel: 'kernel',
  stride: 'stride',
  padding: 'padding',
  pooling: 'pooling',
  scale: 'residual scale',
  activation: 'activation',
  normalisation: 'normalisation',
  head: 'head',
  dropout: 'dropout',
};

/** How differences are said, on the compare page and by `atlas diff`. */
export const differences = {
  kinds,
  /** A part in a few facts. */
  brief,
  /** What stands on one side. */
  value(value: DifferenceValue): string {
    switch (value.type) {
      case 'filters':
        return `${value.filters} channels`;
      case 'kernel':
        return by(value.kernel);
      case 'stride':
        return `stride ${by(value.stride)}`;
      case 'padding':
        return padding(value.padding);
      case 'pool':
        return value.pool === 'maxPool' ? 'max pool' : 'average pool';
      case 'countPadding':
        return value.counted ? 'the mean counts the padding' : 'the mean leaves the padding out';
      case 'scale':
        return String(value.scale);
      case 'relu':
        return value.relu ? 'ReLU after the sum' : 'no ReLU after the sum';
      case 'epsilon':
        return `ε = ${value.epsilon}`;
      case 'rate':
        return `${value.rate} dropped`;
      case 'units':
        return value.units === 1 ? '1 unit' : `${value.units} units`;
      case 'bias':
        return value.bias ? 'with bias' : 'no bias';
      case 'count':
        return value.runs.length === 1 ? `${value.count} ×` : `${value.count} × (${value.runs.join(' + ')})`;
      case 'chain':
        return inOrder(value.ops);
      case 'branches':
        return value.branches.map(inOrder).join(' | ');
      case 'parts':
        return inOrder(value.parts);
    }
  },
  /** What a figure prints and what must be meant: a width that cannot be added, a window that was hardly wanted. */
  slip: (attribute: FigureSlip['attribute'], printed: string, meant: string): string =>
    attribute === 'filters'
      ? `The figure prints ${printed} channels here, but only ${meant} can be added.`
      : `The figure is transcribed with ${printed} here, where ${meant} must be meant.`,
  /** Stands where one side has nothing. */
  nothing: '–',
  /** Said of a difference that nobody decided: a derived width, a padding that goes with its stride. */
  follows: 'follows',
};
