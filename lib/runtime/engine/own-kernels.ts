import type { Shape } from '../../graph/shapes';
import type { ConvForm } from '../kernels/conv-form';
import type { ConvOp, PoolOp, Rewrites } from '../plan/plan';
import type { Tensor } from './tfjs';

/** Packed weights of a convolution in one of our forms, as one tensor. */
export interface PackedWeights {
  readonly form: ConvForm;
  readonly values: Tensor;
}

/** A place between the channels of a map. */
export interface Place {
  readonly tensor: Tensor;
  /** The first channel. */
  readonly offset: number;
}

/** Kernels of our own beside those of a backend of tfjs, on its tensors. */
export interface OwnKernels {
  /** Which rewrites of a plan pay with them. */
  readonly rewrites: Rewrites;
  /**
   * How a convolution is computed; `stock` leaves it to tfjs.
   * @param shape of its result, H×W×C. @param measured whether a batch norm behind it measures its statistics.
   */
  formOf(op: ConvOp, channels: number, shape: Shape, measured: boolean): ConvForm;
  /** Whether `convolve` can add a tensor to the result on the way. */
  adds(form: ConvForm, filters: number): boolean;
  /** A map of H×W×C whose values are not set yet. */
  make(shape: Shape): Tensor;
  /**
   * Convolution, 1×H×W×C → 1×H'×W'×filters, with bias and ReLU in one pass.
   * @param shape of the result, H×W×C.
   * @param into where to write it; else into a new tensor.
   * @param onto a tensor of the result's shape that is added before ReLU, where `adds` says that this can be done.
   * @returns the tensor with the result.
   */
  convolve(
    input: Tensor,
    op: ConvOp,
    shape: Shape,
    weights: PackedWeights,
    options: { readonly relu: boolean; readonly into?: Place | null; readonly onto?: Tensor | null },
  ): Tensor;
  /** Whether `averagePool` computes this pool of so many channels. */
  pools(op: PoolOp, channels: number): boolean;
  /**
   * Average pool, 1×H×W×C → 1×H'×W'×C, with a bias and ReLU behind it where there are such.
   * @param shape of the result, H×W×C. @returns the tensor with the result.
   */
  averagePool(
    input: Tensor,
    op: PoolOp,
    shape: Shape,
    options: { readonly bias: Tensor | null; readonly relu: boolean; readonly into?: Place | null },
  ): Tensor;
  /** Whether `normalise` takes maps of so many channels. */
  normalises(channels: number): boolean;
  /**
   * Batch normalisation of a map in its place, with its own mean and biased variance per channel over H×W, then ReLU
   * if asked for. @param gamma and `beta`: of length C.
   */
  normalise(map: Tensor, gamma: Tensor, beta: Tensor, epsilon: number, relu: boolean): void;
  /** Copies a map between the channels of another of its height and width. */
  copy(input: Tensor, to: Place): void;
  /** Copies so many channels out of a map, into a tensor of their own. */
  extract(from: Place, channels: number): Tensor;
  /** Frees what no tensor owns. */
  clear(): void;
  close(): void;
}

/** Whether a kernel that takes channels by fours, and divides by the places of a window, computes an average pool. */
export function poolsByFours({ kernel, padding: { top, bottom, left, right } }: PoolOp, channels: number): boolean {
  // No window may lie in the padding alone.
  return channels % 4 === 0 && Math.max(top, bottom) < kernel[0] && Math.max(left, right) < kernel[1];
}
