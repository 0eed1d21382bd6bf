import type { Pair } from '../graph/expression';
import { type Graph, type GraphNode, inputId } from '../graph/graph';
import type { Shape } from '../graph/shapes';
import { windowOf } from './arithmetic';

/**
 * Which pixels of the picture the values of a tensor can depend on. Rows and columns apart, since a 1×7 sees wide and
 * a 7×1 sees high. The value at row y sees the input rows start + y·stride … start + y·stride + size − 1; rows outside
 * the picture are padding.
 */
export interface ReceptiveField {
  /** Rows, columns, in pixels of the picture. */
  readonly size: Pair;
  /** Pixels of the picture between the fields of neighbouring values; 0 in a vector, which has no neighbours. */
  readonly stride: Pair;
  /** The first pixel of the field of the value at (0, 0); negative where it begins in the padding. */
  readonly start: Pair;
  /** True from a global pool on: every value sees all that the pooled map saw. */
  readonly whole: boolean;
  /** False after a join of branches with different strides: then only the field of (0, 0) is exact. */
  readonly aligned: boolean;
  /** At a concat or add, the fields of the joined inputs in order; the field itself is their hull. Else empty. */
  readonly branches: readonly ReceptiveField[];
}

const ONE_PIXEL: ReceptiveField = {
  size: [1, 1],
  stride: [1, 1],
  start: [0, 0],
  whole: false,
  aligned: true,
  branches: [],
};

const both = (value: (axis: 0 | 1) => number): Pair => [value(0), value(1)];

function throughWindow(
  input: ReceptiveField,
  kernel: Pair,
  stride: Pair,
  before: Pair,
): Pick<ReceptiveField, 'size' | 'stride' | 'start'> {
  return {
    size: both((axis) => input.size[axis] + (kernel[axis] - 1) * input.stride[axis]),
    stride: both((axis) => input.stride[axis] * stride[axis]),
    start: both((axis) => input.start[axis] - before[axis] * input.stride[axis]),
  };
}

function hullOf(branches: readonly ReceptiveField[]): ReceptiveField {
  const [first] = branches;
  if (!first) return ONE_PIXEL;
  const start = both((axis) => Math.min(...branches.map((branch) => branch.start[axis])));
  const end = both((axis) => Math.max(...branches.map((branch) => branch.start[axis] + branch.size[axis])));
  return {
    size: both((axis) => end[axis] - start[axis]),
    stride: both((axis) => Math.max(...branches.map((branch) => branch.stride[axis]))),
    start,
    whole: branches.some(({ whole }) => whole),
    aligned: branches.every(
      ({ aligned, stride }) => aligned && stride[0] === first.stride[0] && stride[1] === first.stride[1],
    ),
    branches,
  };
}

function fieldOf(node: GraphNode, inputs: readonly ReceptiveField[], inputShape: Shape): ReceptiveField {
  const [input] = inputs;
  if (!input) return ONE_PIXEL;
  const window = windowOf(node);
  if (window) {
    const { kernel, stride, padding } = window;
    return { ...input, ...throughWindow(input, kernel, stride, [padding.top, padding.left]), branches: [] };
  }
  switch (node.op.type) {
    case 'concat':
    case 'add':
      return hullOf(inputs);
    case 'globalAvgPool': {
      // A window as large as the map, at one place.
      const pooled: Pair = [inputShape[0] ?? 1, inputShape[1] ?? 1];
      return { ...input, ...throughWindow(input, pooled, [0, 0], [0, 0]), whole: true, branches: [] };
    }
    default:
      return input.branches.length === 0 ? input : { ...input, branches: [] };
  }
}

/**
 * The receptive field of every node on one tensor: on the picture, or on the input of a block.
 * @param shapes of every node; only the extent of a global pool depends on them.
 * @param source the node whose values are looked at; nodes that do not depend on it have no entry.
 */
export function receptiveFields(
  graph: Graph,
  shapes: ReadonlyMap<string, Shape>,
  source: string = inputId(graph),
): ReadonlyMap<string, ReceptiveField> {
  const fields = new Map<string, ReceptiveField>();
  for (const node of graph.nodes) {
    if (node.id === source) {
      fields.set(node.id, ONE_PIXEL);
      continue;
    }
    const inputs = node.inputs.flatMap((id) => fields.get(id) ?? []);
    if (inputs.length > 0) fields.set(node.id, fieldOf(node, inputs, shapes.get(node.inputs[0] ?? '') ?? []));
  }
  return fields;
}

/** A rectangle of pixels: first row and column, rows and columns. */
export interface Region {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/**
 * The field of the value at (y, x) as a rectangle on the picture.
 * @returns `unclipped`, which may reach into the padding, and `clipped` to the picture of `inputHeight` × `inputWidth`.
 *   Where a strided window leaves rows over at the lower or right edge, values there see less than `clipped`;
 *   `reachOf` in `provenance.ts` is exact there too.
 */
export function fieldAt(
  field: ReceptiveField,
  y: number,
  x: number,
  inputHeight: number,
  inputWidth: number,
): { readonly unclipped: Region; readonly clipped: Region } {
  const top = field.start[0] + y * field.stride[0];
  const left = field.start[1] + x * field.stride[1];
  const [height, width] = field.size;
  const firstRow = Math.max(0, top);
  const firstColumn = Math.max(0, left);
  return {
    unclipped: { top, left, height, width },
    clipped: {
      top: firstRow,
      left: firstColumn,
      height: Math.max(0, Math.min(inputHeight, top + height) - firstRow),
      width: Math.max(0, Math.min(inputWidth, left + width) - firstColumn),
    },
  };
}
