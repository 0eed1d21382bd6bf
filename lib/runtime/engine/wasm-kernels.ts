import type { Shape } from '../../graph/shapes';
import { oihwToHwio } from '../../weights/layout';
import { runtimeError } from '../errors';
import { type ConvForm, convForm, nameOfForm, WINOGRAD_WINDOWS } from '../kernels/conv-form';
import { blocksOf, type ConvJob, cut, type KernelThread, runBlock, scratchBytes, tileOf } from '../kernels/conv-job';
import type { HelperStart } from '../kernels/kernel.worker';
import { hasRelaxedSimd, instantiateKernels, kernelModule } from '../kernels/kernel-module';
import { COLUMNS } from '../kernels/multiply';
import { type PackedForm, packWeights } from '../kernels/packed-weights';
import { Lead, TEAM_BYTES } from '../kernels/team';
import type { ConvOp, PoolOp, Rewrites } from '../plan/plan';
import { type OwnKernels, type PackedWeights, type Place, poolsByFours } from './own-kernels';
import { convolve } from './stock-ops';
import type { Tensor, Tf } from './tfjs';
import { type Allocation, openHeap, type WasmHeap } from './wasm-heap';

const isShared = ({ buffer }: WebAssembly.Memory): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && buffer instanceof SharedArrayBuffer;

/** Places whose values are summed up in float32, before float64 takes their sums. */
const MOMENT_ROWS = 64;

/** What helps the kernels to several threads. */
export interface HelperOptions {
  /** Starts a worker with the script `kernels/kernel.worker.ts`. */
  readonly startHelper?: () => Worker;
  /** All threads together, at most. */
  readonly threads: number;
}

/** Milliseconds in which a helper has to be there; without them one thread does all. */
const HELPER_START = 5000;

/** The kernels of our own beside those of the WebAssembly backend, on its heap and its tensors. */
export class WasmKernels implements OwnKernels {
  readonly rewrites: Rewrites = { poolsBehind: true, residuals: true, joins: true };
  /** Whether they multiply and add at once. */
  readonly relaxed: boolean;
  readonly #heap: WasmHeap;
  readonly #thread: KernelThread;
  readonly #module: WebAssembly.Module;
  #team: Lead | null = null;
  #helpers: readonly Worker[] = [];
  #scratch: Allocation | null = null;

  /** @param relaxed whether to multiply and add at once where the machine can. */
  constructor(tf: Tf, relaxed = true) {
    this.relaxed = relaxed && hasRelaxedSimd();
    this.#heap = openHeap(tf);
    const { memory } = this.#heap;
    this.#module = new WebAssembly.Module(kernelModule(isShared(memory), this.relaxed));
    this.#thread = { functions: instantiateKernels(this.#module, memory), memory };
  }

  get threads(): number {
    return 1 + this.#helpers.length;
  }

  /** Starts helping threads where the heap is shared; all of them, or none. */
  async startHelpers({ startHelper, threads }: HelperOptions): Promise<void> {
    const { memory } = this.#thread;
    if (!startHelper || threads < 2 || !isShared(memory)) return;
    const team = new SharedArrayBuffer(TEAM_BYTES);
    const helpers = Array.from({ length: threads - 1 }, startHelper);
    const started = helpers.map((helper, i) => {
      const there = new Promise<boolean>((resolve) => {
        helper.onmessage = () => resolve(true);
        helper.onerror = () => resolve(false);
        setTimeout(() => resolve(false), HELPER_START);
      });
      const start: HelperStart = { module: this.#module, memory, team, index: i + 1 };
      helper.postMessage(start);
      return there;
    });
    if ((await Promise.all(started)).every(Boolean)) {
      this.#helpers = helpers;
      for (const helper of helpers) {
        helper.onerror = (event) => {
          // The job that it left undone fails by itself; later ones do without.
          event.preventDefault();
          this.#dismiss();
        };
      }
      this.#team = new Lead(team, this.#thread, () => {
        for (const helper of helpers) helper.postMessage('wake');
      });
    } else {
      for (const helper of helpers) helper.terminate();
    }
  }

  /** Ends the helping threads and frees what no tensor owns. */
  close(): void {
    this.clear();
    this.#dismiss();
  }

  #dismiss(): void {
    for (const helper of this.#helpers) helper.terminate();
    this.#helpers = [];
    this.#team = null;
  }

  formOf(op: ConvOp, channels: number, shape: Shape, measured: boolean): ConvForm {
    return convForm(op, channels, shape, measured);
  }

  /** A map of H×W×C whose values are not set yet. */
  make(shape: Shape): Tensor {
    return this.#heap.make([1, ...shape]);
  }

  /**
   * Convolution, 1×H×W×C → 1×H'×W'×filters, with bias and ReLU in one pass.
   * @param shape of the result, H×W×C.
   * @param into where to write it; else into a new tensor.
   * @param onto a tensor of the result's shape that is added before ReLU, where `adds` says that this can be done.
   * @returns the tensor with the result.
   */
  convolve(
    input: Tensor,
    op: ConvOp,
    shape: Shape,
    weights: PackedWeights,
    { relu, into, onto }: { readonly relu: boolean; readonly into?: Place | null; readonly onto?: Tensor | null },
  ): Tensor {
    const [, height = 0, width = 0, channels = 0] = input.shape;
    const [outputHeight = 0, outputWidth = 0, filters = 0] = shape;
    const { tensor: result, offset } = into ?? { tensor: this.make(shape), offset: 0 };
    const { top, left, bottom, right } = op.padding;
    const [tileHeight, tileWidth] = tileOf(weights.form);
    const padded = tileHeight === 0 && top + left + bottom + right > 0;
    const job = cut(
      {
        input: this.#heap.pointerOf(input),
        height: padded ? height + top + bottom : height,
        width: padded ? width + left + right : width,
        channels,
        inputStep: channels,
        kernelHeight: op.kernel[0],
        kernelWidth: op.kernel[1],
        strideHeight: op.stride[0],
        strideWidth: op.stride[1],
        top: padded ? 0 : top,
        left: padded ? 0 : left,
        output: this.#heap.pointerOf(result) + 4 * offset,
        outputHeight,
        outputWidth,
        outputStep: result.shape.at(-1) ?? 0,
        filters,
        weights: this.#heap.pointerOf(weights.values),
        onto: onto ? this.#heap.pointerOf(onto) : 0,
        relu: Number(relu),
        tileHeight,
        tileWidth,
      },
      this.threads,
    );
    const own = scratchBytes(job) * this.threads;
    const scratch = this.#scratchOf(own + (padded ? 4 * job.height * job.width * channels : 0));
    if (!padded) {
      this.#run(job, scratch);
      return result;
    }
    this.#pad(job, { height, width, top, left }, scratch + own);
    this.#run({ ...job, input: scratch + own }, scratch);
    return result;
  }

  /** Whether `convolve` can add a tensor to the result on the way. */
  adds({ type }: ConvForm, filters: number): boolean {
    return type === 'direct' && filters % COLUMNS === 0;
  }

  /** Whether `averagePool` computes this pool of so many channels. */
  readonly pools = poolsByFours;

  /**
   * Average pool, 1×H×W×C → 1×H'×W'×C, with a bias and ReLU behind it where there are such.
   * @param shape of the result, H×W×C. @returns the tensor with the result.
   */
  averagePool(
    input: Tensor,
    op: PoolOp,
    shape: Shape,
    { bias, relu, into }: { readonly bias: Tensor | null; readonly relu: boolean; readonly into?: Place | null },
  ): Tensor {
    const [, height = 0, width = 0] = input.shape;
    const [outputHeight = 0, outputWidth = 0, channels = 0] = shape;
    const { tensor: result, offset } = into ?? { tensor: this.make(shape), offset: 0 };
    const { functions } = this.#thread;
    const zeros = this.#scratchOf(4 * channels);
    functions.zero(zeros, 4 * channels);
    const [from, to] = [this.#heap.pointerOf(input), this.#heap.pointerOf(result) + 4 * offset];
    const place = 4 * (result.shape.at(-1) ?? 0);
    const low = relu ? 0 : Number.NEGATIVE_INFINITY;
    for (let y = 0; y < outputHeight; y++) {
      const top = y * op.stride[0] - op.padding.top;
      const first = Math.max(0, top);
      const rows = Math.min(height, top + op.kernel[0]) - first;
      for (let x = 0; x < outputWidth; x++) {
        const left = x * op.stride[1] - op.padding.left;
        const start = Math.max(0, left);
        const columns = Math.min(width, left + op.kernel[1]) - start;
        functions.average(
          from + 4 * channels * (first * width + start),
          rows,
          columns,
          4 * channels * width,
          4 * channels,
          channels,
          to + place * (y * outputWidth + x),
          1 / (op.countPadding ? op.kernel[0] * op.kernel[1] : rows * columns),
          bias ? this.#heap.pointerOf(bias) : zeros,
          low,
        );
      }
    }
    return result;
  }

  /** Whether `normalise` takes maps of so many channels. */
  normalises(channels: number): boolean {
    return channels % 4 === 0;
  }

  /**
   * Batch normalisation of a map in its place, with its own mean and biased variance per channel over H×W, then ReLU
   * if asked for. @param gamma and `beta`: of length C.
   */
  normalise(map: Tensor, gamma: Tensor, beta: Tensor, epsilon: number, relu: boolean): void {
    const channels = map.shape.at(-1) ?? 0;
    const places = map.size / channels;
    const { functions, memory } = this.#thread;
    const from = this.#heap.pointerOf(map);
    const step = 4 * channels;
    const scratch = this.#scratchOf(4 * step);
    const vector = (pointer: number): Float32Array => new Float32Array(memory.buffer, pointer, channels);
    const [shiftAt, firstAt, secondAt] = [scratch, scratch + step, scratch + 2 * step];
    const [shift, first, second] = [vector(shiftAt), vector(firstAt), vector(secondAt)];
    const sum = (start: number, rows: number): void =>
      functions.columnSums(from + start * step, rows, step, channels, shiftAt, firstAt, secondAt);
    // Near the mean, so that the variance is no difference of large numbers.
    shift.fill(0);
    const few = Math.min(places, MOMENT_ROWS);
    sum(0, few);
    for (const [c, value] of first.entries()) shift[c] = value / few;
    const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)];
    for (let start = 0; start < places; start += MOMENT_ROWS) {
      sum(start, Math.min(MOMENT_ROWS, places - start));
      for (let c = 0; c < channels; c++) {
        sums[c] = (sums[c] as number) + (first[c] as number);
        squares[c] = (squares[c] as number) + (second[c] as number);
      }
    }
    const factors = vector(this.#heap.pointerOf(gamma));
    for (let c = 0; c < channels; c++) {
      const offset = (sums[c] as number) / places;
      const variance = Math.max(0, (squares[c] as number) / places - offset * offset);
      shift[c] = (shift[c] as number) + offset;
      first[c] = (factors[c] as number) / Math.sqrt(variance + epsilon);
    }
    const low = relu ? 0 : Number.NEGATIVE_INFINITY;
    functions.affine(from, places, step, channels, shiftAt, firstAt, this.#heap.pointerOf(beta), from, step, low);
  }

  /** Copies a map between the channels of another of its height and width. */
  copy(input: Tensor, { tensor, offset }: Place): void {
    this.#copyChannels({ tensor: input, offset: 0 }, { tensor, offset }, input.shape.at(-1) ?? 0);
  }

  /** Copies so many channels out of a map, into a tensor of their own. */
  extract({ tensor, offset }: Place, channels: number): Tensor {
    const [, height = 0, width = 0] = tensor.shape;
    const part = this.make([height, width, channels]);
    this.#copyChannels({ tensor, offset }, { tensor: part, offset: 0 }, channels);
    return part;
  }

  #copyChannels(from: Place, to: Place, channels: number): void {
    const [, height = 0, width = 0] = from.tensor.shape;
    const stepOf = ({ tensor }: Place): number => 4 * (tensor.shape.at(-1) ?? 0);
    const startOf = ({ tensor, offset }: Place): number => this.#heap.pointerOf(tensor) + 4 * offset;
    const [fromStep, toStep, fromStart, toStart] = [stepOf(from), stepOf(to), startOf(from), startOf(to)];
    const { functions } = this.#thread;
    for (let place = 0; place < height * width; place++) {
      functions.copy(toStart + place * toStep, fromStart + place * fromStep, 4 * channels);
    }
  }

  /** Frees what no tensor owns. */
  clear(): void {
    this.#scratch?.free();
    this.#scratch = null;
  }

  #run(job: ConvJob, scratch: number): void {
    const blocks = blocksOf(job);
    if (this.#team && blocks > 1) this.#team.run(job, blocks, scratch, scratchBytes(job));
    else for (let block = 0; block < blocks; block++) runBlock(this.#thread, job, block, scratch);
  }

  #pad(job: ConvJob, inner: { height: number; width: number; top: number; left: number }, to: number): void {
    const { functions } = this.#thread;
    const place = 4 * job.channels;
    functions.zero(to, job.height * job.width * place);
    for (let y = 0; y < inner.height; y++) {
      const line = to + ((y + inner.top) * job.width + inner.left) * place;
      functions.copy(line, job.input + y * inner.width * place, inner.width * place);
    }
  }

  #scratchOf(bytes: number): number {
    if (!this.#scratch || this.#scratch.bytes < bytes) {
      this.clear();
      this.#scratch = this.#heap.allocate(bytes);
    }
    return this.#scratch.pointer;
  }
}

/**
 * The kernels on the backend that runs, believed only after they convolved as those of the backend do.
 * @throws `runtime/device-error` where they do not, and whatever keeps them from starting.
 */
export async function openKernels(tf: Tf, options: HelperOptions): Promise<WasmKernels> {
  const kernels = new WasmKernels(tf);
  await kernels.startHelpers(options);
  try {
    check(tf, kernels);
  } catch (error) {
    kernels.close();
    throw error;
  }
  return kernels;
}

/** @throws `runtime/device-error`. */
function check(tf: Tf, kernels: WasmKernels): void {
  const forms: readonly (readonly [readonly [number, number], PackedForm])[] = [
    [[1, 1], { type: 'direct' }],
    [[3, 3], { type: 'direct' }],
    ...WINOGRAD_WINDOWS.map(({ window, outputs }) => [window, { type: 'winograd', outputs }] as const),
  ];
  for (const [window, form] of forms) {
    const worst = tf.tidy(() => selfTest(tf, kernels, window, form));
    if (!(worst < SELF_TEST_TOLERANCE)) {
      throw runtimeError('runtime/device-error', { reason: `${window} ${nameOfForm(form)} differs by ${worst}` });
    }
  }
}

/** Beside values up to about 1. */
const SELF_TEST_TOLERANCE = 1e-4;

/** The largest difference to the backend's own convolution, on a map of a few tiles with edges. */
function selfTest(tf: Tf, kernels: WasmKernels, [height, width]: readonly [number, number], form: PackedForm): number {
  const [rows, columns, channels, filters] = [17, 18, 8, 12];
  const wave = (count: number, step: number): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => Math.sin(1 + step * i));
  const op: ConvOp = {
    type: 'conv',
    filters,
    kernel: [height, width],
    stride: [1, 1],
    padding: {
      top: Math.floor((height - 1) / 2),
      bottom: Math.ceil((height - 1) / 2),
      left: Math.floor((width - 1) / 2),
      right: Math.ceil((width - 1) / 2),
    },
    bias: true,
  };
  const shape = [filters, channels, height, width];
  const weights = wave(filters * channels * height * width, 0.7).map((value) => value / (channels * height * width));
  const bias = wave(filters, 0.3);
  const input = tf.tensor4d(wave(rows * columns * channels, 1.3), [1, rows, columns, channels]);
  const values = tf.tensor1d(packWeights({ weights, shape, factors: null, bias }, form));
  const kernel = tf.tensor4d(oihwToHwio(weights, shape), [height, width, channels, filters]);
  const found = kernels.convolve(input, op, [rows, columns, filters], { form, values }, { relu: true });
  const wanted = convolve(tf, input, op, { kernel, bias: tf.tensor1d(bias) }, true);
  const expected = wanted.dataSync<'float32'>();
  const values32 = found.dataSync<'float32'>();
  return values32.reduce((worst, value, i) => {
    const difference = Math.abs(value - (expected[i] ?? Number.NaN));
    return difference <= worst ? worst : difference;
  }, 0);
}
