import type { Graph, GraphNode } from '../../graph/graph';
import type { Shape } from '../../graph/shapes';

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

/** What a node adds to the key of its tensor whatever the picture is, with given and with measured statistics. */
interface OwnPart {
  readonly hash: string;
  readonly readsWeights: boolean;
}
const ownParts = { given: new WeakMap<GraphNode, OwnPart>(), measured: new WeakMap<GraphNode, OwnPart>() };

function ownPartOf(node: GraphNode, measured: boolean): OwnPart {
  const known = ownParts[measured ? 'measured' : 'given'];
  const found = known.get(node);
  if (found) return found;
  const read = node.tensors.filter(
    ({ role }) => role !== 'count' && !(measured && (role === 'mean' || role === 'variance')),
  );
  const made: OwnPart = {
    hash: hashText(JSON.stringify([node.op, measured, read.map(({ key }) => key)])),
    readsWeights: read.length > 0,
  };
  known.set(node, made);
  return made;
}

/**
 * The key of a tensor: op attributes, weights and the inputs' keys, with the picture at the root. Equal keys mean equal
 * values, whichever network or node they come from; an identity has the key of its input.
 * @param shape of the tensor. @param keys those of the node's inputs, by node.
 */
export function keyOf(
  node: GraphNode,
  shape: Shape,
  keys: ReadonlyMap<string, string>,
  { picture, weights, calibrated }: HashRoot,
): string {
  const inputs = node.inputs.map((id) => keys.get(id) ?? '');
  if (isIdentity(node)) return inputs[0] ?? '';
  if (node.op.type === 'input') return hashText(JSON.stringify(['input', picture, shape]));
  const { hash, readsWeights } = ownPartOf(node, isMeasured(node, shape, calibrated));
  return hashText(`${hash} ${inputs.join(' ')} | ${readsWeights ? weights : ''}`);
}

/**
 * The key of every tensor of a graph.
 * @param shapes of every node, as `inferShapes` gives them.
 */
export function structuralHashes(
  graph: Graph,
  shapes: ReadonlyMap<string, Shape>,
  root: HashRoot,
): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const node of graph.nodes) keys.set(node.id, keyOf(node, shapes.get(node.id) ?? [], keys, root));
  return keys;
}
