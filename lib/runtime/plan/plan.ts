import type { Graph, GraphNode, TensorSpec } from '../../graph/graph';
import type { Shape } from '../../graph/shapes';
import { runtimeError } from '../errors';
import { Ground } from './ground';
import { joinConcats } from './join-concats';
import type { ConvOp, Draft, Norm, PoolOp, Slice, Step, Task } from './step';
import { type HashRoot, isMeasured } from './structural-hash';

export type { ConvOp, Norm, PoolOp, Slice, Step, Task };

export interface Plan {
  readonly steps: readonly Step[];
  /** Requested node id → key of its tensor. */
  readonly targets: ReadonlyMap<string, string>;
  /** Keys of kept tensors that steps read or targets are. */
  readonly reads: readonly string[];
  /** Steps that compute something: all but the upload of the picture. */
  readonly layers: number;
  /** Layers that kept tensors save. */
  readonly reused: number;
}

/** Rewrites that pay, some of them on some backends only. All keep the value of every requested tensor. */
export interface Rewrites {
  /** Batch norm goes into the convolution before it; on unless switched off. */
  readonly norms?: boolean;
  /** ReLU goes into the convolution or the batch norm before it; on unless switched off. */
  readonly relus?: boolean;
  /** An average pool goes behind the 1×1 convolution that alone reads it, where that has fewer channels to pool. */
  readonly poolsBehind?: boolean;
  /** A linear 1×1 convolution takes over the scale behind it, and the sum with the shortcut. */
  readonly residuals?: boolean;
  /** The parts of a concat are written into its tensor at once, where nobody else wants them. */
  readonly joins?: boolean;
}

export interface PlanRequest extends HashRoot {
  readonly graph: Graph;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Node ids. */
  readonly targets: readonly string[];
  /** Whether the tensor with this key is kept. */
  readonly kept: (key: string) => boolean;
  readonly rewrites?: Rewrites;
}

const specOf = (node: GraphNode, role: TensorSpec['role']): TensorSpec => {
  const spec = node.tensors.find((tensor) => tensor.role === role);
  // A graph whose node lacks a tensor was built wrongly; there is no request that could be right for it.
  if (!spec) throw runtimeError('runtime/failed', { reason: `${node.id} has no ${role}` });
  return spec;
};

function taskOf(node: GraphNode, shape: Shape, calibrated: boolean): Task {
  const { op } = node;
  switch (op.type) {
    case 'conv':
      return {
        type: 'conv',
        op,
        weight: specOf(node, 'weight'),
        bias: op.bias ? specOf(node, 'bias') : null,
        norm: null,
        relu: false,
        pool: null,
        scale: 1,
        adds: false,
      };
    case 'batchNorm': {
      const statistics = isMeasured(node, shape, calibrated)
        ? null
        : { mean: specOf(node, 'mean'), variance: specOf(node, 'variance') };
      const norm = { epsilon: op.epsilon, gamma: specOf(node, 'gamma'), beta: specOf(node, 'beta'), statistics };
      return { type: 'norm', norm, relu: false };
    }
    case 'linear':
      return {
        type: 'linear',
        units: op.units,
        weight: specOf(node, 'weight'),
        bias: op.bias ? specOf(node, 'bias') : null,
      };
    case 'dropout':
      return { type: 'plain', op: { type: 'scale', factor: 1 } };
    default:
      return { type: 'plain', op };
  }
}

const channelsOf = ({ shape }: Draft): number => shape.at(-1) ?? 0;

const isPointwise = ({ kernel, stride, padding }: ConvOp): boolean =>
  [...kernel, ...stride].every((extent) => extent === 1) && Object.values(padding).every((extent) => extent === 0);

/**
 * The convolution with the pool behind it, or null where that is wrong or no gain. Both are linear, and a pool weighs
 * all channels alike, so they commute; the bias comes after both, since a pool that counts its padding would weaken it.
 */
function poolBehind(pool: Draft, conv: Draft, sizes: ReadonlyMap<string, Shape>): Task | null {
  const { task } = conv;
  if (pool.task.type !== 'plain' || pool.task.op.type !== 'avgPool') return null;
  if (task.type !== 'conv' || task.pool || task.norm || task.relu) return null;
  const [height, width] = sizes.get(pool.inputs[0] ?? '') ?? [];
  const keeps = height === pool.shape[0] && width === pool.shape[1];
  if (!isPointwise(task.op) || !keeps || channelsOf(conv) >= channelsOf(pool)) return null;
  return { ...task, pool: pool.task.op };
}

/** Whether what comes behind a convolution can become a part of its product: nothing is between that is not linear. */
const isLinear = (task: Task): task is Extract<Task, { type: 'conv' }> =>
  task.type === 'conv' && !task.relu && !task.pool && !task.adds && task.norm?.statistics !== null;

/** The convolution with the scale or the sum behind it, or null. */
function residual({ task: first }: Draft, { task: second, inputs }: Draft): Task | null {
  if (second.type !== 'plain' || !isLinear(first) || !isPointwise(first.op)) return null;
  if (second.op.type === 'scale' && first.scale === 1) return { ...first, scale: second.op.factor };
  return second.op.type === 'add' && inputs.length === 2 ? { ...first, adds: true } : null;
}

/** The two steps as one task, or null where they cannot be merged. */
function mergeTasks(
  { task: first }: Draft,
  { task: second }: Draft,
  { norms = true, relus = true }: Rewrites,
): Task | null {
  if (
    norms &&
    first.type === 'conv' &&
    second.type === 'norm' &&
    !first.norm &&
    !first.relu &&
    !first.adds &&
    first.scale === 1
  ) {
    return { ...first, norm: second.norm, relu: second.relu };
  }
  const rectifies = relus && second.type === 'plain' && second.op.type === 'relu';
  if (rectifies && (first.type === 'conv' || first.type === 'norm') && !first.relu) return { ...first, relu: true };
  return null;
}

/**
 * Merges each step into its only reader where one task can do both: batch norm into the convolution, ReLU into either.
 * A tensor that somebody asked for is never merged away, so only its own group stays apart.
 * @param sizes of all tensors, by key.
 */
function merge(
  steps: readonly Draft[],
  wanted: ReadonlySet<string>,
  sizes: ReadonlyMap<string, Shape>,
  rewrites: Rewrites,
): readonly Draft[] {
  const { poolsBehind = false, residuals = false } = rewrites;
  const readers = new Map<string, number>();
  for (const step of steps) for (const key of step.inputs) readers.set(key, (readers.get(key) ?? 0) + 1);
  const byKey = new Map<string, Draft>();
  const mergeWith = (step: Draft, input: string | undefined): Draft | null => {
    const first = input === undefined ? undefined : byKey.get(input);
    if (!first || readers.get(first.key) !== 1 || wanted.has(first.key)) return null;
    const alone = step.inputs.length === 1;
    const task =
      (alone ? mergeTasks(first, step, rewrites) : null) ??
      (alone && poolsBehind ? poolBehind(first, step, sizes) : null) ??
      (residuals && step.inputs.length <= 2 ? residual(first, step) : null);
    if (!task) return null;
    byKey.delete(first.key);
    const others = step.inputs.filter((key) => key !== input);
    return { ...step, task, inputs: [...first.inputs, ...others], covers: [...first.covers, ...step.covers] };
  };
  for (const step of steps) {
    // Of a sum the last term is the body of a residual block.
    const merged = step.inputs.length <= 2 ? mergeWith(step, step.inputs.at(-1)) : null;
    byKey.set(step.key, merged ?? step);
  }
  return [...byKey.values()];
}

/** Says after which step each tensor is read for the last time. */
function withReleases(steps: readonly Draft[], reads: readonly string[], wanted: ReadonlySet<string>): readonly Step[] {
  const last = new Map<string, number>();
  steps.forEach((step, index) => {
    // A part of another tensor is none that could go.
    if (!step.into) last.set(step.key, index);
    for (const key of step.inputs) last.set(key, index);
  });
  const release = steps.map((): string[] => []);
  for (const key of [...steps.map((step) => step.key), ...reads]) {
    const index = last.get(key);
    if (index !== undefined && !wanted.has(key)) release[index]?.push(key);
  }
  return steps.map((step, index) => ({ ...step, release: release[index] ?? [] }));
}

function draft(request: PlanRequest, { keys, first, sizes }: Ground, kept: (key: string) => boolean) {
  const { shapes, targets, calibrated, rewrites = {} } = request;
  const wanted = new Set(targets.map((id) => keys.get(id) ?? ''));
  const needed = new Set<string>();
  const reads = new Set<string>();
  const pending = [...wanted];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (needed.has(key) || reads.has(key)) continue;
    if (kept(key)) {
      reads.add(key);
      continue;
    }
    needed.add(key);
    for (const id of first.get(key)?.inputs ?? []) pending.push(keys.get(id) ?? '');
  }
  const drafts: Draft[] = [];
  for (const [key, node] of first) {
    if (!needed.has(key)) continue;
    const shape = shapes.get(node.id) ?? [];
    const inputs = node.inputs.map((id) => keys.get(id) ?? '');
    drafts.push({
      key,
      node: node.id,
      covers: [node.id],
      inputs,
      task: taskOf(node, shape, calibrated),
      shape,
      into: null,
    });
  }
  const merged = merge(drafts, wanted, sizes, rewrites);
  return { steps: rewrites.joins ? joinConcats(merged, wanted, sizes) : merged, reads: [...reads], wanted };
}

const uploads = (task: Task): boolean => task.type === 'plain' && task.op.type === 'input';

const layersOf = (drafts: readonly Draft[]): number => drafts.filter(({ task }) => !uploads(task)).length;

/** The layers of a plan for which nothing is kept. */
function wholeLayers(request: PlanRequest, ground: Ground): number {
  const key = JSON.stringify([request.targets, request.rewrites]);
  const known = ground.wholeLayers.get(key) ?? layersOf(draft(request, ground, () => false).steps);
  ground.wholeLayers.set(key, known);
  return known;
}

/**
 * What must be computed, in order, to have the tensors of `targets`: only what they need and is not kept. The rewrites
 * run after the look-up and keep the value of every requested tensor.
 * @param ground that of the request, where it is known already.
 * @throws `runtime/unknown-node`.
 */
export function plan(
  request: PlanRequest,
  ground = new Ground(request.graph, request, { shapes: request.shapes, wholeLayers: new Map() }),
): Plan {
  const targets = new Map<string, string>();
  for (const id of request.targets) {
    const key = ground.reach(id);
    if (key === undefined) throw runtimeError('runtime/unknown-node', { network: '', node: id });
    targets.set(id, key);
  }
  const { steps, reads, wanted } = draft(request, ground, request.kept);
  const layers = layersOf(steps);
  return {
    steps: withReleases(steps, reads, wanted),
    targets,
    reads,
    layers,
    reused: Math.max(0, wholeLayers(request, ground) - layers),
  };
}
