import { BYTES_PER_VALUE, costOf, elementsOf } from '@/lib/analysis/cost';
import type { Model } from '@/lib/graph/model';
import type { Shape } from '@/lib/graph/shapes';
import type { BackendName } from '@/lib/runtime/protocol';

/** What is still to be done for a tensor. */
export interface Remaining {
  readonly nodes: readonly string[];
  readonly macs: number;
  /** Parameters and statistics that these ops read, in bytes of float32. */
  readonly weightBytes: number;
  /** Outputs of units, pools and joins, in bytes of float32; convolution, normalisation and ReLU of a unit are one pass. */
  readonly activationBytes: number;
}

/**
 * The ops between what is kept and a target, back to the picture where nothing is kept.
 * @param kept ids of nodes whose tensors are there already.
 */
export function remaining(
  model: Model,
  shapes: ReadonlyMap<string, Shape>,
  target: string,
  kept: ReadonlySet<string>,
): Remaining {
  const needed = new Set<string>();
  const open = [target];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = model.nodes.get(id);
    if (!node || needed.has(id) || kept.has(id) || node.op.type === 'input') continue;
    needed.add(id);
    open.push(...node.inputs);
  }
  return workOf(model, shapes, target, needed);
}

const NONE: ReadonlySet<string> = new Set();

/** The work for a target where nothing is there yet. */
export const wholeWork = (model: Model, shapes: ReadonlyMap<string, Shape>, target: string): Remaining =>
  remaining(model, shapes, target, NONE);

/** The work that computing these nodes is, whatever is there already. @param wanted ids, in any order. */
export function workOf(
  model: Model,
  shapes: ReadonlyMap<string, Shape>,
  target: string,
  wanted: Iterable<string>,
): Remaining {
  const needed = new Set(wanted);
  const costs = costOf(model, shapes);
  let macs = 0;
  let weightBytes = 0;
  let activationBytes = 0;
  const nodes: string[] = [];
  for (const node of model.graph.nodes) {
    if (!needed.has(node.id)) continue;
    nodes.push(node.id);
    const cost = costs.get(node.id);
    macs += cost?.macs ?? 0;
    weightBytes += ((cost?.parameters ?? 0) + (cost?.buffers ?? 0)) * BYTES_PER_VALUE;
    // The tensors inside a unit are not kept, unless one of them is the target.
    const inside = node.role === 'conv' || node.role === 'bn';
    if (!inside || node.id === target) activationBytes += elementsOf(shapes.get(node.id) ?? []) * BYTES_PER_VALUE;
  }
  return { nodes, macs, weightBytes, activationBytes };
}

/**
 * Multiply-accumulates a millisecond before anything was measured on this machine: the order of magnitude of each
 * kind of backend (a laptop's graphics processor, WebAssembly with SIMD on one thread, plain JavaScript).
 */
const TYPICAL_RATES: Readonly<Record<BackendName | 'webgpu-software', number>> = {
  webgpu: 150e6,
  wasm: 14e6,
  cpu: 0.15e6,
  'webgpu-software': 0.2e6,
};

/** Measured rates by backend; kept for as long as the page is open. */
export type Rates = Readonly<Partial<Record<BackendName, number>>>;

/** Too little work tells nothing about a rate: less than this is not learned from. */
const SMALLEST_SAMPLE = { macs: 20e6, milliseconds: 5 };

/** A new measurement counts half, so that the estimate follows the machine but does not jump. */
export function learnRate(rates: Rates, backend: BackendName, macs: number, milliseconds: number): Rates {
  if (macs < SMALLEST_SAMPLE.macs || milliseconds < SMALLEST_SAMPLE.milliseconds) return rates;
  const now = macs / milliseconds;
  const before = rates[backend];
  return { ...rates, [backend]: before === undefined ? now : (before + now) / 2 };
}

export interface TimeEstimate {
  readonly milliseconds: number;
  /** False while nothing was measured on this machine. */
  readonly measured: boolean;
}

/** @param software whether WebGPU runs on a software adapter. */
export function estimateTime(macs: number, rates: Rates, backend: BackendName, software: boolean): TimeEstimate {
  const rate = rates[backend];
  if (rate !== undefined) return { milliseconds: macs / rate, measured: true };
  const kind = backend === 'webgpu' && software ? 'webgpu-software' : backend;
  return { milliseconds: macs / TYPICAL_RATES[kind], measured: false };
}
