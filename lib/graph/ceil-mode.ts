import type { Padding, Pair } from './expression';

interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
}

/**
 * Whether rounding the places of a window up is the same as `stride − 1` more pixels of padding after, at every size:
 * where no window starts beyond the input, for PyTorch drops one that does (`pooling_output_shape` in ATen's Pool.h).
 * @param before the padding before, in pixels.
 */
export const ceilIsPadding = (kernel: number, stride: number, before: number): boolean => kernel >= before + stride;

/** Whether a window is one of equal padding whose places are rounded up: PyTorch's `ceil_mode=True`. */
export function isCeilMode({ kernel, stride, padding }: Window): boolean {
  const { top, bottom, left, right } = padding;
  if (top === bottom && left === right) return false;
  const rows = bottom - top === stride[0] - 1 && ceilIsPadding(kernel[0], stride[0], top);
  return rows && right - left === stride[1] - 1 && ceilIsPadding(kernel[1], stride[1], left);
}
