import * as tf from '@tensorflow/tfjs';
import type { Padding } from '@/lib/graph/expression';
import type { Graph, GraphNode } from '@/lib/graph/graph';
import type { Shape } from '@/lib/graph/shapes';

type Explicit = [[number, number], [number, number], [number, number], [number, number]];

const explicit = ({ top, bottom, left, right }: Padding): Explicit => [
  [0, 0],
  [top, bottom],
  [left, right],
  [0, 0],
];

const zeros = (shape: readonly number[]): tf.Tensor4D =>
  tf.zeros<tf.Rank.R4>([...shape] as [number, number, number, number]);

function run(node: GraphNode, inputs: readonly tf.Tensor[]): tf.Tensor {
  const [first] = inputs;
  if (!first) throw new Error(`${node.id} has no input`);
  const map = first as tf.Tensor4D;
  const { op } = node;
  switch (op.type) {
    case 'conv': {
      const weights = zeros([...op.kernel, first.shape.at(-1) ?? 0, op.filters]);
      return tf.conv2d(map, weights, [...op.stride], explicit(op.padding), 'NHWC', [1, 1], 'floor');
    }
    case 'maxPool':
      return tf.maxPool(map, [...op.kernel], [...op.stride], explicit(op.padding), 'floor');
    case 'avgPool':
      return tf.avgPool(map, [...op.kernel], [...op.stride], explicit(op.padding), 'floor');
    case 'batchNorm': {
      const ones = tf.ones([first.shape.at(-1) ?? 0]) as tf.Tensor1D;
      return tf.batchNorm(first, ones, ones, ones, ones, op.epsilon);
    }
    case 'relu':
      return tf.relu(first);
    case 'concat':
      return tf.concat([...inputs], -1);
    case 'add':
      return inputs[1] ? tf.add(first, inputs[1]) : first;
    case 'scale':
      return tf.mul(first, op.factor);
    case 'globalAvgPool':
      return tf.mean(first, [1, 2]);
    case 'linear':
      return tf.matMul(first as tf.Tensor2D, tf.zeros([first.shape.at(-1) ?? 0, op.units]));
    case 'softmax':
      return tf.softmax(first);
    case 'l2Norm':
      return tf.div(first, tf.norm(first, 'euclidean', -1, true));
    case 'dropout':
      return tf.dropout(first, op.rate);
    case 'input':
      return first;
  }
}

/**
 * Runs a graph op by op with zero weights in TensorFlow.js, an implementation that shares nothing with ours.
 * @returns the shape of every node without the batch.
 */
export function shapesInTfjs(graph: Graph, height: number, width: number): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  tf.tidy(() => {
    const tensors = new Map<string, tf.Tensor>();
    for (const node of graph.nodes) {
      const inputs = node.inputs.flatMap((id) => tensors.get(id) ?? []);
      const tensor = node.op.type === 'input' ? zeros([1, height, width, node.channels]) : run(node, inputs);
      tensors.set(node.id, tensor);
      shapes.set(node.id, tensor.shape.slice(1));
    }
  });
  return shapes;
}

/** The plain JavaScript backend: slow, and without a compiler or a file to load. */
export const useCpu = async (): Promise<void> => {
  if (!(await tf.setBackend('cpu'))) throw new Error('no cpu backend');
};
