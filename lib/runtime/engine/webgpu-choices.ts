import { oihwToHwio } from '../../weights/layout';
import {
  CONV_KINDS,
  type ConvKind,
  fastest,
  type KernelChoices,
  SAMPLES,
  type SampleLayer,
  type Serving,
  type Timings,
} from '../kernels/conv-choice';
import { type ConvForm, convForm } from '../kernels/conv-form';
import { packWeights } from '../kernels/packed-weights';
import type { ConvOp } from '../plan/plan';
import { convolve } from './stock-ops';
import type { Tensor, Tf } from './tfjs';
import { type ProgramRunner, WebgpuKernels } from './webgpu-kernels';

/** How an adapter is watched while it is measured. */
export interface Bench {
  readonly tf: Tf;
  readonly runner: ProgramRunner;
  /** The adapter, for which the choices hold. */
  readonly adapter: string;
  /** Hands everything over and waits until it is done; rejects when the device is lost. */
  readonly done: () => Promise<unknown>;
  readonly now: () => number;
}

/** Less than this many milliseconds tell nothing: the layer is computed more often. */
const ENOUGH = 4;
const MOST_TIMES = 32;

/** So many milliseconds tell enough the first time. */
const PLENTY = 20;

/** Beside the largest value. */
const TOLERANCE = 1e-4;

const ownKernels = ({ tf, runner, adapter }: Bench, serving: Serving): WebgpuKernels =>
  new WebgpuKernels(tf, runner, {
    adapter,
    serves: { pointwise: serving, few: serving, square: serving, line: serving, window: serving },
  });

const wave = (count: number, step: number, size: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => size * Math.sin(1 + step * i));

function opOf({ kernel: [height, width], stride, filters }: SampleLayer): ConvOp {
  const pad = (extent: number): number => (stride === 1 ? (extent - 1) / 2 : 0);
  return {
    type: 'conv',
    filters,
    kernel: [height, width],
    stride: [stride, stride],
    padding: { top: pad(height), bottom: pad(height), left: pad(width), right: pad(width) },
    bias: true,
  };
}

/** The forms that can compute a kind. */
const formsOf = (op: ConvOp, { channels }: SampleLayer, shape: readonly [number, number, number]): ConvForm[] => {
  const own = convForm(op, channels, shape);
  return [{ type: 'stock' }, { type: 'direct' }, ...(own.type === 'winograd' ? [own] : [])];
};

/** Milliseconds of one computing of a layer that was computed before; the shorter of two unless they are many. */
async function timeOf({ done, now }: Bench, compute: () => Tensor): Promise<number> {
  await done();
  for (let times = 1, best = Number.POSITIVE_INFINITY; ; ) {
    const started = now();
    for (let i = 0; i < times; i++) compute().dispose();
    await done();
    const taken = now() - started;
    if (taken < ENOUGH && times < MOST_TIMES) {
      times *= 4;
      continue;
    }
    if (taken >= PLENTY || best < Number.POSITIVE_INFINITY) return Math.min(best, taken / times);
    best = taken / times;
  }
}

async function timingsOf(bench: Bench, kind: ConvKind): Promise<Timings> {
  const { tf } = bench;
  const layer = SAMPLES[kind];
  const { size, channels, filters, kernel } = layer;
  const op = opOf(layer);
  const side = (extent: number): number => (layer.stride === 1 ? size : Math.floor((size - extent) / layer.stride) + 1);
  const shape = [side(kernel[0]), side(kernel[1]), filters] as const;
  const inputs = channels * kernel[0] * kernel[1];
  const stateShape = [filters, channels, ...kernel];
  const weights = wave(filters * inputs, 0.7, 1 / Math.sqrt(inputs));
  const bias = wave(filters, 0.3, 1);
  const made: Tensor[] = [];
  const make = <T extends Tensor>(tensor: T): T => {
    made.push(tensor);
    return tensor;
  };
  try {
    const x = make(tf.tensor4d(wave(size * size * channels, 1.3, 1), [1, size, size, channels]));
    const hwio = make(tf.tensor4d(oihwToHwio(weights, stateShape), [kernel[0], kernel[1], channels, filters]));
    const offsets = make(tf.tensor1d(bias));
    const times: Partial<Record<Serving, number>> = {};
    let wanted: Float32Array | null = null;
    for (const form of formsOf(op, layer, shape)) {
      const own = ownKernels(bench, form.type);
      const values =
        form.type === 'stock'
          ? null
          : make(tf.tensor1d(packWeights({ weights, shape: stateShape, factors: null, bias }, form)));
      const compute = (): Tensor =>
        values
          ? own.convolve(x, op, shape, { form, values }, { relu: true })
          : convolve(tf, x, op, { kernel: hwio, bias: offsets }, true);
      const result = compute();
      const found = await result.data<'float32'>();
      result.dispose();
      wanted ??= found;
      if (agree(found, wanted)) times[form.type] = await timeOf(bench, compute);
    }
    return times;
  } finally {
    for (const tensor of made) tensor.dispose();
  }
}

/** Whether a kernel computes what the stock one does: one that does not is not used, however fast. */
function agree(found: Float32Array, wanted: Float32Array): boolean {
  const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest > 0 && found.every((value, i) => Math.abs(value - (wanted[i] ?? 0)) <= TOLERANCE * largest);
}

/** Times the forms of each kind of layer on an adapter. @throws what the device throws when it is lost. */
export async function chooseKernels(bench: Bench): Promise<KernelChoices> {
  const serves: Record<ConvKind, Serving> = {
    pointwise: 'stock',
    few: 'stock',
    square: 'stock',
    line: 'stock',
    window: 'stock',
  };
  const milliseconds: Partial<Record<ConvKind, Timings>> = {};
  for (const kind of CONV_KINDS) {
    const times = await timingsOf(bench, kind);
    milliseconds[kind] = times;
    serves[kind] = fastest(times);
  }
  return { adapter: bench.adapter, serves, milliseconds };
}
