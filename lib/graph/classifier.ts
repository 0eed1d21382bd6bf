import type { Graph, GraphNode, TensorSpec } from './graph';

/** The classes of ImageNet: a linear layer of so many units is a classifier, others are embeddings. */
export const IMAGENET_CLASSES = 1000;

const isClassifier = ({ op }: GraphNode): boolean => op.type === 'linear' && op.units === IMAGENET_CLASSES;

const widened = (spec: TensorSpec, classes: number): TensorSpec => ({
  ...spec,
  shape: [classes, ...spec.shape.slice(1)],
});

/**
 * The same network with a head of so many classes: its classifier has as many units, and what follows is as wide. The keys
 * of its tensors stay. A network without a classifier of 1,000 classes is left as it is.
 */
export function withClasses(graph: Graph, classes: number): Graph {
  const at = graph.nodes.findLastIndex(isClassifier);
  if (at < 0 || classes === IMAGENET_CLASSES) return graph;
  return {
    nodes: graph.nodes.map((node, index) => {
      if (index < at || node.channels !== IMAGENET_CLASSES) return node;
      if (index > at || node.op.type !== 'linear') return { ...node, channels: classes };
      const tensors = node.tensors.map((spec) => widened(spec, classes));
      return { ...node, op: { ...node.op, units: classes }, channels: classes, tensors };
    }),
  };
}
