import { AtlasError } from '../error';
import { graphError } from './errors';
import type { Padding, Pair } from './expression';
import type { Graph, GraphNode } from './graph';

/** [height, width, channels] of a map, or [units] of a vector. No batch: a picture at a time. */
export type Shape = readonly number[];

/** Places that a window takes along one axis: ⌊(size + padding − kernel) / stride⌋ + 1; below 1 it does not fit. */
export const windowPlaces = (size: number, kernel: number, stride: number, padding: number): number =>
  Math.floor((size + padding - kernel) / stride) + 1;

function windowShape(
  node: GraphNode,
  input: Shape,
  op: { readonly kernel: Pair; readonly stride: Pair; readonly padding: Padding },
): Pair {
  const [h = 0, w = 0] = input;
  const vertical = op.padding.top + op.padding.bottom;
  const horizontal = op.padding.left + op.padding.right;
  const rows = windowPlaces(h, op.kernel[0], op.stride[0], vertical);
  const columns = windowPlaces(w, op.kernel[1], op.stride[1], horizontal);
  if (rows < 1 || columns < 1) {
    const padded = [h + vertical, w + horizontal];
    throw graphError('shape/window-too-large', {
      node: node.id,
      op: node.op.type,
      input,
      window: [...op.kernel],
      padded,
    });
  }
  return [rows, columns];
}

const wantMap = (node: GraphNode, input: Shape): void => {
  if (input.length !== 3)
    throw graphError('shape/wrong-rank', { node: node.id, op: node.op.type, input, wanted: 'map' });
};

/** @param inputs shapes of the node's inputs, in order. */
function outputShape(node: GraphNode, inputs: readonly Shape[]): Shape {
  const { op } = node;
  const input = inputs[0] ?? [];
  switch (op.type) {
    case 'input':
      return input;
    case 'conv': {
      wantMap(node, input);
      return [...windowShape(node, input, op), op.filters];
    }
    case 'maxPool':
    case 'avgPool': {
      wantMap(node, input);
      return [...windowShape(node, input, op), input[2] ?? 0];
    }
    case 'concat': {
      inputs.forEach((other, branch) => {
        wantMap(node, other);
        if (other[0] !== input[0] || other[1] !== input[1]) {
          throw graphError('shape/join-mismatch', { node: node.id, op: op.type, first: input, second: other, branch });
        }
      });
      return [input[0] ?? 0, input[1] ?? 0, inputs.reduce((total, shape) => total + (shape[2] ?? 0), 0)];
    }
    case 'add': {
      inputs.forEach((other, branch) => {
        if (other.length !== input.length || other.some((extent, axis) => extent !== input[axis])) {
          throw graphError('shape/join-mismatch', { node: node.id, op: op.type, first: input, second: other, branch });
        }
      });
      return input;
    }
    case 'globalAvgPool':
      wantMap(node, input);
      return [input[2] ?? 0];
    case 'l2Norm':
      if (input.length !== 1) {
        throw graphError('shape/wrong-rank', { node: node.id, op: op.type, input, wanted: 'vector' });
      }
      return input;
    case 'linear':
      if (input.length !== 1) {
        throw graphError('shape/wrong-rank', { node: node.id, op: op.type, input, wanted: 'vector' });
      }
      return [op.units];
    case 'batchNorm':
    case 'relu':
    case 'scale':
    case 'dropout':
    case 'softmax':
      return input;
  }
}

/**
 * The shape of every node for a picture of `height` × `width` (square if only one is given).
 * @throws `shape/window-too-large`, `shape/join-mismatch`, `shape/wrong-rank`, each naming the op and both shapes.
 */
export function inferShapes(graph: Graph, height: number, width: number = height): ReadonlyMap<string, Shape> {
  for (const size of [height, width]) {
    if (!Number.isInteger(size) || size < 1) throw graphError('shape/bad-input', { size });
  }
  const shapes = new Map<string, Shape>();
  for (const node of graph.nodes) {
    const inputs =
      node.op.type === 'input' ? [[height, width, node.channels]] : node.inputs.map((id) => shapes.get(id) ?? []);
    shapes.set(node.id, outputShape(node, inputs));
  }
  return shapes;
}

/**
 * The smallest square picture for which every op has at least one place.
 * @throws `shape/never-fits` when no size up to `upTo` works.
 */
export function smallestSize(graph: Graph, upTo = 2048): number {
  for (let size = 1; size <= upTo; size++) {
    try {
      inferShapes(graph, size);
      return size;
    } catch (error) {
      if (!(error instanceof AtlasError)) throw error;
    }
  }
  throw graphError('shape/never-fits', { upTo });
}
