import type { TensorSpec } from '../../graph/graph';
import type { HeldBytes } from '../../weights/held-bytes';
import { oihwToHwio, outInToInOut } from '../../weights/layout';
import type { WeightSource } from '../../weights/weight-source';
import { type ConvForm, nameOfForm } from '../kernels/conv-form';
import { packedFloats, packWeights } from '../kernels/packed-weights';
import { foldNorm } from '../plan/batch-norm';
import { KeptValues } from '../plan/kept-values';
import { bytesOfShape } from '../plan/peak-bytes';
import type { Norm, Task } from '../plan/plan';
import { tensorsOf } from '../plan/task-tensors';
import type { Tensor, Tf } from './tfjs';

/** The uploaded tensors of one step, by what they are; `packed` has kernel and bias in the order of our kernels. */
export type Uploaded = Readonly<
  Record<'kernel' | 'packed' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance', Tensor | null>
>;

const NONE: Uploaded = { kernel: null, packed: null, bias: null, gamma: null, beta: null, mean: null, variance: null };

const liveTensors = (uploaded: Uploaded): Tensor[] =>
  Object.values(uploaded).filter((tensor): tensor is Tensor => tensor !== null);

/** The statistics that are folded into a convolution, where they are given. */
const folded = (task: Extract<Task, { type: 'conv' }>): Norm | null => (task.norm?.statistics ? task.norm : null);

/** Two variants of a network may give one key to weights of different shapes. */
const named = (spec: TensorSpec | null): string => (spec ? `${spec.key}[${spec.shape}]` : '');

function storeKey(task: Task, form: ConvForm): string | null {
  switch (task.type) {
    case 'conv': {
      const norm = folded(task);
      const normed = norm
        ? `folded ${named(norm.gamma)} ${norm.epsilon}`
        : task.norm
          ? `measured ${named(task.norm.gamma)}`
          : '';
      return `conv ${named(task.weight)} ${named(task.bias)} ${normed} ${nameOfForm(form)} ${task.pool ? 'pooled' : ''} ×${task.scale}`;
    }
    case 'norm':
      return `norm ${named(task.norm.gamma)} ${task.norm.statistics ? '' : 'measured'}`;
    case 'linear':
      return `linear ${named(task.weight)} ${named(task.bias)}`;
    case 'join':
    case 'plain':
      return null;
  }
}

/** Weights on the backend: read, rearranged and uploaded once, kept under a byte budget. */
export class WeightStore {
  readonly #tf: Tf;
  readonly #kept: KeptValues<Uploaded>;
  readonly #held: HeldBytes;

  /** @param held where the tensors are counted that were read and are not yet the backend's. */
  constructor(tf: Tf, budget: number, held: HeldBytes) {
    this.#tf = tf;
    this.#held = held;
    this.#kept = new KeptValues(budget, (uploaded) => {
      for (const tensor of liveTensors(uploaded)) tensor.dispose();
    });
  }

  get bytes(): number {
    return this.#kept.bytes;
  }

  get budget(): number {
    return this.#kept.budget;
  }

  /** What the weights of a task will take here that are not here yet. */
  bytesToCome(task: Task, form: ConvForm, source: WeightSource): number {
    return this.lacks(task, form, source).reduce((sum, spec) => {
      const packed = task.type === 'conv' && spec === task.weight && form.type !== 'stock';
      return sum + (packed ? 4 * packedFloats(spec.shape, form) : bytesOfShape(spec.shape));
    }, 0);
  }

  /** Live tensors that the store owns. */
  get tensors(): number {
    return this.#kept.values().reduce((total, uploaded) => total + liveTensors(uploaded).length, 0);
  }

  /** The tensors that a task reads and that are not here, in the order in which `acquire` reads them. */
  lacks(task: Task, form: ConvForm, source: WeightSource): readonly TensorSpec[] {
    const own = storeKey(task, form);
    if (own === null || this.#kept.has(`${source.identity} ${own}`)) return [];
    return tensorsOf(task);
  }

  /**
   * The weights of a task, and the call that lets them go again after use.
   * @param form in which a convolution reads them.
   * @throws `weights/…` errors.
   */
  async acquire(
    task: Task,
    form: ConvForm,
    source: WeightSource,
    signal?: AbortSignal,
  ): Promise<{ readonly weights: Uploaded; readonly release: () => void }> {
    const own = storeKey(task, form);
    if (own === null) return { weights: NONE, release: () => {} };
    const key = `${source.identity} ${own}`;
    const known = this.#kept.get(key);
    if (known) {
      this.#kept.pin(key);
      return { weights: known, release: () => this.#kept.unpin(key) };
    }
    const weights = await this.#counted(task, form, source, signal);
    const bytes = liveTensors(weights).reduce((total, tensor) => total + 4 * tensor.size, 0);
    this.#kept.put(key, weights, bytes);
    return { weights: this.#kept.get(key) ?? weights, release: () => this.#kept.unpin(key) };
  }

  clear(): void {
    this.#kept.clear();
  }

  /** Uploads the tensors of a task; of each, what was read and what is rearranged from it are there until the end. */
  async #counted(task: Task, form: ConvForm, source: WeightSource, signal?: AbortSignal): Promise<Uploaded> {
    const releases: (() => void)[] = [];
    const counting: WeightSource = {
      identity: source.identity,
      tensor: async (spec, own) => {
        const values = await source.tensor(spec, own);
        const packed = task.type === 'conv' && spec === task.weight && form.type !== 'stock';
        const rearranged = packed ? 4 * packedFloats(spec.shape, form) : spec.shape.length > 1 ? values.byteLength : 0;
        releases.push(this.#held.hold(values.byteLength + rearranged));
        return values;
      },
    };
    try {
      return await this.#upload(task, form, counting, signal);
    } finally {
      for (const release of releases) release();
    }
  }

  async #upload(task: Task, form: ConvForm, source: WeightSource, signal?: AbortSignal): Promise<Uploaded> {
    const read = (spec: TensorSpec | null): Promise<Float32Array | null> =>
      spec ? source.tensor(spec, signal) : Promise.resolve(null);
    const vector = (values: Float32Array | null): Tensor | null => (values ? this.#tf.tensor1d(values) : null);
    if (task.type === 'plain' || task.type === 'join') return NONE;
    if (task.type === 'linear') {
      const values = await source.tensor(task.weight, signal);
      const bias = await read(task.bias);
      const [out = 0, inner = 0] = task.weight.shape;
      const kernel = this.#tf.tensor2d(outInToInOut(values, task.weight.shape), [inner, out]);
      return { ...NONE, kernel, bias: vector(bias) };
    }
    const norm = task.norm;
    const gamma = norm && (await source.tensor(norm.gamma, signal));
    const beta = norm && (await source.tensor(norm.beta, signal));
    const mean = await read(norm?.statistics?.mean ?? null);
    const variance = await read(norm?.statistics?.variance ?? null);
    if (task.type === 'norm') {
      return { ...NONE, gamma: vector(gamma), beta: vector(beta), mean: vector(mean), variance: vector(variance) };
    }
    const { shape } = task.weight;
    const weights = await source.tensor(task.weight, signal);
    const own = await read(task.bias);
    const fold =
      norm && gamma && beta && mean && variance
        ? foldNorm({ gamma, beta, mean, variance, epsilon: norm.epsilon })
        : null;
    const { scale } = task;
    const scaled = scale === 1 ? null : new Float64Array(shape[0] ?? 0).fill(scale);
    const factors = fold?.factors.map((factor) => factor * scale) ?? scaled;
    const bias = (fold?.bias ?? own)?.map((value) => value * scale) ?? null;
    const measured = fold ? {} : { gamma: vector(gamma), beta: vector(beta) };
    if (form.type !== 'stock') {
      // Behind a pool the bias is added by the pool.
      const within = task.pool ? null : bias;
      const packed = this.#tf.tensor1d(packWeights({ weights, shape, factors, bias: within }, form));
      return { ...NONE, packed, bias: vector(task.pool ? bias : null), ...measured };
    }
    const [o = 0, i = 0, h = 0, w = 0] = shape;
    const kernel = this.#tf.tensor4d(oihwToHwio(weights, shape, factors ?? undefined), [h, w, i, o]);
    return { ...NONE, kernel, bias: vector(bias), ...measured };
  }
}
