import type { Graph, GraphNode } from '../graph/graph';
import type { Shape } from '../graph/shapes';

/** 128 bits of any text, as 32 hex digits (cyrb128). Not for secrets: only equal texts need to be told from others. */
export function hashText(text: string): string {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** What every activation depends on besides the graph. */
export interface HashRoot {
  /** Two pictures with the same key and size have the same pixels. */
  readonly picture: string;
  /** The identity of the weight source. */
  readonly weights: string;
  /** Whether batch normalisation measures its statistics on this picture. */
  readonly calibrated: boolean;
}

/**
 * Below this number of places (H×W) a calibrated batch norm keeps the statistics of the weights: the variance of one
 * place is 0, which would turn every channel into its β, and of a few is noise.
 */
export const FEWEST_PLACES = 9;

/** Whether a batch norm measures its statistics; that of a vector sees one place only. */
export const isMeasured = (node: GraphNode, shape: Shape, calibrated: boolean): boolean =>
  calibrated &&
  node.op.type === 'batchNorm' &&
  shape.length === 3 &&
  (shape[0] ?? 1) * (shape[1] ?? 1) >= FEWEST_PLACES;

/** At inference these hand on what they get. */
const isIdentity = ({ op }: GraphNode): boolean => op.type === 'dropout' || (op.type === 'scale' && op.factor === 1);

/**
 * The key of every tensor of a graph: op attributes, weights and the inputs' keys, with the picture at the root. Equal
 * keys mean equal values, whichever network or node they come from; an identity has the key of its input.
 * @param shapes of every node, as `inferShapes` gives them.
 */
export function structuralHashes(
  graph: Graph,
  shapes: ReadonlyMap<string, Shape>,
  root: HashRoot,
): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const node of graph.nodes) {
    const shape = shapes.get(node.id) ?? [];
    const inputs = node.inputs.map((id) => hashes.get(id) ?? '');
    if (isIdentity(node)) {
      hashes.set(node.id, inputs[0] ?? '');
      continue;
    }
    const measured = isMeasured(node, shape, root.calibrated);
    const read = node.tensors.filter(
      ({ role }) => role !== 'count' && !(measured && (role === 'mean' || role === 'variance')),
    );
    const own =
      node.op.type === 'input'
        ? ['input', root.picture, shape]
        : [node.op, measured, read.length > 0 ? root.weights : '', read.map(({ key }) => key), inputs];
    hashes.set(node.id, hashText(JSON.stringify(own)));
  }
  return hashes;
}
