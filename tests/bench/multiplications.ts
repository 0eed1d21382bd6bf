import { costOf, totalCost } from '@/lib/analysis/cost';
import type { Model } from '@/lib/graph/model';
import { inferShapes, type Shape } from '@/lib/graph/shapes';
import { type ConvForm, convForm } from '@/lib/runtime/kernels/conv-form';
import { type ConvOp, type Plan, plan, type Rewrites, type Step } from '@/lib/runtime/plan/plan';

const product = (shape: readonly number[]): number => shape.reduce((all, extent) => all * extent, 1);

/** Multiply-accumulates of the convolutions and linear layers of a step, as the plan has them. */
function macsOf({ task, shape }: Step): number {
  if (task.type === 'linear') return product(task.weight.shape);
  if (task.type !== 'conv') return 0;
  const [h = 0, w = 0] = shape;
  return h * w * product(task.weight.shape);
}

/** Which form a convolution has, from a map of so many channels to one of `output`. */
type FormOf = (op: ConvOp, channels: number, output: Shape, measured: boolean) => ConvForm;

/** What our kernels multiply for a step: less where a convolution is computed in Winograd tiles. */
function multipliedBy(step: Step, formOf: FormOf): number {
  const { task, shape } = step;
  if (task.type !== 'conv') return macsOf(step);
  const [filters = 0, channels = 0, height = 1, width = 1] = task.weight.shape;
  const form = formOf(task.op, channels, shape, task.norm?.statistics === null);
  if (form.type !== 'winograd') return macsOf(step);
  const [down, across] = form.outputs;
  const tiles = Math.ceil((shape[0] ?? 0) / down) * Math.ceil((shape[1] ?? 0) / across);
  return tiles * (height + down - 1) * (width + across - 1) * channels * filters;
}

/** Multiplications of a pass as our kernels do it, and its steps. */
export function workUnder(
  model: Model,
  size: number,
  node: string,
  {
    rewrites,
    calibrated,
    formOf,
  }: { readonly rewrites: Rewrites; readonly calibrated: boolean; readonly formOf: FormOf },
): { readonly multiplied: number; readonly steps: number } {
  const { steps, layers } = planOf(model, size, node, () => false, rewrites, calibrated);
  return { multiplied: steps.reduce((sum, step) => sum + multipliedBy(step, formOf), 0), steps: layers };
}

export interface PassCost {
  /** Multiply-accumulates that the network asks for, and those that the plan does. */
  readonly asked: number;
  readonly planned: number;
  /** Multiplications of our kernels, and steps of the plan with the rewrites that pay with them. */
  readonly multiplied: number;
  readonly rewritten: number;
  /** Ops of the network (a layer each with stock layers), and steps of the plan. */
  readonly ops: number;
  readonly steps: number;
}

const planOf = (
  model: Model,
  size: number,
  node: string,
  kept: (key: string) => boolean,
  rewrites: Rewrites = {},
  calibrated = false,
): Plan =>
  plan({
    graph: model.graph,
    shapes: inferShapes(model.graph, size),
    targets: [node],
    kept,
    picture: 'p',
    weights: 'seeded',
    calibrated,
    rewrites,
  });

/**
 * What a whole pass costs before and after the passes of the plan.
 * @param formOf of our kernels; else as on WebAssembly.
 */
export function passCost(model: Model, size: number, node: string, formOf: FormOf = convForm): PassCost {
  const { steps, layers } = planOf(model, size, node, () => false);
  const ours = planOf(model, size, node, () => false, { poolsBehind: true, residuals: true, joins: true });
  return {
    asked: totalCost(costOf(model, inferShapes(model.graph, size))).macs,
    planned: steps.reduce((sum, step) => sum + macsOf(step), 0),
    multiplied: ours.steps.reduce((sum, step) => sum + multipliedBy(step, formOf), 0),
    rewritten: ours.layers,
    ops: model.graph.nodes.filter(({ op }) => op.type !== 'input' && op.type !== 'dropout').length,
    steps: layers,
  };
}

/** For each node in turn: multiply-accumulates from the picture, and with all that was computed for those before it. */
export function walkCost(model: Model, size: number, nodes: readonly string[]) {
  const keys = new Set<string>();
  return nodes.map((node) => {
    const sum = (steps: readonly Step[]): number => steps.reduce((all, step) => all + macsOf(step), 0);
    const whole = sum(planOf(model, size, node, () => false).steps);
    const { steps } = planOf(model, size, node, (key) => keys.has(key));
    for (const { key } of steps) keys.add(key);
    return { node, whole, kept: sum(steps) };
  });
}
