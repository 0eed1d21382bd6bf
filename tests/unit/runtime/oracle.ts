import { resolvePath } from '@/lib/graph/address';
import { inferShapes, type Shape } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { openBackend } from '@/lib/runtime/engine/backend';
import { Engine } from '@/lib/runtime/engine/engine';
import { plan } from '@/lib/runtime/plan';
import { tensorStatistics } from '@/lib/tiles/statistics';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { seededWeights } from '@/lib/weights/weight-source';
import type oracle from '../../golden/oracle/oracle-timm-inception_v4.json';

/** What the reference code computed at one place: statistics, and values at flat NCHW positions. */
export type Reference = (typeof oracle.stages)[number] | (typeof oracle.units)[number];

export const SIZE = 299;
/** The agreement asked for: ten times the noise of float32, ten times below the smallest mistake. */
export const TOLERANCE = 2e-4;

export const model = modelOf('inception-v4');
const { graph } = model;
export const shapes = inferShapes(graph, SIZE);

/** The node that holds what the reference code calls by this path; its last tensor are the logits. */
export const nodeOf = (path: string): string =>
  resolvePath(model, 'inception-v4', path === '@output' ? 'last_linear' : path).node.id;

/** The input of the oracle. */
export const picture = {
  height: SIZE,
  width: SIZE,
  channels: 3,
  pixels: chwToHwc(seededInput(SIZE), SIZE, SIZE, 3),
};

export const openEngine = async (backend: 'wasm' | 'cpu'): Promise<Engine> =>
  // Room for every activation of the network at once.
  new Engine(await openBackend(backend), { activationBytes: 2 ** 29, weightBytes: 2 ** 28 });

/** Computes the given nodes on the oracle's input, and keeps them. */
export async function compute(
  engine: Engine,
  targets: readonly string[],
  source = { graph, shapes },
): Promise<Map<string, Float32Array>> {
  const made = plan({
    ...source,
    targets,
    kept: (key) => engine.has(key),
    picture: 'oracle',
    weights: seededWeights.identity,
    calibrated: false,
  });
  const { release } = await engine.run(made, { picture, weights: seededWeights });
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
