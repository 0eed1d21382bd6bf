import type { Graph } from '../graph/graph';

/**
 * The depth of a network: how many convolutions lie one behind the other on its longest way from the picture to the
 * answer. Branches side by side do not add up, the body of a residual does (FACTS section 1).
 */
export function convolutionDepth({ nodes }: Graph): number {
  const depths = new Map<string, number>();
  let deepest = 0;
  for (const node of nodes) {
    const before = Math.max(0, ...node.inputs.map((id) => depths.get(id) ?? 0));
    const depth = before + (node.op.type === 'conv' ? 1 : 0);
    depths.set(node.id, depth);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
