import type { Padding, Pair } from '../graph/expression';
import type { GraphNode } from '../graph/graph';
import { type Shape, windowPlaces } from '../graph/shapes';

/** One axis of a sliding window, so that a reader can be shown ⌊(299 + 0 − 3) / 2⌋ + 1 = 149. All in pixels. */
export interface AxisArithmetic {
  /** The extent of the input. */
  readonly size: number;
  readonly paddingBefore: number;
  readonly paddingAfter: number;
  /** Both sides together. */
  readonly padding: number;
  readonly kernel: number;
  readonly stride: number;
  readonly output: number;
}

export interface WindowArithmetic {
  readonly height: AxisArithmetic;
  readonly width: AxisArithmetic;
}

interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
}

/** The window that a convolution or pool slides over its input; null for every other op. */
export const windowOf = (node: GraphNode): Window | null =>
  node.op.type === 'conv' || node.op.type === 'maxPool' || node.op.type === 'avgPool' ? node.op : null;

/**
 * How the output size of a convolution or pool comes about, axis by axis.
 * @param inputShape H×W×C.
 * @returns null for an op without a window.
 */
export function windowArithmetic(node: GraphNode, inputShape: Shape): WindowArithmetic | null {
  const window = windowOf(node);
  if (!window) return null;
  const { kernel, stride, padding } = window;
  const axis = (index: 0 | 1, paddingBefore: number, paddingAfter: number): AxisArithmetic => {
    const size = inputShape[index] ?? 0;
    const both = paddingBefore + paddingAfter;
    return {
      size,
      paddingBefore,
      paddingAfter,
      padding: both,
      kernel: kernel[index],
      stride: stride[index],
      output: windowPlaces(size, kernel[index], stride[index], both),
    };
  };
  return { height: axis(0, padding.top, padding.bottom), width: axis(1, padding.left, padding.right) };
}

/** The factors of a multiplication count: kh·kw·Cin·Cout weights, each used once at each of H·W places. */
export interface WeightArithmetic {
  readonly op: 'conv' | 'linear';
  /** Rows, columns; [1, 1] for a linear layer. */
  readonly kernel: Pair;
  readonly inputChannels: number;
  readonly outputChannels: number;
  /** Output rows, columns; [1, 1] for a linear layer. */
  readonly places: Pair;
  /** kh·kw·Cin·Cout. */
  readonly weights: number;
  /** One per output channel, or 0. */
  readonly biases: number;
  /** weights × places; an added bias is no multiplication and does not count. */
  readonly macs: number;
}

/**
 * How parameters and multiply-accumulates of a convolution or linear layer come about.
 * @param inputShape H×W×C, or C before a linear layer.
 * @param outputShape H×W×C, or C after a linear layer.
 * @returns null for an op without weights to multiply with.
 */
export function weightArithmetic(node: GraphNode, inputShape: Shape, outputShape: Shape): WeightArithmetic | null {
  const { op } = node;
  if (op.type !== 'conv' && op.type !== 'linear') return null;
  const kernel: Pair = op.type === 'conv' ? op.kernel : [1, 1];
  const places: Pair = op.type === 'conv' ? [outputShape[0] ?? 0, outputShape[1] ?? 0] : [1, 1];
  const inputChannels = inputShape.at(-1) ?? 0;
  const outputChannels = node.channels;
  const weights = kernel[0] * kernel[1] * inputChannels * outputChannels;
  return {
    op: op.type,
    kernel,
    inputChannels,
    outputChannels,
    places,
    weights,
    biases: op.bias ? outputChannels : 0,
    macs: weights * places[0] * places[1],
  };
}
