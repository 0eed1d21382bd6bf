import type { Pair } from '../graph/expression';
import { type Graph, type GraphNode, inputId } from '../graph/graph';
import type { Shape } from '../graph/shapes';
import { windowOf } from './arithmetic';
import type { Region } from './receptive-field';

/** What one value reads from one input of its op. */
export interface Read {
  /** The id of the input node. */
  readonly input: string;
  /** The places read; null where all of the window lies in the padding, or the input is not read at all. */
  readonly region: Region | null;
  /** The window before it is clipped to the input; same as `region` for an op without padding. */
  readonly window: Region;
  /** The channels read: the first and how many. */
  readonly channels: { readonly first: number; readonly count: number };
}

const ONE_PLACE = (y: number, x: number): Region => ({ top: y, left: x, height: 1, width: 1 });

const extents = (shape: Shape): Pair => (shape.length === 3 ? [shape[0] ?? 1, shape[1] ?? 1] : [1, 1]);

/** First and last index, both included; null for none. */
type Span = Pair | null;

/** The input rows that outputs `first`…`last` of a window read, without the padding. */
function spanRead(output: Pair, kernel: number, stride: number, before: number, size: number): Span {
  // The first output whose window ends inside the input, and the last whose window begins inside.
  const first = Math.max(output[0], Math.ceil((before - kernel + 1) / stride));
  const last = Math.min(output[1], Math.floor((size - 1 + before) / stride));
  if (first > last) return null;
  return [Math.max(0, first * stride - before), Math.min(size - 1, last * stride - before + kernel - 1)];
}

const regionOf = (rows: Span, columns: Span): Region | null =>
  rows && columns
    ? { top: rows[0], left: columns[0], height: rows[1] - rows[0] + 1, width: columns[1] - columns[0] + 1 }
    : null;

const rowsOf = ({ top, height }: Region): Pair => [top, top + height - 1];
const columnsOf = ({ left, width }: Region): Pair => [left, left + width - 1];

/** The places of an input that a rectangle of a node's places reads. */
function regionRead(node: GraphNode, region: Region, inputShape: Shape): Region | null {
  const [height, width] = extents(inputShape);
  const window = windowOf(node);
  if (window) {
    const { kernel, stride, padding } = window;
    return regionOf(
      spanRead(rowsOf(region), kernel[0], stride[0], padding.top, height),
      spanRead(columnsOf(region), kernel[1], stride[1], padding.left, width),
    );
  }
  return node.op.type === 'globalAvgPool' ? { top: 0, left: 0, height, width } : region;
}

/**
 * Where one value comes from: for each input of its op the places and channels that it reads.
 * @param shapes of every node.
 * @param channel the channel of the value; null for the values of all channels at (y, x).
 * @returns one entry per input, in order; empty for the picture itself.
 */
export function provenance(
  { nodes }: { readonly nodes: ReadonlyMap<string, GraphNode> },
  shapes: ReadonlyMap<string, Shape>,
  nodeId: string,
  y: number,
  x: number,
  channel: number | null = null,
): readonly Read[] {
  const node = nodes.get(nodeId);
  if (!node) return [];
  let offset = 0;
  return node.inputs.map((input): Read => {
    const shape = shapes.get(input) ?? [];
    const width = shape.at(-1) ?? 0;
    const all = { first: 0, count: width };
    const one = channel === null ? all : { first: channel, count: 1 };
    const place = ONE_PLACE(y, x);
    const region = regionRead(node, place, shape);
    const window = windowOf(node);
    if (window) {
      const { kernel, stride, padding } = window;
      const unclipped = {
        top: y * stride[0] - padding.top,
        left: x * stride[1] - padding.left,
        height: kernel[0],
        width: kernel[1],
      };
      return { input, region, window: unclipped, channels: node.op.type === 'conv' ? all : one };
    }
    switch (node.op.type) {
      case 'concat': {
        const first = channel === null ? 0 : channel - offset;
        offset += width;
        if (channel === null) return { input, region, window: place, channels: all };
        const inside = first >= 0 && first < width;
        return {
          input,
          region: inside ? region : null,
          window: place,
          channels: inside ? { first, count: 1 } : { first: 0, count: 0 },
        };
      }
      case 'linear':
      case 'softmax':
      case 'l2Norm':
        return { input, region, window: place, channels: all };
      default:
        return { input, region, window: region ?? place, channels: one };
    }
  });
}

const hullOf = (a: Region | null, b: Region | null): Region | null => {
  if (!a || !b) return a ?? b;
  const top = Math.min(a.top, b.top);
  const left = Math.min(a.left, b.left);
  return {
    top,
    left,
    height: Math.max(a.top + a.height, b.top + b.height) - top,
    width: Math.max(a.left + a.width, b.left + b.width) - left,
  };
};

/**
 * The smallest rectangle of another tensor that holds everything the value at (y, x) depends on, exactly: clipped to
 * every map on the way, unlike `fieldAt`, which clips to the picture only.
 * @param source the tensor looked back at; the picture unless said otherwise.
 * @returns null where the value depends on nothing of it.
 */
export function reachOf(
  graph: Graph,
  shapes: ReadonlyMap<string, Shape>,
  nodeId: string,
  y: number,
  x: number,
  source: string = inputId(graph),
): Region | null {
  const regions = new Map<string, Region>([[nodeId, ONE_PLACE(y, x)]]);
  for (const node of graph.nodes.toReversed()) {
    const region = regions.get(node.id);
    if (!region || node.id === source) continue;
    for (const input of node.inputs) {
      const reached = hullOf(regions.get(input) ?? null, regionRead(node, region, shapes.get(input) ?? []));
      if (reached) regions.set(input, reached);
    }
  }
  return regions.get(source) ?? null;
}
