import { blocksOf } from '@/lib/analysis/blocks';
import type { NetworkModel } from '@/lib/graph/model';

/** So many blocks after the shown one are computed ahead: readers go on one by one, and batteries are not for free. */
const BLOCKS_AHEAD = 2;

/** What of a drawing or strip is hovered or focused: the id of a node or of a part; null elsewhere. */
export function pointedPart(target: EventTarget | null): string | null {
  const found = target instanceof Element ? target.closest<SVGElement>('[data-stop], [data-slice]') : null;
  // A block that is closed is a card, an open one a frame.
  return found?.dataset.stop?.replace(/^(card|frame):/, '') ?? found?.dataset.slice ?? null;
}

/**
 * Nodes that a reader may ask for next, the likeliest first: what is pointed at, then the blocks that follow.
 * @param shown the node whose maps are shown. @param pointed the id of a node or part, of this network or not.
 */
export function nodesAhead(model: NetworkModel, shown: string, pointed: string | null): readonly string[] {
  const order = new Map(model.graph.nodes.map(({ id }, index) => [id, index]));
  const at = order.get(shown) ?? 0;
  const following = blocksOf(model)
    .map((part) => model.outputs.get(part.id) ?? '')
    .filter((node) => (order.get(node) ?? 0) > at);
  const likely = pointed === null ? undefined : (model.outputs.get(pointed) ?? model.nodes.get(pointed)?.id);
  const nodes = [...(likely === undefined ? [] : [likely]), ...following.slice(0, BLOCKS_AHEAD)];
  return [...new Set(nodes)].filter((node) => node !== shown);
}
