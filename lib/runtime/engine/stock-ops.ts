import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { Padding, Pair } from '../../graph/expression';
import type { Op } from '../../graph/graph';
import { runtimeError } from '../errors';
import type { ConvOp } from '../plan/plan';
import type { Tensor, Tf } from './tfjs';

type Map4 = TensorFlow.Tensor4D;
type Vector = TensorFlow.Tensor1D;
type PoolOp = Extract<Op, { type: 'avgPool' | 'maxPool' }>;

/** Uploaded weights of a convolution: HWIO, and a bias where there is one. */
export interface ConvWeights {
  readonly kernel: Tensor;
  readonly bias: Tensor | null;
}

/** Uploaded vectors of a batch normalisation; mean and variance are null where they are measured. */
export interface NormWeights {
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly mean: Tensor | null;
  readonly variance: Tensor | null;
}

/** Lower than any activation; the most negative float32, so that a padded place never wins. */
const LOWEST = -3.4028234663852886e38;

const isRank = <R extends TensorFlow.Rank>(tensor: Tensor, rank: number): tensor is TensorFlow.Tensor<R> =>
  tensor.rank === rank;

const asMap = (tensor: Tensor): Map4 => {
  if (isRank<TensorFlow.Rank.R4>(tensor, 4)) return tensor;
  throw runtimeError('runtime/failed', { reason: `a map has rank 4, not ${tensor.rank}` });
};
const asMatrix = (tensor: Tensor): TensorFlow.Tensor2D => {
  if (isRank<TensorFlow.Rank.R2>(tensor, 2)) return tensor;
  throw runtimeError('runtime/failed', { reason: `a matrix has rank 2, not ${tensor.rank}` });
};
const asVector = (tensor: Tensor): Vector => {
  if (isRank<TensorFlow.Rank.R1>(tensor, 1)) return tensor;
  throw runtimeError('runtime/failed', { reason: `a vector has rank 1, not ${tensor.rank}` });
};

const isValid = (p: Padding): boolean => p.top + p.bottom + p.left + p.right === 0;

/** Whether TensorFlow's `same` pads exactly so: stride 1, k − 1 in total, the larger half after. */
const isSame = ([h, w]: Pair, stride: Pair, p: Padding): boolean =>
  stride[0] === 1 &&
  stride[1] === 1 &&
  p.top === Math.floor((h - 1) / 2) &&
  p.bottom === Math.ceil((h - 1) / 2) &&
  p.left === Math.floor((w - 1) / 2) &&
  p.right === Math.ceil((w - 1) / 2);

const sides = (p: Padding): [[number, number], [number, number], [number, number], [number, number]] => [
  [0, 0],
  [p.top, p.bottom],
  [p.left, p.right],
  [0, 0],
];

/** Convolution, 1×H×W×C → 1×H'×W'×filters, with bias and ReLU in one pass. */
export function convolve(tf: Tf, input: Tensor, op: ConvOp, weights: ConvWeights, relu: boolean): Tensor {
  const same = isSame(op.kernel, op.stride, op.padding);
  const plain = same || isValid(op.padding);
  const x = plain ? asMap(input) : tf.pad(asMap(input), sides(op.padding));
  return tf.fused.conv2d({
    x,
    filter: asMap(weights.kernel),
    strides: [op.stride[0], op.stride[1]],
    pad: plain && !isValid(op.padding) ? 'same' : 'valid',
    ...(weights.bias ? { bias: weights.bias } : {}),
    ...(relu ? { activation: 'relu' as const } : {}),
  });
}

/** A map with a bias of its channels or another map added, where there is one, and ReLU where asked for. */
export function biased(tf: Tf, input: Tensor, bias: Tensor | null, relu: boolean): Tensor {
  const sum = bias ? tf.add(input, bias) : input;
  return relu ? tf.relu(sum) : sum;
}

/** Mean and biased variance per channel over H×W, as products with a row of 1/(H·W): fast on every backend. */
function moments(tf: Tf, input: Map4): { mean: Vector; variance: Vector } {
  const [, h, w, c] = input.shape;
  const rows = tf.reshape(input, [h * w, c]);
  const share = tf.fill([1, h * w], 1 / (h * w));
  const mean = tf.matMul<TensorFlow.Tensor2D>(share, rows);
  const variance = tf.matMul<TensorFlow.Tensor2D>(share, tf.square(tf.sub(rows, mean)));
  return { mean: tf.reshape(mean, [c]), variance: tf.reshape(variance, [c]) };
}

/** Batch normalisation with given or measured statistics, then ReLU if asked for; any rank, channels last. */
export function normalise(tf: Tf, input: Tensor, weights: NormWeights, epsilon: number, relu: boolean): Tensor {
  const map = input.rank === 4 ? asMap(input) : tf.reshape<TensorFlow.Rank.R4>(input, [1, 1, 1, input.size]);
  const measured = weights.mean && weights.variance ? null : moments(tf, map);
  const mean = measured?.mean ?? asVector(weights.mean ?? weights.gamma);
  const variance = measured?.variance ?? asVector(weights.variance ?? weights.gamma);
  const y = tf.batchNorm(map, mean, variance, asVector(weights.beta), asVector(weights.gamma), epsilon);
  return tf.reshape(relu ? tf.relu(y) : y, input.shape);
}

function pool(tf: Tf, input: Tensor, op: PoolOp): Tensor {
  const x = asMap(input);
  const kernel: [number, number] = [op.kernel[0], op.kernel[1]];
  const strides: [number, number] = [op.stride[0], op.stride[1]];
  if (op.type === 'maxPool') {
    const padded = isValid(op.padding) ? x : tf.pad(x, sides(op.padding), LOWEST);
    return tf.maxPool(padded, kernel, strides, 'valid');
  }
  // `same` leaves padded places out of the mean, on every backend.
  if (isValid(op.padding)) return tf.avgPool(x, kernel, strides, 'valid');
  if (!op.countPadding && isSame(op.kernel, op.stride, op.padding)) return tf.avgPool(x, kernel, strides, 'same');
  const mean = tf.avgPool(tf.pad(x, sides(op.padding)), kernel, strides, 'valid');
  if (op.countPadding) return mean;
  const [, h, w] = x.shape;
  const real = tf.avgPool(
    tf.pad(tf.ones<TensorFlow.Rank.R4>([1, h, w, 1]), sides(op.padding)),
    kernel,
    strides,
    'valid',
  );
  return tf.div(mean, real);
}

/** Fully connected: 1×C → 1×units. @param kernel [in, out]. */
export function connect(tf: Tf, input: Tensor, kernel: Tensor, bias: Tensor | null): Tensor {
  const product = tf.matMul(asMatrix(input), asMatrix(kernel));
  return bias ? tf.add(product, bias) : product;
}

/** The ops without weights. Maps are 1×H×W×C, vectors 1×C. */
export function apply(tf: Tf, op: Op, inputs: readonly Tensor[]): Tensor {
  const [x] = inputs;
  if (!x) throw runtimeError('runtime/failed', { reason: `${op.type} has no input` });
  switch (op.type) {
    case 'relu':
      return tf.relu(x);
    case 'maxPool':
    case 'avgPool':
      return pool(tf, x, op);
    case 'concat':
      return tf.concat([...inputs], x.rank - 1);
    case 'scale':
      return tf.mul(x, op.factor);
    case 'add':
      return inputs.length === 1 ? tf.clone(x) : tf.addN([...inputs]);
    case 'globalAvgPool':
      return tf.mean(asMap(x), [1, 2]);
    case 'softmax':
      return tf.softmax(asMatrix(x));
    case 'l2Norm': {
      const length = tf.sqrt(tf.sum(tf.square(x), -1, true));
      return tf.div(x, tf.maximum(length, op.epsilon));
    }
    default:
      throw runtimeError('runtime/failed', { reason: `${op.type} is not computed alone` });
  }
}
