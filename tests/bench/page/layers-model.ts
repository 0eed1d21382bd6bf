import * as tf from '@tensorflow/tfjs';
import type { Padding, Pair } from '@/lib/graph/expression';
import { type Graph, type GraphNode, nodesById } from '@/lib/graph/graph';
import type { Shape } from '@/lib/graph/shapes';
import { oihwToHwio, outInToInOut } from '@/lib/weights/layout';
import type { WeightSource } from '@/lib/weights/weight-source';

/** The layers API has no layer that multiplies by a number; people write this one. */
class Scale extends tf.layers.Layer {
  static className = 'Scale';
  readonly #factor: number;

  constructor(factor: number, name: string) {
    super({ name });
    this.#factor = factor;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => tf.mul(Array.isArray(inputs) ? (inputs[0] ?? 0) : inputs, this.#factor));
  }
}

/** 'same' or 'valid'; nothing else exists in the layers API, and the networks that are measured need nothing else. */
function paddingOf(kernel: Pair, stride: Pair, padding: Padding, id: string): 'same' | 'valid' {
  const { top, bottom, left, right } = padding;
  if (top + bottom + left + right === 0) return 'valid';
  const same = stride[0] === 1 && stride[1] === 1 && top + bottom === kernel[0] - 1 && left + right === kernel[1] - 1;
  if (same && bottom - top <= 1 && right - left <= 1) return 'same';
  throw new Error(`${id} is padded as no layer of tfjs is`);
}

/** The layer of one node, as a reader of the documentation would write it. */
function layerOf({ op, id }: GraphNode): tf.layers.Layer {
  const name = id.replaceAll(/[^\w]/g, '_');
  switch (op.type) {
    case 'conv':
      return tf.layers.conv2d({
        name,
        filters: op.filters,
        kernelSize: [op.kernel[0], op.kernel[1]],
        strides: [op.stride[0], op.stride[1]],
        padding: paddingOf(op.kernel, op.stride, op.padding, id),
        useBias: op.bias,
        kernelInitializer: 'zeros',
      });
    case 'batchNorm':
      return tf.layers.batchNormalization({ name, epsilon: op.epsilon });
    case 'relu':
      return tf.layers.reLU({ name });
    case 'maxPool':
    case 'avgPool': {
      const settings = {
        name,
        poolSize: [op.kernel[0], op.kernel[1]] as [number, number],
        strides: [op.stride[0], op.stride[1]] as [number, number],
        padding: paddingOf(op.kernel, op.stride, op.padding, id),
      };
      if (op.type === 'maxPool') return tf.layers.maxPooling2d(settings);
      if (op.countPadding && settings.padding === 'same') throw new Error(`${id} counts its padding, no layer does`);
      return tf.layers.averagePooling2d(settings);
    }
    case 'concat':
      return tf.layers.concatenate({ name });
    case 'add':
      return tf.layers.add({ name });
    case 'scale':
      return new Scale(op.factor, name);
    case 'globalAvgPool':
      return tf.layers.globalAveragePooling2d({ name, dataFormat: 'channelsLast' });
    case 'dropout':
      return tf.layers.dropout({ name, rate: op.rate });
    case 'linear':
      return tf.layers.dense({ name, units: op.units, useBias: op.bias, kernelInitializer: 'zeros' });
    case 'softmax':
      return tf.layers.softmax({ name });
    default:
      throw new Error(`${id}: ${op.type} is not a layer`);
  }
}

async function setWeights(layer: tf.layers.Layer, node: GraphNode, source: WeightSource): Promise<void> {
  const values: tf.Tensor[] = [];
  for (const spec of node.tensors) {
    if (spec.role === 'count') continue;
    const read = await source.tensor(spec);
    const { shape } = spec;
    const [o = 0, i = 0, h = 0, w = 0] = shape;
    if (shape.length === 4) values.push(tf.tensor(oihwToHwio(read, shape), [h, w, i, o]));
    else if (shape.length === 2) values.push(tf.tensor(outInToInOut(read, shape), [i, o]));
    else values.push(tf.tensor1d(read));
  }
  if (values.length > 0) layer.setWeights(values);
  for (const value of values) value.dispose();
}

/**
 * A network as models of stock layers, convolution, batch norm and ReLU each on its own; one model for each node that is
 * asked for, all of the same layers.
 */
export async function layersModels(
  graph: Graph,
  shapes: ReadonlyMap<string, Shape>,
  source: WeightSource,
  outputs: readonly string[],
): Promise<ReadonlyMap<string, tf.LayersModel>> {
  const byId = nodesById(graph);
  const made = new Map<string, tf.SymbolicTensor>();
  const inputs: tf.SymbolicTensor[] = [];
  async function make(node: GraphNode): Promise<tf.SymbolicTensor> {
    const known = made.get(node.id);
    if (known) return known;
    if (node.op.type === 'input') {
      const input = tf.input({ shape: [...(shapes.get(node.id) ?? [])] });
      inputs.push(input);
      made.set(node.id, input);
      return input;
    }
    const from: tf.SymbolicTensor[] = [];
    for (const id of node.inputs) {
      const before = byId.get(id);
      if (before) from.push(await make(before));
    }
    const layer = layerOf(node);
    const [first] = from;
    if (!first) throw new Error(`${node.id} has no input`);
    const output = layer.apply(from.length === 1 ? first : from) as tf.SymbolicTensor;
    await setWeights(layer, node, source);
    made.set(node.id, output);
    return output;
  }
  const models = new Map<string, tf.LayersModel>();
  for (const id of outputs) {
    const node = byId.get(id);
    if (!node) throw new Error(`no node ${id}`);
    models.set(id, tf.model({ inputs, outputs: await make(node) }));
  }
  return models;
}
