import type { GraphNode } from '../graph/graph';
import type { Model } from '../graph/model';
import type { Part } from '../graph/naming';
import type { Shape } from '../graph/shapes';
import type { Fold } from './fold';
import { shapeText, type Wording } from './wording';

/** What a layout reads: the network, its shapes at one input size, the words inside the boxes, and what is open. */
export interface LayoutContext {
  readonly model: Model;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly wording: Wording;
  readonly isOpen: (fold: Fold) => boolean;
}

/** The node with the last tensor of a part. */
export function outputNode({ model }: LayoutContext, part: Part): GraphNode {
  const node = model.nodes.get(model.outputs.get(part.id) ?? '');
  if (!node) throw new Error(`no node for part ${part.id}`);
  return node;
}

/** The shape of what a node makes, as it is written on edges. */
export const shapeOf = ({ shapes }: LayoutContext, node: GraphNode): string => shapeText(shapes.get(node.id) ?? []);
