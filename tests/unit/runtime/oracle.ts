import { resolvePath } from '@/lib/graph/address';
import type { Graph } from '@/lib/graph/graph';
import type { Model } from '@/lib/graph/model';
import { inferShapes, type Shape } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { Engine } from '@/lib/runtime/engine/engine';
import type { Picture } from '@/lib/runtime/engine/layer';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { plan } from '@/lib/runtime/plan/plan';
import { tensorStatistics } from '@/lib/tiles/statistics';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { seededWeights, type WeightSource } from '@/lib/weights/weight-source';

/** What the reference code computed at one place: statistics, and values at flat NCHW positions. */
export interface Reference {
  readonly path: string;
  /** NCHW with the batch. */
  readonly shape: readonly number[];
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  readonly zeros: number;
  readonly pos: readonly number[];
  readonly val: readonly number[];
}

/** The agreement asked for: ten times the noise of float32, ten times below the smallest mistake. */
export const TOLERANCE = 2e-4;

/** A network that a reference implementation was run for, at one size, under the recipe. */
export interface Subject {
  readonly model: Model;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly picture: Picture;
  /** The node that holds what the reference code calls by this path. */
  readonly nodeOf: (path: string) => string;
}

/** @param output the path of the last tensor of the reference code: the logits, or the embedding. */
export function subjectOf(network: string, size: number, output: string): Subject {
  const model = modelOf(network);
  return {
    model,
    shapes: inferShapes(model.graph, size),
    picture: { height: size, width: size, channels: 3, pixels: chwToHwc(seededInput(size), size, size, 3) },
    nodeOf: (path) => resolvePath(model, network, path === '@output' ? output : path).node.id,
  };
}

export const inceptionV4 = subjectOf('inception-v4', 299, 'last_linear');

export const openEngine = async (backend: 'wasm' | 'cpu'): Promise<Engine> =>
  // Room for every activation of the network at once.
  new Engine(await openBackend(backend), { activationBytes: 2 ** 29, weightBytes: 2 ** 28 });

/** Computes the given nodes on the oracle's input, and keeps them. */
export async function compute(
  engine: Engine,
  targets: readonly string[],
  subject: Subject,
  graph: Graph = subject.model.graph,
  weights: WeightSource = seededWeights,
): Promise<Map<string, Float32Array>> {
  const made = plan({
    graph,
    shapes: subject.shapes,
    targets,
    kept: (key) => engine.has(key),
    rewrites: engine.rewrites,
    picture: 'oracle',
    weights: weights.identity,
    calibrated: false,
  });
  const { release } = await engine.run(made, { picture: subject.picture, weights });
  const values = new Map<string, Float32Array>();
  for (const [node, key] of made.targets) values.set(node, await engine.read(key, node));
  release();
  return values;
}

/** NHWC index of a flat NCHW position. */
function ourIndex(position: number, shape: Shape): number {
  const [h = 1, w = 1, c = 1] = shape.length === 3 ? shape : [1, 1, shape[0] ?? 1];
  const channel = Math.floor(position / (h * w));
  return (position - channel * h * w) * c + channel;
}

/** The largest difference to the reference, in standard deviations of the reference: values, mean, std, min, max. */
export function disagreement(reference: Reference, values: Float32Array, shape: Shape): number {
  const ours = tensorStatistics(values);
  const differences = [
    ours.mean - reference.mean,
    ours.std - reference.std,
    ours.min - reference.min,
    ours.max - reference.max,
    ...reference.pos.map((position, i) => (values[ourIndex(position, shape)] ?? Number.NaN) - (reference.val[i] ?? 0)),
  ];
  // A NaN must not pass as the smallest of all.
  return (
    Math.max(...differences.map((d) => (Number.isNaN(d) ? Number.POSITIVE_INFINITY : Math.abs(d)))) / reference.std
  );
}
