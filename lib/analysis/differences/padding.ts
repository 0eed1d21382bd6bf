import type { Padding, Pair } from '../../graph/expression';
import type { PaddingValue } from './difference';

interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
}

const isValid = ({ padding }: Window): boolean =>
  padding.top === 0 && padding.bottom === 0 && padding.left === 0 && padding.right === 0;

/** k − 1 in total along each axis, the larger half after. */
const isSame = ({ kernel, padding }: Window): boolean =>
  padding.top === Math.floor((kernel[0] - 1) / 2) &&
  padding.bottom === Math.ceil((kernel[0] - 1) / 2) &&
  padding.left === Math.floor((kernel[1] - 1) / 2) &&
  padding.right === Math.ceil((kernel[1] - 1) / 2);

const isUnitStride = ({ stride }: Window): boolean => stride[0] === 1 && stride[1] === 1;

/** Whether the padding is what the stride means where nothing else is said: `same` at stride 1, else `valid`. */
const isDefault = (window: Window): boolean => (isUnitStride(window) ? isSame(window) : isValid(window));

/** How a window is padded; of a 1×1, for which both are true, the default of its stride. */
export function paddingValue(window: Window): PaddingValue {
  const [same, valid] = [isSame(window), isValid(window)];
  if (same && (!valid || isUnitStride(window))) return { mode: 'same' };
  return valid ? { mode: 'valid' } : { mode: 'pixels', pixels: window.padding };
}

/**
 * Whether two windows are padded in different ways. The pixels of `same` change with the kernel, which is no difference
 * of padding; a padding that only goes with the stride follows from it.
 */
export function paddingDifference(a: Window, b: Window): 'none' | 'follows' | 'own' {
  const sides = ['top', 'bottom', 'left', 'right'] as const;
  if (sides.every((side) => a.padding[side] === b.padding[side])) return 'none';
  if ((isSame(a) && isSame(b)) || (isValid(a) && isValid(b))) return 'none';
  return isUnitStride(a) !== isUnitStride(b) && isDefault(a) && isDefault(b) ? 'follows' : 'own';
}
