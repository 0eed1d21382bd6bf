import type { Graph, TensorSpec } from '../../graph/graph';
import type { Shape } from '../../graph/shapes';
import type { WeightSource } from '../../weights/weight-source';
import type { Engine, RunOptions } from '../engine/engine';
import type { Picture } from '../engine/layer';
import { runtimeError } from '../errors';
import { type Ground, Grounds } from '../plan/ground';
import { peakBytes } from '../plan/peak-bytes';
import { type Plan, plan, type Rewrites } from '../plan/plan';
import { tensorsOf } from '../plan/task-tensors';
import { extentOf } from './draw-view';

/** From what something is computed. */
export interface Given {
  /** What messages call the network. */
  readonly network: string;
  readonly graph: Graph;
  readonly picture: Picture;
  /** Names the pixels: the same name means the same ones. */
  readonly pictureKey: string;
  readonly weights: WeightSource;
  /** Whether running means and variances are replaced by those measured on the picture. */
  readonly calibrated: boolean;
  /** Of the graph; made where somebody computes once only. */
  readonly grounds?: Grounds;
  /** Nodes whose tensors are kept the longest (`checkpointsOf`). */
  readonly checkpoints?: ReadonlySet<string>;
  /** Those that pay on the engine's backend, unless said otherwise. */
  readonly rewrites?: Rewrites;
}

/** How to compute some nodes, and from what. */
export interface Prepared {
  readonly given: Given;
  readonly made: Plan;
  /** Shapes of all nodes, and the keys of the tensors as far as they were asked for. */
  readonly ground: Ground;
  /** The weights that it needs and that are not uploaded yet. */
  readonly specs: readonly TensorSpec[];
}

/** The tensors that were asked for, while they are there. */
export interface Tensors {
  /** [H, W, C] or [C]. */
  shapeOf(node: string): Shape;
  /** All values, flat H×W×C. */
  whole(node: string): Promise<Float32Array>;
  /** One channel, flat H×W. @throws `runtime/no-such-channel`. */
  channel(node: string, channel: number): Promise<Float32Array>;
  /** All channels at one place. @throws `runtime/no-such-place`. */
  place(node: string, y: number, x: number): Promise<Float32Array>;
}

/**
 * Plans what is asked for, from what an engine keeps.
 * @param engine null before there is one: then nothing is there.
 * @throws `runtime/unknown-node`, `runtime/wrong-channels`, `shape/…` for what does not fit together.
 */
export function prepareRun(engine: Engine | null, given: Given, nodes: readonly string[]): Prepared {
  const { network, graph, picture, weights, calibrated, grounds = new Grounds(graph) } = given;
  const wanted = graph.nodes.find(({ op }) => op.type === 'input')?.channels ?? 0;
  if (wanted !== picture.channels) {
    throw runtimeError('runtime/wrong-channels', { network, wanted, found: picture.channels });
  }
  const root = { picture: given.pictureKey, weights: weights.identity, calibrated };
  const ground = grounds.of(picture.height, picture.width, root);
  const { shapes } = ground;
  const unknown = nodes.find((node) => !shapes.has(node));
  if (unknown !== undefined) throw runtimeError('runtime/unknown-node', { network, node: unknown });
  const kept = (key: string): boolean => engine?.has(key) ?? false;
  const rewrites = given.rewrites ?? engine?.rewrites ?? {};
  const made = plan({ graph, shapes, targets: nodes, kept, rewrites, ...root }, ground);
  return { given, made, ground, specs: engine?.lacks(made, weights) ?? weightsOf(made) };
}

/** All tensors that a plan reads, where none is uploaded. */
const weightsOf = ({ steps }: Plan): readonly TensorSpec[] => steps.flatMap(({ task }) => tensorsOf(task));

/** Refuses before anything is computed what would not fit. @throws `runtime/too-large`. */
function checkSize({ passBytes: limit }: Engine, made: Plan): void {
  const bytes = peakBytes(made);
  if (bytes <= limit) return;
  const node = [...made.targets.keys()].at(-1) ?? '';
  throw runtimeError('runtime/too-large', { what: 'computing', node, bytes, limit });
}

/**
 * Computes what was prepared and gives it to `read`; what it gave is let go when that has ended.
 * @throws what is thrown by `read`, the errors of `Engine.run`, `runtime/too-large`, and before anything is computed why
 *   the weights lack what is read (`weights/lacks` and its like).
 */
export async function compute<T>(
  engine: Engine,
  { given, made, ground, specs }: Prepared,
  options: Pick<RunOptions, 'signal' | 'onCompile' | 'onStep'>,
  read: (tensors: Tensors) => Promise<T>,
): Promise<T> {
  const { picture, weights, checkpoints } = given;
  const lack = weights.lackOf?.(specs);
  if (lack) throw lack;
  checkSize(engine, made);
  engine.show(ground.sizes);
  const { release } = await engine.run(made, { picture, weights, checkpoints, ...options });
  try {
    return await read(tensorsIn(engine, made, ground));
  } finally {
    release();
  }
}

function tensorsIn(engine: Engine, { targets }: Plan, { shapes }: Ground): Tensors {
  const keyOf = (node: string): string => targets.get(node) ?? '';
  const shapeOf = (node: string): Shape => shapes.get(node) ?? [];
  const isMap = (node: string): boolean => shapeOf(node).length === 3;
  return {
    shapeOf,
    whole: (node) => engine.read(keyOf(node), node),
    async channel(node, channel) {
      const { channels } = extentOf(shapeOf(node));
      if (!(channel >= 0 && channel < channels)) throw runtimeError('runtime/no-such-channel', { channel, channels });
      return isMap(node)
        ? engine.readSlice(keyOf(node), node, [0, 0, channel], [-1, -1, 1])
        : engine.readSlice(keyOf(node), node, [channel], [1]);
    },
    async place(node, y, x) {
      const { height, width } = extentOf(shapeOf(node));
      if (!(y >= 0 && y < height && x >= 0 && x < width)) {
        throw runtimeError('runtime/no-such-place', { y, x, height, width });
      }
      return isMap(node) ? engine.readSlice(keyOf(node), node, [y, x, 0], [1, 1, -1]) : engine.read(keyOf(node), node);
    },
  };
}
