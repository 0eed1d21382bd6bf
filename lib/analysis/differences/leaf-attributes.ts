import type { Padding, Pair } from '../../graph/expression';
import type { DifferenceKind, DifferenceValue } from './difference';
import type { Leaf, Residue } from './item';
import { paddingDifference, paddingValue } from './padding';

/** One attribute that differs. `name` ends the id of the difference. */
export interface AttributeDifference {
  readonly name: string;
  readonly kind: DifferenceKind;
  readonly a: DifferenceValue;
  readonly b: DifferenceValue;
  readonly follows: boolean;
}

const samePair = (a: Pair, b: Pair): boolean => a[0] === b[0] && a[1] === b[1];

function windowDifferences(
  a: { readonly kernel: Pair; readonly stride: Pair; readonly padding: Padding },
  b: { readonly kernel: Pair; readonly stride: Pair; readonly padding: Padding },
): readonly AttributeDifference[] {
  const list: AttributeDifference[] = [];
  if (!samePair(a.kernel, b.kernel)) {
    list.push({
      name: 'kernel',
      kind: 'kernel',
      a: { type: 'kernel', kernel: a.kernel },
      b: { type: 'kernel', kernel: b.kernel },
      follows: false,
    });
  }
  if (!samePair(a.stride, b.stride)) {
    list.push({
      name: 'stride',
      kind: 'stride',
      a: { type: 'stride', stride: a.stride },
      b: { type: 'stride', stride: b.stride },
      follows: false,
    });
  }
  const padding = paddingDifference(a, b);
  if (padding !== 'none') {
    list.push({
      name: 'padding',
      kind: 'padding',
      a: { type: 'padding', padding: paddingValue(a) },
      b: { type: 'padding', padding: paddingValue(b) },
      follows: padding === 'follows',
    });
  }
  return list;
}

/** An attribute by value: none or one difference. */
const attribute = <Value>(
  name: string,
  kind: DifferenceKind,
  a: Value,
  b: Value,
  value: (side: Value) => DifferenceValue,
): readonly AttributeDifference[] => (a === b ? [] : [{ name, kind, a: value(a), b: value(b), follows: false }]);

/** Whether two ops can stand for each other: the same op, or a pool of either kind. */
export const comparableLeaves = ({ expression: a }: Leaf, { expression: b }: Leaf): boolean =>
  a.kind === b.kind || (a.kind.endsWith('Pool') && b.kind.endsWith('Pool') && 'kernel' in a && 'kernel' in b);

/** Every attribute in which two comparable ops differ. */
export function leafDifferences({ expression: a }: Leaf, { expression: b }: Leaf): readonly AttributeDifference[] {
  if (a.kind === 'unit' && b.kind === 'unit') {
    return [
      ...attribute('width', 'width', a.filters, b.filters, (filters) => ({ type: 'filters', filters })),
      ...windowDifferences(a, b),
      ...attribute('epsilon', 'normalisation', a.epsilon, b.epsilon, (epsilon) => ({ type: 'epsilon', epsilon })),
    ];
  }
  if ((a.kind === 'maxPool' || a.kind === 'avgPool') && (b.kind === 'maxPool' || b.kind === 'avgPool')) {
    // Only a mean can count what is padded.
    const means = a.kind === 'avgPool' && b.kind === 'avgPool';
    return [
      ...attribute('pool', 'pooling', a.kind, b.kind, (pool) => ({ type: 'pool', pool })),
      ...windowDifferences(a, b),
      ...(means
        ? attribute('count-padding', 'pooling', a.countPadding, b.countPadding, (counted) => ({
            type: 'countPadding',
            counted,
          }))
        : []),
    ];
  }
  if (a.kind === 'dropout' && b.kind === 'dropout') {
    return attribute('rate', 'dropout', a.rate, b.rate, (rate) => ({ type: 'rate', rate }));
  }
  if (a.kind === 'linear' && b.kind === 'linear') {
    return [
      ...attribute('units', 'head', a.units, b.units, (units) => ({ type: 'units', units })),
      ...attribute('bias', 'head', a.bias, b.bias, (bias) => ({ type: 'bias', bias })),
    ];
  }
  if ((a.kind === 'batchNorm' || a.kind === 'l2Norm') && a.kind === b.kind) {
    return attribute('epsilon', 'normalisation', a.epsilon, b.epsilon, (epsilon) => ({ type: 'epsilon', epsilon }));
  }
  return [];
}

/** What a residual connection says itself: its scale and whether a ReLU follows the sum. */
export const residualDifferences = (
  { expression: a }: Residue,
  { expression: b }: Residue,
): readonly AttributeDifference[] => [
  ...attribute('scale', 'scale', a.scale, b.scale, (scale) => ({ type: 'scale', scale })),
  ...attribute('activation', 'activation', a.relu, b.relu, (relu) => ({ type: 'relu', relu })),
];
