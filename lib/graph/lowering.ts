import type { Network } from './expression';
import { type Graph, type GraphNode, INPUT, type NodeRole, type Op, type TensorSpec } from './graph';
import type { Part } from './naming';

/** A graph, and for each part of the tree the node that holds its last tensor. */
export interface Lowered {
  readonly graph: Graph;
  readonly outputs: ReadonlyMap<string, string>;
}

interface Flow {
  readonly id: string;
  readonly channels: number;
}

const batchNormTensors = (prefix: string, channels: number): TensorSpec[] => [
  { key: `${prefix}.weight`, shape: [channels], dtype: 'F32', role: 'gamma' },
  { key: `${prefix}.bias`, shape: [channels], dtype: 'F32', role: 'beta' },
  { key: `${prefix}.running_mean`, shape: [channels], dtype: 'F32', role: 'mean' },
  { key: `${prefix}.running_var`, shape: [channels], dtype: 'F32', role: 'variance' },
  { key: `${prefix}.num_batches_tracked`, shape: [], dtype: 'I64', role: 'count' },
];

const NO_PADDING = { top: 0, bottom: 0, left: 0, right: 0 } as const;

/**
 * Lowers a network to atomic ops in execution order. Widths are derived on the way (a residual's 1x1 takes the width
 * of its input); the size of the picture plays no part, see `shapes.ts`.
 * @param root the named parts of that network.
 */
export function lower(network: Network, root: Part): Lowered {
  const nodes: GraphNode[] = [];
  const outputs = new Map<string, string>();

  const emit = (node: {
    id: string;
    op: Op;
    inputs: readonly Flow[];
    role?: NodeRole;
    part: Part | null;
    referencePath: string | null;
    channels: number;
    tensors?: readonly TensorSpec[];
  }): Flow => {
    nodes.push({
      id: node.id,
      op: node.op,
      inputs: node.inputs.map((input) => input.id),
      role: node.role ?? 'output',
      origin: node.part?.id ?? null,
      referencePath: node.referencePath,
      channels: node.channels,
      tensors: node.tensors ?? [],
    });
    return { id: node.id, channels: node.channels };
  };

  /** The path that ids of nodes start with: the part's own, or that of the owner that it shares. */
  const pathOf = (part: Part): string => part.path ?? part.id.slice(0, part.id.indexOf('/'));

  const lowerUnit = (part: Part, input: Flow): Flow => {
    if (part.expression?.kind !== 'unit') return input;
    const { filters, kernel, stride, padding, epsilon } = part.expression;
    const path = pathOf(part);
    const key = part.keyPrefix;
    const weight: TensorSpec = {
      key: `${key}.conv.weight`,
      shape: [filters, input.channels, kernel[0], kernel[1]],
      dtype: 'F32',
      role: 'weight',
    };
    const conv = emit({
      id: `${path}@conv`,
      op: { type: 'conv', filters, kernel, stride, padding, bias: false },
      inputs: [input],
      role: 'conv',
      part,
      referencePath: `${key}.conv`,
      channels: filters,
      tensors: [weight],
    });
    const norm = emit({
      id: `${path}@bn`,
      op: { type: 'batchNorm', epsilon },
      inputs: [conv],
      role: 'bn',
      part,
      referencePath: `${key}.bn`,
      channels: filters,
      tensors: batchNormTensors(`${key}.bn`, filters),
    });
    return emit({
      id: `${path}@relu`,
      op: { type: 'relu' },
      inputs: [norm],
      role: 'relu',
      part,
      referencePath: key,
      channels: filters,
    });
  };

  const lowerResidual = (part: Part, input: Flow): Flow => {
    const [body, linear] = part.children;
    if (part.expression?.kind !== 'residual' || !body || !linear) return input;
    const path = pathOf(part);
    const { scale, relu } = part.expression;
    const inner = lowerPart(body, input);
    const width = input.channels;
    const key = linear.keyPrefix;
    const sum = emit({
      id: pathOf(linear),
      op: { type: 'conv', filters: width, kernel: [1, 1], stride: [1, 1], padding: NO_PADDING, bias: true },
      inputs: [inner],
      role: 'sum',
      part: linear,
      referencePath: key,
      channels: width,
      tensors: [
        { key: `${key}.weight`, shape: [width, inner.channels, 1, 1], dtype: 'F32', role: 'weight' },
        { key: `${key}.bias`, shape: [width], dtype: 'F32', role: 'bias' },
      ],
    });
    outputs.set(linear.id, sum.id);
    const shared = { part, referencePath: null, channels: width };
    const scaled = emit({
      id: `${path}@scaled`,
      op: { type: 'scale', factor: scale },
      inputs: [sum],
      role: 'scaled',
      ...shared,
    });
    const added = emit({ id: `${path}@add`, op: { type: 'add' }, inputs: [input, scaled], role: 'add', ...shared });
    if (!relu) return added;
    return emit({ id: `${path}@relu`, op: { type: 'relu' }, inputs: [added], role: 'relu', ...shared });
  };

  const lowerConcat = (part: Part, input: Flow): Flow => {
    const branches = part.children.map((child) => lowerPart(child, input));
    // In a residual the path stands for the sum, so the concat inside needs a name of its own.
    const inResidual = part.id.endsWith('/concat') && residualPaths.has(pathOf(part));
    return emit({
      id: inResidual ? `${pathOf(part)}@concat` : pathOf(part),
      op: { type: 'concat' },
      inputs: branches,
      role: 'concat',
      part,
      referencePath: part.referencePath ?? (part.path === null ? part.keyPrefix : null),
      channels: branches.reduce((total, branch) => total + branch.channels, 0),
    });
  };

  const residualPaths = new Set<string>();

  const lowerLeaf = (part: Part, input: Flow): Flow => {
    const expression = part.expression;
    const node = { id: pathOf(part), inputs: [input], part, referencePath: part.referencePath };
    const { channels } = input;
    switch (expression?.kind) {
      case 'maxPool': {
        const { kernel, stride, padding } = expression;
        return emit({ ...node, op: { type: 'maxPool', kernel, stride, padding }, channels });
      }
      case 'avgPool': {
        const { kernel, stride, padding, countPadding } = expression;
        return emit({ ...node, op: { type: 'avgPool', kernel, stride, padding, countPadding }, channels });
      }
      case 'globalAvgPool':
        return emit({ ...node, op: { type: 'globalAvgPool' }, channels });
      case 'dropout':
        return emit({ ...node, op: { type: 'dropout', rate: expression.rate }, channels });
      case 'softmax':
        return emit({ ...node, op: { type: 'softmax' }, channels });
      case 'l2Norm':
        return emit({ ...node, op: { type: 'l2Norm', epsilon: expression.epsilon }, channels });
      case 'batchNorm':
        return emit({
          ...node,
          op: { type: 'batchNorm', epsilon: expression.epsilon },
          channels,
          tensors: batchNormTensors(part.keyPrefix, channels),
        });
      case 'linear': {
        const { units, bias } = expression;
        const key = part.keyPrefix;
        const tensors: TensorSpec[] = [
          { key: `${key}.weight`, shape: [units, channels], dtype: 'F32', role: 'weight' },
        ];
        if (bias) tensors.push({ key: `${key}.bias`, shape: [units], dtype: 'F32', role: 'bias' });
        return emit({ ...node, op: { type: 'linear', units, bias }, channels: units, tensors });
      }
      default:
        return input;
    }
  };

  const lowerPart = (part: Part, input: Flow): Flow => {
    if (part.kind === 'residual') residualPaths.add(pathOf(part));
    const output = ((): Flow => {
      switch (part.kind) {
        case 'unit':
          return lowerUnit(part, input);
        case 'concat':
          return lowerConcat(part, input);
        case 'residual':
          return lowerResidual(part, input);
        case 'network':
        case 'chain':
        case 'stage':
        case 'times':
        case 'block':
          return part.children.reduce((flow, child) => lowerPart(child, flow), input);
        default:
          return lowerLeaf(part, input);
      }
    })();
    outputs.set(part.id, output.id);
    return output;
  };

  const input = emit({
    id: INPUT,
    op: { type: 'input' },
    inputs: [],
    part: null,
    referencePath: null,
    channels: network.inputChannels,
  });
  lowerPart(root, input);
  return { graph: { nodes }, outputs };
}
