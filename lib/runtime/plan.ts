import { type Graph, type GraphNode, INPUT, type Op, type TensorSpec } from '../graph/graph';
import type { Shape } from '../graph/shapes';
import { runtimeError } from './errors';
import { type HashRoot, isMeasured, structuralHashes } from './structural-hash';

/** A batch normalisation; `statistics` null: mean and variance are measured on its input. */
export interface Norm {
  readonly epsilon: number;
  readonly gamma: TensorSpec;
  readonly beta: TensorSpec;
  readonly statistics: { readonly mean: TensorSpec; readonly variance: TensorSpec } | null;
}

export type ConvOp = Extract<Op, { type: 'conv' }>;

/** What one step computes. */
export type Task =
  | {
      readonly type: 'conv';
      readonly op: ConvOp;
      readonly weight: TensorSpec;
      readonly bias: TensorSpec | null;
      /** Applied after the convolution; given statistics are folded into its weights. */
      readonly norm: Norm | null;
      readonly relu: boolean;
    }
  | { readonly type: 'norm'; readonly norm: Norm; readonly relu: boolean }
  | {
      readonly type: 'linear';
      readonly units: number;
      readonly weight: TensorSpec;
      readonly bias: TensorSpec | null;
    }
  | { readonly type: 'plain'; readonly op: Exclude<Op, { type: 'conv' | 'batchNorm' | 'linear' | 'dropout' }> };

export interface Step {
  /** The key of the tensor that it makes. */
  readonly key: string;
  /** The node whose tensor that is. */
  readonly node: string;
  /** All nodes that it computes, in order; all but the last are merged and have no tensor. */
  readonly covers: readonly string[];
  /** Keys of the tensors that it reads. */
  readonly inputs: readonly string[];
  readonly task: Task;
  readonly shape: Shape;
  /** Keys that no later step reads and nobody asked for: their tensors may go. */
  readonly release: readonly string[];
}

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

export interface PlanRequest extends HashRoot {
  readonly graph: Graph;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** Node ids. */
  readonly targets: readonly string[];
  /** Whether the tensor with this key is kept. */
  readonly kept: (key: string) => boolean;
}

type Draft = Omit<Step, 'release'>;

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

/** The two tasks as one, or null where they cannot be merged. */
function mergeTasks(first: Task, second: Task): Task | null {
  if (first.type === 'conv' && second.type === 'norm' && !first.norm && !first.relu) {
    return { ...first, norm: second.norm, relu: second.relu };
  }
  const rectifies = second.type === 'plain' && second.op.type === 'relu';
  if (rectifies && (first.type === 'conv' || first.type === 'norm') && !first.relu) return { ...first, relu: true };
  return null;
}

/**
 * Merges each step into its only reader where one task can do both: batch norm into the convolution, ReLU into either.
 * A tensor that somebody asked for is never merged away, so only its own group stays apart.
 */
function merge(steps: readonly Draft[], wanted: ReadonlySet<string>): readonly Draft[] {
  const readers = new Map<string, number>();
  for (const step of steps) for (const key of step.inputs) readers.set(key, (readers.get(key) ?? 0) + 1);
  const byKey = new Map<string, Draft>();
  for (const step of steps) {
    const [input] = step.inputs;
    const first = step.inputs.length === 1 && input !== undefined ? byKey.get(input) : undefined;
    const task =
      first && readers.get(first.key) === 1 && !wanted.has(first.key) ? mergeTasks(first.task, step.task) : null;
    if (first && task) {
      byKey.delete(first.key);
      byKey.set(step.key, { ...step, task, inputs: first.inputs, covers: [...first.covers, ...step.covers] });
    } else {
      byKey.set(step.key, step);
    }
  }
  return [...byKey.values()];
}

/** Says after which step each tensor is read for the last time. */
function withReleases(steps: readonly Draft[], reads: readonly string[], wanted: ReadonlySet<string>): readonly Step[] {
  const last = new Map<string, number>();
  steps.forEach((step, index) => {
    last.set(step.key, index);
    for (const key of step.inputs) last.set(key, index);
  });
  const release = steps.map((): string[] => []);
  for (const key of [...steps.map((step) => step.key), ...reads]) {
    const index = last.get(key);
    if (index !== undefined && !wanted.has(key)) release[index]?.push(key);
  }
  return steps.map((step, index) => ({ ...step, release: release[index] ?? [] }));
}

function draft(request: PlanRequest, keys: ReadonlyMap<string, string>, kept: (key: string) => boolean) {
  const { graph, shapes, targets, calibrated } = request;
  // Of several nodes with one value (an identity and its input, twins) the first stands for all.
  const first = new Map<string, GraphNode>();
  for (const node of graph.nodes) {
    const key = keys.get(node.id);
    if (key !== undefined && !first.has(key)) first.set(key, node);
  }
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
    drafts.push({ key, node: node.id, covers: [node.id], inputs, task: taskOf(node, shape, calibrated), shape });
  }
  return { steps: merge(drafts, wanted), reads: [...reads], wanted };
}

/**
 * What must be computed, in order, to have the tensors of `targets`: only what they need and is not kept. The rewrites
 * run after the look-up and keep the value of every requested tensor.
 * @throws `runtime/unknown-node`.
 */
export function plan(request: PlanRequest): Plan {
  const keys = structuralHashes(request.graph, request.shapes, request);
  const targets = new Map<string, string>();
  for (const id of request.targets) {
    const key = keys.get(id);
    if (key === undefined) throw runtimeError('runtime/unknown-node', { network: '', node: id });
    targets.set(id, key);
  }
  const { steps, reads, wanted } = draft(request, keys, request.kept);
  const layersOf = (drafts: readonly Draft[]): number => drafts.filter(({ node }) => node !== INPUT).length;
  const layers = layersOf(steps);
  const whole = draft(request, keys, () => false);
  return {
    steps: withReleases(steps, reads, wanted),
    targets,
    reads,
    layers,
    reused: Math.max(0, layersOf(whole.steps) - layers),
  };
}
