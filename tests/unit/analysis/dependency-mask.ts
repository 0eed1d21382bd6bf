import type { Graph, GraphNode } from '@/lib/graph/graph';
import type { Shape } from '@/lib/graph/shapes';

/**
 * Which pixels of the input each value depends on, one bit a pixel (bit y·width + x), found by carrying the sets
 * forward place by place. Slow, and shares no formula with `lib/analysis`: the oracle of its property tests.
 * @returns node id → masks of its places, row by row; one place for a vector.
 */
export function dependencyMasks(graph: Graph, shapes: ReadonlyMap<string, Shape>): ReadonlyMap<string, bigint[]> {
  const masks = new Map<string, bigint[]>();
  const extentsOf = (id: string): readonly [number, number] => {
    const shape = shapes.get(id) ?? [];
    return shape.length === 3 ? [shape[0] ?? 0, shape[1] ?? 0] : [1, 1];
  };

  const slide = (node: GraphNode, input: readonly bigint[], inputId: string): bigint[] => {
    if (!('kernel' in node.op)) return [];
    const { kernel, stride, padding } = node.op;
    const [inputRows, inputColumns] = extentsOf(inputId);
    const [rows, columns] = extentsOf(node.id);
    const result: bigint[] = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let mask = 0n;
        for (let i = 0; i < kernel[0]; i++) {
          for (let j = 0; j < kernel[1]; j++) {
            const y = row * stride[0] + i - padding.top;
            const x = column * stride[1] + j - padding.left;
            if (y >= 0 && x >= 0 && y < inputRows && x < inputColumns) mask |= input[y * inputColumns + x] ?? 0n;
          }
        }
        result.push(mask);
      }
    }
    return result;
  };

  for (const node of graph.nodes) {
    const inputs = node.inputs.map((id) => masks.get(id) ?? []);
    const [first = []] = inputs;
    if (node.op.type === 'input') {
      const [rows, columns] = extentsOf(node.id);
      masks.set(
        node.id,
        Array.from({ length: rows * columns }, (_, place) => 1n << BigInt(place)),
      );
    } else if ('kernel' in node.op) {
      masks.set(node.id, slide(node, first, node.inputs[0] ?? ''));
    } else if (node.op.type === 'globalAvgPool') {
      masks.set(node.id, [first.reduce((union, mask) => union | mask, 0n)]);
    } else {
      masks.set(
        node.id,
        first.map((_, place) => inputs.reduce((union, each) => union | (each[place] ?? 0n), 0n)),
      );
    }
  }
  return masks;
}

/** The smallest rectangle around the set bits of a mask; null for none. */
export function hullOfMask(mask: bigint, height: number, width: number) {
  let [top, left, bottom, right] = [height, width, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((mask >> BigInt(y * width + x)) & 1n) {
        [top, left, bottom, right] = [Math.min(top, y), Math.min(left, x), Math.max(bottom, y), Math.max(right, x)];
      }
    }
  }
  return bottom < 0 ? null : { top, left, height: bottom - top + 1, width: right - left + 1 };
}
