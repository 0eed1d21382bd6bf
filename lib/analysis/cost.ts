import type { Graph, TensorSpec } from '../graph/graph';
import { type Model, nodesOf } from '../graph/model';
import type { Part } from '../graph/naming';
import type { Shape } from '../graph/shapes';
import { weightArithmetic } from './arithmetic';

/** What an op, or everything inside a part, costs for one picture. Every count is a sum, so costs add up. */
export interface Cost {
  /** Trainable numbers: convolution and linear weights, biases, γ and β of batch normalisations. */
  readonly parameters: number;
  /** Numbers that training collects and inference reads: running means and variances (not the step counter). */
  readonly buffers: number;
  /** Multiply-accumulates of convolutions and linear layers, and of nothing else (FACTS section 1). */
  readonly macs: number;
  /** Output values of every op, each op's once: convolution, batch normalisation and ReLU of a unit make three tensors. */
  readonly activationElements: number;
  /** The same in bytes, at 4 bytes (float32) a value. */
  readonly activationBytes: number;
  readonly convolutions: number;
  /** Output values of convolutions alone: what timm publishes as "activations". */
  readonly convolutionElements: number;
}

export const BYTES_PER_VALUE = 4;

export const NO_COST: Cost = {
  parameters: 0,
  buffers: 0,
  macs: 0,
  activationElements: 0,
  activationBytes: 0,
  convolutions: 0,
  convolutionElements: 0,
};

/** The number of values of a tensor; 1 for a scalar. */
export const elementsOf = (shape: Shape): number => shape.reduce((product, extent) => product * extent, 1);

const isTrainable = ({ role }: TensorSpec): boolean =>
  role === 'weight' || role === 'bias' || role === 'gamma' || role === 'beta';
const isStatistic = ({ role }: TensorSpec): boolean => role === 'mean' || role === 'variance';

const countOf = (tensors: readonly TensorSpec[], counts: (tensor: TensorSpec) => boolean): number =>
  tensors.reduce((total, tensor) => total + (counts(tensor) ? elementsOf(tensor.shape) : 0), 0);

/** The sum of costs. */
export function sumOfCosts(costs: Iterable<Cost>): Cost {
  const total = { ...NO_COST };
  for (const cost of costs) {
    total.parameters += cost.parameters;
    total.buffers += cost.buffers;
    total.macs += cost.macs;
    total.activationElements += cost.activationElements;
    total.activationBytes += cost.activationBytes;
    total.convolutions += cost.convolutions;
    total.convolutionElements += cost.convolutionElements;
  }
  return total;
}

/**
 * The cost of every node, in execution order; the input picture costs nothing, the network does not make it.
 * @param shapes of every node, from `inferShapes`.
 */
export function costOf(
  { graph }: { readonly graph: Graph },
  shapes: ReadonlyMap<string, Shape>,
): ReadonlyMap<string, Cost> {
  const costs = new Map<string, Cost>();
  for (const node of graph.nodes) {
    const output = shapes.get(node.id) ?? [];
    if (node.op.type === 'input') {
      costs.set(node.id, NO_COST);
      continue;
    }
    const elements = elementsOf(output);
    const convolutions = node.op.type === 'conv' ? 1 : 0;
    costs.set(node.id, {
      parameters: countOf(node.tensors, isTrainable),
      buffers: countOf(node.tensors, isStatistic),
      macs: weightArithmetic(node, shapes.get(node.inputs[0] ?? '') ?? [], output)?.macs ?? 0,
      activationElements: elements,
      activationBytes: elements * BYTES_PER_VALUE,
      convolutions,
      convolutionElements: convolutions * elements,
    });
  }
  return costs;
}

/** The cost of everything inside a part: a unit, a branch, a block, a stage, the network (`model.root`). */
export const costOfPart = (model: Model, costs: ReadonlyMap<string, Cost>, part: Part): Cost =>
  sumOfCosts(nodesOf(model, part).map(({ id }) => costs.get(id) ?? NO_COST));

/** The cost of a whole graph, also of one without a tree. */
export const totalCost = (costs: ReadonlyMap<string, Cost>): Cost => sumOfCosts(costs.values());

/** What part of the whole a cost is, count by count, 0…1; 0 where the whole has none. */
export function shareOf(cost: Cost, whole: Cost): Cost {
  const share = (count: keyof Cost): number => (whole[count] === 0 ? 0 : cost[count] / whole[count]);
  return {
    parameters: share('parameters'),
    buffers: share('buffers'),
    macs: share('macs'),
    activationElements: share('activationElements'),
    activationBytes: share('activationBytes'),
    convolutions: share('convolutions'),
    convolutionElements: share('convolutionElements'),
  };
}
