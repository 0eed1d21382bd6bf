import { gainOf } from '@/components/bench/spread';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import type { OpenBackend } from '@/lib/runtime/engine/backend';
import { DEFAULT_BUDGETS, Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { convolve } from '@/lib/runtime/engine/stock-ops';
import type { Tensor } from '@/lib/runtime/engine/tfjs';
import { WasmKernels } from '@/lib/runtime/engine/wasm-kernels';
import { convForm, nameOfForm } from '@/lib/runtime/kernels/conv-form';
import { packWeights } from '@/lib/runtime/kernels/packed-weights';
import { type ConvOp, plan } from '@/lib/runtime/plan/plan';
import { wasmPaths } from '@/lib/runtime/session/wasm-paths';
import { chwToHwc, oihwToHwio } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { seededWeights } from '@/lib/weights/weight-source';
import type { Switches } from '../switches';
import { SwitchedKernels } from './switched-kernels';

/** Our kernels beside those of tfjs, on one heap in one worker: by shape of a convolution, and whole passes without one. */

export interface ConvShape {
  readonly op: ConvOp;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** H×W×C of the result. */
  readonly output: readonly number[];
}

export interface ShapeTimes {
  /** The form that is chosen for the shape. */
  readonly form: string;
  readonly stock: readonly number[];
  readonly direct: readonly number[];
  readonly chosen: readonly number[];
  /** Largest difference of the chosen form to the stock kernel, beside the largest value. */
  readonly difference: number;
}

export type KernelRequest =
  | { readonly type: 'shapes'; readonly shapes: readonly ConvShape[]; readonly rounds: number }
  | {
      readonly type: 'passes';
      readonly backend: 'wasm' | 'webgpu';
      readonly network: string;
      readonly node: string;
      readonly size: number;
      readonly variants: readonly Variant[];
      readonly rounds: number;
      /** Rounds of those that cannot be told from no gain before. */
      readonly most: number;
    };

/** A way to compute a pass. */
export interface Variant {
  readonly switches: Switches;
  /** Whether batch norm measures its statistics. */
  readonly calibrated: boolean;
}

/** Milliseconds of whole passes with nothing switched off, and under the switches. */
export interface VariantTimes {
  readonly whole: readonly number[];
  readonly switched: readonly number[];
}

const DIRECT = { type: 'direct' } as const;

/** Multiply-accumulates after which the clock of a browser is fine enough. */
const ENOUGH = 6e7;

/** Noise that is the same in every run. */
function noise(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

/** Each of the functions once per round, in turn from another one; milliseconds of each. */
function interleave(functions: readonly (() => Tensor)[], rounds: number, times: number): number[][] {
  const samples = functions.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < functions.length; i++) {
      const which = (i + round) % functions.length;
      const started = performance.now();
      for (let time = 0; time < times; time++) functions[which]?.().dispose();
      // In the first round code is compiled and memory grows.
      if (round > 0) samples[which]?.push((performance.now() - started) / times);
    }
  }
  return samples;
}

function measure({ tf, kernels }: OpenBackend, shape: ConvShape, rounds: number): ShapeTimes {
  if (!kernels) throw new Error('our kernels are not there');
  const { op, height, width, channels, output } = shape;
  const form = convForm(op, channels, output);
  const dimensions = [op.filters, channels, op.kernel[0], op.kernel[1]];
  const count = op.filters * channels * op.kernel[0] * op.kernel[1];
  const [weights, bias] = [noise(count, 7), noise(op.filters, 11)];
  const input = tf.tensor4d(noise(height * width * channels, 3), [1, height, width, channels]);
  const kernel = tf.tensor4d(oihwToHwio(weights, dimensions), [op.kernel[0], op.kernel[1], channels, op.filters]);
  const biases = tf.tensor1d(bias);
  if (form.type === 'stock') throw new Error('every convolution has a form of ours');
  const packed = [DIRECT, form].map((each) => ({
    form: each,
    values: tf.tensor1d(packWeights({ weights, shape: dimensions, factors: null, bias }, each)),
  }));
  const ours = packed.map((each) => () => kernels.convolve(input, op, output, each, { relu: true }));
  const stock = () => tf.tidy(() => convolve(tf, input, op, { kernel, bias: biases }, true));
  const [wanted, found] = [stock(), ours[1]?.() ?? stock()];
  const [a, b] = [wanted.dataSync<'float32'>(), found.dataSync<'float32'>()];
  let [worst, largest] = [0, 0];
  for (const [i, value] of a.entries()) {
    worst = Math.max(worst, Math.abs(value - (b[i] ?? Number.NaN)));
    largest = Math.max(largest, Math.abs(value));
  }
  const macs = (output[0] ?? 0) * (output[1] ?? 0) * count;
  const [first = [], second = [], third = []] = interleave([stock, ...ours], rounds, Math.ceil(ENOUGH / macs));
  tf.dispose([input, kernel, biases, wanted, found, ...packed.map(({ values }) => values)]);
  return { form: nameOfForm(form), stock: first, direct: second, chosen: third, difference: worst / largest };
}

/** The weights in every form that any variant reads: of Inception-ResNet-v2 about 650 MiB. */
const BUDGETS = { ...DEFAULT_BUDGETS, weightBytes: 2 ** 30 };

/**
 * Whole passes, each variant beside one with nothing switched off: the two follow one another, in every round in the
 * other order, on one engine whose weights are all there.
 */
async function passes(request: Extract<KernelRequest, { type: 'passes' }>): Promise<VariantTimes[]> {
  const { network, node, size, variants, rounds, most } = request;
  const opened = await openBackend(request.backend, { wasmPaths, threads: 1 });
  if (!opened.kernels) throw new Error('our kernels are not there');
  const plain = request.backend === 'wasm' ? new WasmKernels(opened.tf, false) : opened.kernels;
  const kernels = new SwitchedKernels(request.backend, opened.kernels, plain);
  const engine = new Engine({ ...opened, kernels }, BUDGETS);
  const { graph } = modelOf(network);
  const shapes = inferShapes(graph, size);
  const picture = { height: size, width: size, channels: 3, pixels: chwToHwc(seededInput(size), size, size, 3) };
  let pictures = 0;
  const pass = async ({ switches, calibrated }: Variant): Promise<number> => {
    kernels.switches = switches;
    const started = performance.now();
    const made = plan({
      graph,
      shapes,
      targets: [node],
      kept: (key) => engine.has(key),
      picture: `${++pictures}`,
      weights: seededWeights.identity,
      calibrated,
      rewrites: engine.rewrites,
    });
    const { release } = await engine.run(made, { picture, weights: seededWeights });
    await engine.read(made.targets.get(node) ?? '', node);
    release();
    return performance.now() - started;
  };
  const times = variants.map(() => ({ whole: [] as number[], switched: [] as number[] }));
  const measure = async (round: number, i: number, variant: Variant): Promise<void> => {
    const whole = { ...variant, switches: {} };
    const before = (round + i) % 2 === 0 ? await pass(variant) : null;
    const on = await pass(whole);
    const off = before ?? (await pass(variant));
    // In the first round code is compiled, weights are uploaded and memory grows.
    if (round === 0) return;
    times[i]?.whole.push(on);
    times[i]?.switched.push(off);
  };
  const isClose = (i: number): boolean => {
    const { low, high } = gainOf(times[i]?.switched ?? [], times[i]?.whole ?? []);
    return low <= 1 && high >= 1;
  };
  for (let round = 0; round <= rounds; round++) {
    for (const [i, variant] of variants.entries()) await measure(round, i, variant);
  }
  for (let round = rounds + 1; round <= most; round++) {
    for (const [i, variant] of variants.entries()) if (isClose(i)) await measure(round, i, variant);
  }
  engine.clear();
  return times;
}

async function answer(request: KernelRequest): Promise<ShapeTimes[] | VariantTimes[]> {
  if (request.type === 'passes') return passes(request);
  const backend = await openBackend('wasm', { wasmPaths, threads: 1 });
  return request.shapes.map((shape) => measure(backend, shape, request.rounds));
}

self.addEventListener('message', ({ data }: MessageEvent<KernelRequest>) => {
  answer(data).then(
    (result) => self.postMessage({ result }),
    (error: unknown) => self.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
