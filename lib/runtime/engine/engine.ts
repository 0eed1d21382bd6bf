import { AtlasError } from '../../error';
import type { TensorSpec } from '../../graph/graph';
import type { Shape } from '../../graph/shapes';
import { HeldBytes } from '../../weights/held-bytes';
import { readAhead, type WeightReading, type WeightSource } from '../../weights/weight-source';
import { runtimeError } from '../errors';
import type { ConvForm } from '../kernels/conv-form';
import { KeptValues, type Shown } from '../plan/kept-values';
import { bytesOfShape, peakBytes } from '../plan/peak-bytes';
import type { Plan, Rewrites, Step, Task } from '../plan/plan';
import type { Memory } from '../protocol';
import type { OpenBackend } from './backend';
import { isOutOfMemory } from './failure';
import { computeLayer, type Picture } from './layer';
import type { Place } from './own-kernels';
import type { Tensor } from './tfjs';
import { UnfinishedConcats } from './unfinished-concats';
import { uploadedShapes } from './uploaded-shapes';
import { type Uploaded, WeightStore } from './weight-store';

export interface Budgets {
  readonly activationBytes: number;
  readonly weightBytes: number;
  /** New tensors of one pass that may be there at once; a pass that needs more is refused before it begins. */
  readonly passBytes?: number;
}

/** Half of what 32 bits address: beside it lie the weights, and what was kept before. */
const PASS_BYTES = 2 ** 31;

/**
 * All activations of Inception-v4 at 299 take 108 MB, its weights 171 MB and as the kernels of WebAssembly read them
 * 212 MB (those of Inception-ResNet-v2 261 MB): all are kept whole.
 */
export const DEFAULT_BUDGETS: Budgets = {
  activationBytes: 256 * 2 ** 20,
  weightBytes: 320 * 2 ** 20,
};

/** For phones: the deepest blocks are computed with weights that come and go. */
export const SMALL_BUDGETS: Budgets = {
  activationBytes: 64 * 2 ** 20,
  weightBytes: 64 * 2 ** 20,
  passBytes: 2 ** 29,
};

export interface RunOptions {
  readonly picture: Picture;
  readonly weights: WeightSource;
  readonly signal?: AbortSignal;
  /** Nodes whose tensors are kept the longest (`checkpointsOf`). */
  readonly checkpoints?: ReadonlySet<string>;
  /** Computed ahead: nobody waits for it, and what is asked meanwhile must not wait for it either. */
  readonly ahead?: boolean;
  /** Called where something has to be compiled before the first step. */
  readonly onCompile?: () => void;
  /** Called before each step: its place in the plan, and the node that it makes. */
  readonly onStep?: (index: number, step: Step) => void;
}

const STOCK: ConvForm = { type: 'stock' };

const NO_PICTURE: Picture = { height: 0, width: 0, channels: 0, pixels: new Float32Array(0) };

/** Layers that differ in the names of their weights only run the same code. */
const nameless = (name: string, value: unknown): unknown => (name === 'key' ? undefined : value);

/** Computes plans on one backend, and keeps what it computed. */
export class Engine {
  readonly backend: OpenBackend;
  readonly #kept: KeptValues<Tensor>;
  readonly #weights: WeightStore;
  readonly #loading = new HeldBytes();
  readonly #concats: UnfinishedConcats | null;
  /** Bytes that the new tensors of one pass may take at once. */
  readonly passBytes: number;
  /** Steps whose code is compiled, by all that it depends on. */
  readonly #compiled = new Set<string>();
  #foreign: number;

  constructor(backend: OpenBackend, budgets: Budgets = DEFAULT_BUDGETS) {
    this.backend = backend;
    this.passBytes = budgets.passBytes ?? PASS_BYTES;
    this.#kept = new KeptValues(budgets.activationBytes, (tensor) => tensor.dispose());
    this.#weights = new WeightStore(backend.tf, budgets.weightBytes, this.#loading);
    this.#concats = backend.kernels && new UnfinishedConcats(backend.kernels);
    // In Node several engines may share one tfjs; only what comes after counts as this one's.
    this.#foreign = backend.tf.memory().numTensors;
  }

  /** Which rewrites of a plan pay here. */
  get rewrites(): Rewrites {
    return this.backend.kernels?.rewrites ?? {};
  }

  has(key: string): boolean {
    return this.#kept.has(key);
  }

  /** Says which tensors belong to what is shown: what was looked at of other pictures and networks goes before those. */
  show(shown: Shown): void {
    this.#kept.show(shown);
  }

  memory(): Memory {
    const { numTensors, numBytes } = this.backend.tf.memory();
    return {
      tensors: numTensors - this.#foreign,
      accounted: this.#kept.size + this.#weights.tensors,
      activationBytes: this.#kept.bytes,
      weightBytes: this.#weights.bytes,
      heapBytes: this.backend.heapBytes(),
      backendBytes: numBytes,
      loadingBytes: this.#loading.now,
      mostLoadingBytes: this.#loading.most,
    };
  }

  /** The tensors that a plan reads and that are not uploaded yet, in the order in which it reads them. */
  lacks(plan: Plan, weights: WeightSource): readonly TensorSpec[] {
    return plan.steps.flatMap((step) => this.#weights.lacks(step.task, this.#formOf(step), weights));
  }

  /**
   * Whether a plan can be computed ahead: neither the tensors that were looked at nor checkpoints of what is shown would
   * have to go for it, nor weights.
   */
  hasRoom(plan: Plan, weights: WeightSource): boolean {
    const weightBytes = plan.steps.reduce(
      (sum, step) => sum + this.#weights.bytesToCome(step.task, this.#formOf(step), weights),
      0,
    );
    return (
      this.#kept.valuedBytes + peakBytes(plan) <= this.#kept.budget &&
      this.#weights.bytes + weightBytes <= this.#weights.budget
    );
  }

  /**
   * Computes a plan step by step, with a turn for other messages between steps. Finished tensors stay, whatever happens
   * later. Targets are pinned until `release` is called.
   * @throws `AbortError` when cancelled; `runtime/…` and `weights/…` errors.
   */
  async run(plan: Plan, options: RunOptions): Promise<{ readonly release: () => void }> {
    const pinned = new Set<string>();
    const unpin = (key: string): void => {
      if (pinned.delete(key)) this.#kept.unpin(key);
    };
    for (const key of plan.reads) {
      this.#kept.pin(key);
      pinned.add(key);
    }
    // Closed in any case, so that a cancelled run reads no further.
    let reading: WeightReading | null = null;
    try {
      reading = readAhead(options.weights, this.lacks(plan, options.weights), options.signal, this.#loading);
      // Weights are on their way meanwhile.
      await this.compile(plan, options.onCompile);
      for (const [index, step] of plan.steps.entries()) {
        options.signal?.throwIfAborted();
        options.onStep?.(index, step);
        await this.#step(step, { ...options, weights: reading });
        if (!step.into) pinned.add(step.key);
        for (const key of step.release) unpin(key);
        await this.backend.settle(options.ahead);
      }
      if (!options.ahead) for (const key of plan.targets.values()) this.#kept.raise(key, 'seen');
      options.signal?.throwIfAborted();
    } catch (error) {
      this.#keepParts();
      for (const key of pinned) this.#kept.unpin(key);
      throw await this.#named(error, options.signal);
    } finally {
      reading?.close();
    }
    return {
      release: () => {
        for (const key of [...pinned]) unpin(key);
      },
    };
  }

  /**
   * Compiles what a plan runs, all at once, where the backend compiles: computing it would compile one kernel after the
   * other. What was compiled before is left out. Nothing is computed and no weight is needed.
   * @param onCompile called where there is something to compile.
   */
  async compile(plan: Plan, onCompile?: () => void): Promise<void> {
    const { compiling } = this.backend;
    if (!compiling) return;
    const shapes = new Map(plan.steps.map(({ key, shape }) => [key, shape]));
    const inputsOf = ({ inputs }: Step): Shape[] =>
      inputs.map((key) => shapes.get(key) ?? this.#kept.get(key)?.shape.slice(1) ?? []);
    const fresh = new Map<string, Step>();
    for (const step of plan.steps) {
      const signature = JSON.stringify([step.task, step.shape, inputsOf(step)], nameless);
      if (!this.#compiled.has(signature)) fresh.set(signature, step);
    }
    if (fresh.size === 0) return;
    onCompile?.();
    await compiling.all(() => {
      for (const step of fresh.values()) this.#rehearse(step, inputsOf(step), compiling.make);
    });
    for (const signature of fresh.keys()) this.#compiled.add(signature);
  }

  /** Goes through a step with tensors that hold nothing. */
  #rehearse(step: Step, inputs: readonly Shape[], make: (shape: Shape) => Tensor): void {
    if (step.task.type === 'join' || (step.task.type === 'plain' && step.task.op.type === 'input')) return;
    const form = this.#formOf(step);
    const shapes = uploadedShapes(step.task, form);
    const of = (shape: Shape | null): Tensor | null => (shape ? make(shape) : null);
    this.backend.tf.tidy(() => {
      const weights: Uploaded = {
        kernel: of(shapes.kernel),
        packed: of(shapes.packed),
        bias: of(shapes.bias),
        gamma: of(shapes.gamma),
        beta: of(shapes.beta),
        mean: of(shapes.mean),
        variance: of(shapes.variance),
      };
      computeLayer(
        this.backend,
        step,
        form,
        inputs.map((shape) => make([1, ...shape])),
        weights,
        NO_PICTURE,
        null,
      );
    });
  }

  /**
   * The values of a kept tensor, flat NHWC.
   * @throws `runtime/device-lost`, `runtime/out-of-memory`, …
   */
  async read(key: string, node: string): Promise<Float32Array> {
    return this.#values(this.#keptOf(key, node));
  }

  /**
   * Some values of a kept tensor, flat, cut out on the device: the whole tensor of an early layer has megabytes.
   * @param begin and `size`: along H, W, C of a map, or along the units of a vector; −1 for all the rest.
   * @throws as `read`.
   */
  async readSlice(key: string, node: string, begin: readonly number[], size: readonly number[]): Promise<Float32Array> {
    const cut = this.backend.tf.slice(this.#keptOf(key, node), [0, ...begin], [1, ...size]);
    try {
      return await this.#values(cut);
    } finally {
      if (!this.backend.failure()) cut.dispose();
    }
  }

  #keptOf(key: string, node: string): Tensor {
    const tensor = this.#kept.get(key);
    if (!tensor) throw runtimeError('runtime/unknown-node', { network: '', node });
    return tensor;
  }

  async #values(tensor: Tensor): Promise<Float32Array> {
    let values: Float32Array;
    try {
      const read = await this.backend.guard(tensor.data<'float32'>());
      // The heap gives a copy; other backends may give what they keep.
      values = this.backend.report.backend === 'wasm' ? read : read.slice();
    } catch (error) {
      throw await this.#named(error);
    }
    const failed = this.backend.failure();
    if (failed) throw failed;
    return values;
  }

  /**
   * The weights of one unit of a linear layer, taken out of the uploaded matrix.
   * @param task of a layer that there is, with its tensors.
   * @throws `weights/…` where it has to be read again, and the errors of `read`.
   */
  async unit(
    task: Extract<Task, { type: 'linear' }>,
    unit: number,
    source: WeightSource,
    signal?: AbortSignal,
  ): Promise<{ readonly weights: Float32Array; readonly bias: number }> {
    try {
      const { weights, release } = await this.#weights.acquire(task, STOCK, source, signal);
      const { kernel, bias } = weights;
      if (!kernel) throw runtimeError('runtime/failed', { reason: 'a linear layer lacks its weights' });
      const { tf } = this.backend;
      // The column of the unit with its bias behind it: one reading.
      const column = tf.tidy(() => {
        const own = tf.reshape(tf.slice(kernel, [0, unit], [-1, 1]), [-1]);
        return tf.concat([own, bias ? tf.slice(bias, [unit], [1]) : tf.zeros([1])]);
      });
      try {
        const values = Float32Array.from(await this.backend.guard(column.data<'float32'>()));
        return { weights: values.subarray(0, -1), bias: values.at(-1) ?? 0 };
      } finally {
        column.dispose();
        release();
      }
    } catch (error) {
      throw await this.#named(error, signal);
    }
  }

  /** Disposes of all activations and weights. */
  clear(): void {
    this.#kept.clear();
    this.#weights.clear();
    this.backend.kernels?.clear();
  }

  close(): void {
    // A lost device or a broken heap cannot dispose of anything; its tensors go with it.
    if (!this.backend.failure()) this.clear();
    this.backend.close();
  }

  async #step(step: Step, options: RunOptions): Promise<void> {
    const form = this.#formOf(step);
    const { weights, release } = await this.#weights.acquire(step.task, form, options.weights, options.signal);
    try {
      // Weights may have taken their time, and somebody waits.
      if (options.ahead) options.signal?.throwIfAborted();
      const inputs = step.inputs.map((key) => {
        const tensor = this.#kept.get(key);
        if (!tensor) throw runtimeError('runtime/failed', { reason: `${step.node} lacks an input` });
        return tensor;
      });
      const { task, into } = step;
      const compute = (place: Place | null): Tensor =>
        this.backend.tf.tidy(() => computeLayer(this.backend, step, form, inputs, weights, options.picture, place));
      if (into) this.#joining().write(step, into, compute);
      else if (task.type === 'join') this.#keep(step, this.#joining().finish(step, task.offsets, inputs), options);
      else this.#keep(step, compute(null), options);
    } finally {
      release();
    }
  }

  #keep({ key, shape, node }: Step, tensor: Tensor, { checkpoints }: RunOptions): void {
    this.#kept.put(key, tensor, bytesOfShape(shape), checkpoints?.has(node) ? 'checkpoint' : 'inner');
  }

  #joining(): UnfinishedConcats {
    if (!this.#concats) throw runtimeError('runtime/failed', { reason: 'only our own kernels write parts of concats' });
    return this.#concats;
  }

  /** After a run that ended early: the finished parts of concats stay, each by itself. */
  #keepParts(): void {
    if (this.backend.failure()) {
      this.#concats?.forget();
      return;
    }
    this.#concats?.takeApart((key, part, shape) => {
      this.#kept.put(key, part, bytesOfShape(shape));
      this.#kept.unpin(key);
    });
  }

  /** How a step is computed, where there is a choice. */
  #formOf({ task, shape }: Step): ConvForm {
    if (task.type !== 'conv' || !this.backend.kernels) return STOCK;
    const measured = task.norm?.statistics === null;
    return this.backend.kernels.formOf(task.op, task.weight.shape[1] ?? 0, shape, measured);
  }

  /** Gives an error of the backend its code; the loss of the device explains whatever came with it. */
  async #named(error: unknown, signal?: AbortSignal): Promise<unknown> {
    if (signal?.aborted && error === signal.reason) return error;
    if (error instanceof AtlasError) return this.backend.failure() ?? error;
    const failed = await this.backend.diagnose();
    if (failed) return failed;
    const reason = error instanceof Error ? error.message : String(error);
    if (isOutOfMemory(reason)) {
      const { backend } = this.backend.report;
      return runtimeError('runtime/out-of-memory', { backend, reason }, { cause: error });
    }
    // After a trap the heap of the WebAssembly backend is in an unknown state.
    const trap = typeof WebAssembly !== 'undefined' && error instanceof WebAssembly.RuntimeError;
    if (trap) return runtimeError('runtime/worker-crashed', { reason }, { cause: error, retryable: true });
    return runtimeError('runtime/failed', { reason }, { cause: error });
  }
}
