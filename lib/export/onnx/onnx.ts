import { type Graph, type GraphNode, nodesById, type TensorSpec } from '../../graph/graph';
import type { Shape } from '../../graph/shapes';
import type { WeightSource } from '../../weights/weight-source';
import { type Attributes, integers, model, node as nodeProto, tensor, valueInfo } from './proto';
import type { Message } from './protobuf';

export interface OnnxRequest {
  /** What the graph calls itself in the file. */
  readonly name: string;
  readonly graph: Graph;
  /** Of every node for the size of the picture, from `inferShapes`: the file holds that size. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly weights: WeightSource;
  /** Ids of the nodes whose tensors the model gives; the last one if none is named. */
  readonly outputs?: readonly string[];
  readonly signal?: AbortSignal;
}

type Window = Extract<GraphNode['op'], { type: 'conv' | 'maxPool' | 'avgPool' }>;

/** H×W×C → 1×C×H×W, C → 1×C. */
const nchw = (shape: Shape): readonly number[] => {
  const [h = 1, w = 1, c = 1] = shape;
  return shape.length === 3 ? [1, c, h, w] : [1, ...shape];
};

const windowOf = ({ kernel, stride, padding }: Window): Attributes => ({
  kernel_shape: [...kernel],
  strides: [...stride],
  pads: [padding.top, padding.left, padding.bottom, padding.right],
});

/** What the outputs need, in execution order. */
function neededBy(graph: Graph, outputs: readonly string[]): readonly GraphNode[] {
  const byId = nodesById(graph);
  const needed = new Set<string>();
  const pending = [...outputs];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (needed.has(id)) continue;
    needed.add(id);
    pending.push(...(byId.get(id)?.inputs ?? []));
  }
  return graph.nodes.filter(({ id }) => needed.has(id));
}

/** The keys of a node's tensors by what they are; the step counter of training is no part of the model. */
const keyOf = (node: GraphNode, role: TensorSpec['role']): string =>
  node.tensors.find((spec) => spec.role === role)?.key ?? '';

/** The ops of ONNX that compute one node; tensors are called by the ids of nodes, weights by their state-dict keys. */
function protosOf(node: GraphNode): { readonly nodes: readonly Message[]; readonly constants: readonly Message[] } {
  const { op, id, inputs } = node;
  const [x = ''] = inputs;
  const key = (role: TensorSpec['role']): string => keyOf(node, role);
  const one = (type: string, from: readonly string[], attributes?: Attributes) => ({
    nodes: [nodeProto(type, from, id, attributes)],
    constants: [],
  });
  switch (op.type) {
    case 'input':
      return { nodes: [], constants: [] };
    case 'conv':
      return one('Conv', [x, key('weight'), ...(op.bias ? [key('bias')] : [])], windowOf(op));
    case 'batchNorm':
      return one('BatchNormalization', [x, key('gamma'), key('beta'), key('mean'), key('variance')], {
        epsilon: { float: op.epsilon },
      });
    case 'relu':
      return one('Relu', [x]);
    case 'maxPool':
      return one('MaxPool', [x], windowOf(op));
    case 'avgPool':
      return one('AveragePool', [x], { ...windowOf(op), count_include_pad: op.countPadding ? 1 : 0 });
    case 'concat':
      return one('Concat', inputs, { axis: 1 });
    case 'add':
      return one('Sum', inputs);
    case 'dropout':
      return one('Identity', [x]);
    case 'linear':
      return one('Gemm', [x, key('weight'), ...(op.bias ? [key('bias')] : [])], { transB: 1 });
    case 'softmax':
      return one('Softmax', [x], { axis: 1 });
    case 'scale': {
      const factor = `${id}#factor`;
      return { ...one('Mul', [x, factor]), constants: [tensor(factor, [], Float32Array.of(op.factor))] };
    }
    case 'globalAvgPool': {
      const [mean, shape] = [`${id}#mean`, `${id}#shape`];
      return {
        nodes: [nodeProto('GlobalAveragePool', [x], mean), nodeProto('Reshape', [mean, shape], id)],
        constants: [integers(shape, [1, node.channels])],
      };
    }
    case 'l2Norm': {
      const [length, floor, divisor] = [`${id}#length`, `${id}#epsilon`, `${id}#divisor`];
      return {
        nodes: [
          nodeProto('ReduceL2', [x], length, { axes: [1], keepdims: 1 }),
          nodeProto('Max', [length, floor], divisor),
          nodeProto('Div', [x, divisor], id),
        ],
        constants: [tensor(floor, [], Float32Array.of(op.epsilon))],
      };
    }
  }
}

/**
 * A network with its weights as an ONNX model (IR 8, opset 17, float32, NCHW, one picture of a fixed size): op by op as
 * in the graph, nothing folded. Tensors have the ids of nodes, weights the keys of the state dict.
 * @returns the file as pieces, weights uncopied; `joined` makes one array of it, and `new Blob([...pieces])` a file.
 * @throws `weights/…` errors; `AbortError`.
 */
export async function onnxModel(request: OnnxRequest): Promise<Message> {
  const { name, graph, shapes, weights, signal } = request;
  const last = graph.nodes.at(-1);
  const outputs = request.outputs ?? (last ? [last.id] : []);
  const nodes = neededBy(graph, outputs);
  const described = (id: string): Message => valueInfo(id, nchw(shapes.get(id) ?? []));

  const protos = nodes.map(protosOf);
  const initializers: Message[] = [];
  for (const spec of nodes.flatMap(({ tensors }) => tensors)) {
    if (spec.role === 'count') continue;
    signal?.throwIfAborted();
    initializers.push(tensor(spec.key, spec.shape, await weights.tensor(spec, signal)));
  }
  return model({
    name,
    nodes: protos.flatMap((each) => each.nodes),
    initializers: [...initializers, ...protos.flatMap(({ constants }) => constants)],
    inputs: nodes.filter(({ op }) => op.type === 'input').map(({ id }) => described(id)),
    outputs: outputs.map(described),
  });
}
