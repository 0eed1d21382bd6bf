import type { GraphNode, OpType, TensorSpec } from '../graph/graph';
import type { Model } from '../graph/model';
import type { Shape } from '../graph/shapes';
import { auxiliaryHeadParameters } from './auxiliary-head';
import { costOf, elementsOf, totalCost } from './cost';

/** A way in which others count a network, by what they publish. */
export type CountingRule =
  | 'timm-parameters'
  | 'timm-gmacs'
  | 'torchvision-gmacs'
  | 'timm-activations'
  | 'keras-parameters'
  | 'torchvision-parameters';

/** What is counted in the graph. Every count is of the whole network and of one picture. */
export type Counted =
  | 'parameters'
  /** Multiply-accumulates of convolutions and linear layers. */
  | 'macs'
  /** Output values of batch normalisations. */
  | 'normalised-values'
  /** Output values of convolutions. */
  | 'convolution-values'
  /** The factors γ of batch normalisations, one per channel. */
  | 'gammas'
  /** Running means and variances of batch normalisations, two per channel. */
  | 'running-statistics'
  /** Parameters of the auxiliary head of Inception-v3, which our expressions leave out. */
  | 'auxiliary-head';

/** One summand: how often a count is taken, and the count itself. */
export interface Term {
  readonly counted: Counted;
  /** 1, 2 or −1. */
  readonly times: number;
  readonly value: number;
}

/** A published count, put together from ours. */
export interface Derivation {
  readonly rule: CountingRule;
  readonly terms: readonly Term[];
  /** The sum of times · value. */
  readonly total: number;
}

/**
 * What each publisher adds up.
 * - timm's benchmark counts with fvcore, which takes two operations per output value of a batch normalisation with γ and
 *   β at inference (fvcore/nn/jit_handles.py, `batchnorm_flop_jit`) and adds them to the MACs of convolutions and linear
 *   layers; its "activations" are output values of convolutions (FACTS section 1).
 * - torchvision's `_ops` leave normalisations out, as we do.
 * - Keras counts every number of its model. The TensorFlow originals normalise without γ (`scale=False`), and Keras
 *   includes running means and variances.
 * - torchvision's `num_params` are those of the module as it is built without arguments: with the auxiliary head, which
 *   only training runs (torchvision/models/inception.py, `aux_logits`).
 */
const RULES: Readonly<Record<CountingRule, readonly Omit<Term, 'value'>[]>> = {
  'timm-parameters': [{ counted: 'parameters', times: 1 }],
  'timm-gmacs': [
    { counted: 'macs', times: 1 },
    { counted: 'normalised-values', times: 2 },
  ],
  'torchvision-gmacs': [{ counted: 'macs', times: 1 }],
  'timm-activations': [{ counted: 'convolution-values', times: 1 }],
  'keras-parameters': [
    { counted: 'parameters', times: 1 },
    { counted: 'gammas', times: -1 },
    { counted: 'running-statistics', times: 1 },
  ],
  'torchvision-parameters': [
    { counted: 'parameters', times: 1 },
    { counted: 'auxiliary-head', times: 1 },
  ],
};

const valuesOf = (nodes: readonly GraphNode[], shapes: ReadonlyMap<string, Shape>, type: OpType): number =>
  nodes.reduce((total, { id, op }) => total + (op.type === type ? elementsOf(shapes.get(id) ?? [0]) : 0), 0);

const numbersOf = (nodes: readonly GraphNode[], role: TensorSpec['role']): number =>
  nodes
    .flatMap(({ tensors }) => tensors)
    .reduce((total, tensor) => total + (tensor.role === role ? elementsOf(tensor.shape) : 0), 0);

/**
 * A count as somebody else publishes it, term by term.
 * @param shapes of every node, from `inferShapes`, at the size that the publisher used (299 pixels for all of them).
 */
export function countBy(
  rule: CountingRule,
  model: Pick<Model, 'graph'>,
  shapes: ReadonlyMap<string, Shape>,
): Derivation {
  const { nodes } = model.graph;
  const cost = totalCost(costOf(model, shapes));
  const count = (counted: Counted): number => {
    switch (counted) {
      case 'parameters':
        return cost.parameters;
      case 'macs':
        return cost.macs;
      case 'normalised-values':
        return valuesOf(nodes, shapes, 'batchNorm');
      case 'convolution-values':
        return cost.convolutionElements;
      case 'gammas':
        return numbersOf(nodes, 'gamma');
      case 'running-statistics':
        return cost.buffers;
      case 'auxiliary-head':
        return auxiliaryHeadParameters();
    }
  };
  const terms = RULES[rule].map((term) => ({ ...term, value: count(term.counted) }));
  return { rule, terms, total: terms.reduce((total, { times, value }) => total + times * value, 0) };
}
