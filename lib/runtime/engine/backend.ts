import type * as TensorFlow from '@tensorflow/tfjs-core';
import { AtlasError } from '@/lib/error';
import type { Shape } from '@/lib/graph/shapes';
import { isChoiceFor, type KernelChoices } from '@/lib/runtime/kernels/conv-choice';
import { runtimeError } from '../errors';
import type { BackendChoice, BackendName, BackendReason, BackendReport, KernelChoice, KernelReport } from '../protocol';
import type { OwnKernels } from './own-kernels';
import { threadsHere, withSharedHeap } from './shared-memory';
import { openKernels, type WasmKernels } from './wasm-kernels';
import { chooseKernels } from './webgpu-choices';
import { type ProgramRunner, WebgpuKernels } from './webgpu-kernels';

export type Tf = typeof TensorFlow;
export type Tensor = TensorFlow.Tensor;

/** A backend that computes: it was opened, and gave the right answer to a question with a known one. */
export interface OpenBackend {
  readonly tf: Tf;
  readonly report: BackendReport;
  /** Kernels of our own in place of those of tfjs; null where there are none for the backend, or they are left out. */
  readonly kernels: OwnKernels | null;
  /** Compiles ahead where the backend compiles its kernels when they are first run; null elsewhere. */
  readonly compiling: Compiling | null;
  /**
   * Waits until the commands of the last steps are done, as far as needed to keep the queue short, and gives other
   * messages their turn. @param empty waits for all of them.
   * @throws `runtime/device-lost`, `runtime/device-error`, `runtime/out-of-memory`.
   */
  settle(empty?: boolean): Promise<void>;
  /** The result of `work`, or the loss of the device if that comes first. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** The error from which the backend does not recover, once there is one. */
  failure(): AtlasError | null;
  /** The same, after the news of a loss that may just have caused another error had time to come in. */
  diagnose(): Promise<AtlasError | null>;
  onFailure(listener: (error: AtlasError) => void): void;
  /** Bytes of the WebAssembly heap; null on other backends. */
  heapBytes(): number | null;
  close(): void;
}

export interface Compiling {
  /** A tensor whose values are not set. */
  make(shape: Shape): Tensor;
  /** Runs `work` without computing: its kernels are compiled instead, side by side. */
  all(work: () => void): Promise<void>;
}

export interface BackendOptions {
  /** Addresses of the WebAssembly binaries by file name; Node finds them by itself. */
  readonly wasmPaths?: Readonly<Record<string, string>>;
  /** Backends that failed before and are not tried again. */
  readonly without?: readonly BackendName[];
  /** `stock` leaves our own kernels out, so that both can be compared. */
  readonly kernels?: KernelChoice;
  /** Which of our kernels on WebGPU were found to serve an adapter; of use on that one only. */
  readonly choices?: KernelChoices;
  /** Threads at most; else as many as the machine has, where they can share memory. */
  readonly threads?: number;
  /** Starts a thread that helps our kernels; without it there are no such threads. */
  readonly startHelper?: () => Worker;
}

type AdapterReport = NonNullable<BackendReport['adapter']>;

/** Steps whose commands may wait on the device; more only delays cancelling. */
const STEPS_IN_FLIGHT = 3;

/** Milliseconds within which a browser reports that a device is lost. */
const NEWS_OF_LOSS = 200;

/** One turn of the event loop for messages that wait, without the 4 ms of nested timers. */
const macrotask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether a browser's message tells of memory that could not be had. */
export const isOutOfMemory = (message: string): boolean =>
  /out of memory|\boom\b|array buffer allocation|cannot enlarge memory|memory\.grow|failed to allocate/i.test(message);

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The heap of the WebAssembly backend, watched. */
interface Heap {
  readonly bytes: () => number;
  /** Whether it was refused memory that it asked for. */
  readonly refused: () => boolean;
}

/**
 * Watches the heap of the WebAssembly backend. Where it cannot grow, the allocator answers address 0, to which the
 * backend writes without looking: wrong numbers, or a trap with another name, in place of an error.
 */
function watchHeap(backend: unknown): Heap {
  const wasm = isObject(backend) && 'wasm' in backend ? backend.wasm : null;
  const exports = isObject(wasm) && 'asm' in wasm ? wasm.asm : null;
  const memory = isObject(exports) && 'memory' in exports ? exports.memory : null;
  if (!(memory instanceof WebAssembly.Memory)) {
    throw runtimeError('runtime/backend-unavailable', { backend: 'wasm', tried: ['wasm: its heap cannot be found'] });
  }
  let refused = false;
  memory.grow = (pages) => {
    try {
      return WebAssembly.Memory.prototype.grow.call(memory, pages);
    } catch (error) {
      // It would ask for less now, and may or may not be given that; either way this is the end of the memory.
      refused = true;
      throw error;
    }
  };
  return { bytes: () => memory.buffer.byteLength, refused: () => refused };
}

/** The failure state that all backends share. */
function failureState() {
  const listeners: ((error: AtlasError) => void)[] = [];
  let failed: AtlasError | null = null;
  let reject: (error: AtlasError) => void = () => {};
  const broken = new Promise<never>((_, no) => {
    reject = no;
  });
  // Nobody may be waiting when the device is lost.
  broken.catch(() => {});
  return {
    fail(error: AtlasError) {
      if (failed) return;
      failed = error;
      reject(error);
      for (const listener of listeners) listener(error);
    },
    failure: () => failed,
    onFailure: (listener: (error: AtlasError) => void) => {
      listeners.push(listener);
      if (failed) listener(failed);
    },
    guard: <T>(work: Promise<T>): Promise<T> => (failed ? Promise.reject(failed) : Promise.race([work, broken])),
  };
}

/** A 2×2 convolution with bias and ReLU over 1…9, checked by hand: 37, 47, 67, 77 minus 40, not below 0. */
async function selfTest(tf: Tf, name: BackendName, guard: OpenBackend['guard']): Promise<void> {
  const wanted = [0, 7, 27, 37];
  const result = tf.tidy(() =>
    tf.fused.conv2d({
      x: tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]),
      filter: tf.tensor4d([1, 2, 3, 4], [2, 2, 1, 1]),
      strides: 1,
      pad: 'valid',
      bias: tf.tensor1d([-40]),
      activation: 'relu',
    }),
  );
  try {
    const found = [...(await guard(result.data()))];
    if (found.length !== 4 || found.some((value, i) => Math.abs(value - (wanted[i] ?? 0)) > 1e-3)) {
      throw runtimeError('runtime/device-error', { reason: `${name} computed ${found} instead of ${wanted}` });
    }
  } finally {
    result.dispose();
  }
}

/** Frees a backend with all that it holds; unlike `removeBackend` alone it can be opened again. */
function remove(tf: Tf, name: BackendName): void {
  const factory = tf.findBackendFactory(name);
  tf.removeBackend(name);
  if (factory) tf.registerBackend(name, factory);
}

async function loadCore(): Promise<Tf> {
  const tf = await import('@tensorflow/tfjs-core');
  // Silences remarks for developers; results are the same.
  tf.enableProdMode();
  return tf;
}

/** Our own kernels where they can be had and compute what those of the backend do; else without them. */
async function startKernels(
  tf: Tf,
  name: BackendName,
  options: BackendOptions,
  threads: number,
): Promise<{ readonly kernels: WasmKernels | null; readonly report: KernelReport }> {
  if (name !== 'wasm' || options.kernels === 'stock') return { kernels: null, report: 'stock' };
  try {
    const kernels = await openKernels(tf, {
      threads,
      ...(options.startHelper && { startHelper: options.startHelper }),
    });
    return { kernels, report: kernels.relaxed ? 'relaxed-simd' : 'simd' };
  } catch {
    return { kernels: null, report: 'stock' };
  }
}

async function openPlain(
  name: 'wasm' | 'cpu',
  reason: BackendReason,
  adapter: AdapterReport | null,
  options: BackendOptions,
): Promise<OpenBackend> {
  const tf = await loadCore();
  const most = Math.min(options.threads ?? Number.POSITIVE_INFINITY, threadsHere());
  const threads = name === 'wasm' && options.kernels !== 'stock' && options.startHelper ? most : 1;
  if (name === 'wasm') {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    // The threads of the bundled build start from a minified worker that fails.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (options.wasmPaths) wasm.setWasmPaths({ ...options.wasmPaths }, threads > 1);
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
  }
  const start = () => tf.setBackend(name);
  if (!(await (threads > 1 ? withSharedHeap(tf, start) : start())) || tf.getBackend() !== name) {
    throw runtimeError('runtime/backend-unavailable', { backend: name, tried: [`${name}: did not start`] });
  }
  const heap = name === 'wasm' ? watchHeap(tf.backend()) : null;
  const state = failureState();
  const failure = (): AtlasError | null => {
    if (heap?.refused()) {
      state.fail(runtimeError('runtime/out-of-memory', { backend: name, reason: 'the heap cannot grow' }));
    }
    return state.failure();
  };
  await selfTest(tf, name, state.guard);
  const { kernels, report } = await startKernels(tf, name, options, threads);
  return {
    tf,
    kernels,
    compiling: null,
    report: { backend: name, reason, adapter, threads: kernels?.threads ?? 1, kernels: report, choices: null },
    settle: async () => {
      await macrotask();
      const failed = failure();
      if (failed) throw failed;
    },
    guard: state.guard,
    failure,
    diagnose: async () => failure(),
    onFailure: state.onFailure,
    heapBytes: () => heap?.bytes() ?? null,
    close: () => {
      // A heap in an unknown state traps when it is asked to free itself; it goes with its worker.
      if (failure()) return;
      kernels?.close();
      remove(tf, name);
    },
  };
}

/** What is used of the inside of tfjs-backend-webgpu. */
interface WebgpuInside extends ProgramRunner {
  readonly device: GPUDevice;
  /** Null while no command waits. */
  readonly commandEncoder: GPUCommandEncoder | null;
  endComputePassEncoder(): void;
  submitQueue(): void;
  checkCompileCompletionAsync(): Promise<void>;
}

const isWebgpu = (backend: unknown): backend is WebgpuInside =>
  typeof backend === 'object' &&
  backend !== null &&
  'device' in backend &&
  backend.device instanceof GPUDevice &&
  'commandEncoder' in backend &&
  'endComputePassEncoder' in backend &&
  'submitQueue' in backend &&
  'runWebGPUProgram' in backend;

/** Hands the waiting commands to the device; by itself the backend collects 15 of them. */
function submit(backend: WebgpuInside): void {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** By what one adapter is told from another. */
const nameOf = ({ vendor, architecture, description, software }: AdapterReport): string =>
  [vendor, architecture, description, software ? 'software' : ''].join(' | ');

async function openWebgpu(
  reason: BackendReason,
  adapter: AdapterReport,
  options: BackendOptions,
): Promise<OpenBackend> {
  const tf = await loadCore();
  await import('@tensorflow/tfjs-backend-webgpu');
  // The answer alone tells whether it started: the name of the backend changes either way.
  const started = await tf.setBackend('webgpu');
  const inner: unknown = started ? tf.backend() : null;
  if (!isWebgpu(inner)) {
    throw runtimeError('runtime/backend-unavailable', { backend: 'webgpu', tried: ['webgpu: no device'] });
  }
  const { device } = inner;
  const state = failureState();
  let closed = false;
  device.lost.then(({ reason: why, message }) => {
    if (!closed) {
      state.fail(runtimeError('runtime/device-lost', { reason: message || why }, { retryable: true }));
    }
  });
  device.addEventListener('uncapturederror', ({ error }) => {
    const text = error.message;
    state.fail(
      error instanceof GPUOutOfMemoryError || isOutOfMemory(text)
        ? runtimeError('runtime/out-of-memory', { backend: 'webgpu', reason: text })
        : runtimeError('runtime/device-error', { reason: text }, { retryable: true }),
    );
  });
  const inFlight: Promise<undefined>[] = [];
  await selfTest(tf, 'webgpu', state.guard);
  const choices =
    options.kernels === 'stock' ? null : await choicesOf(tf, inner, nameOf(adapter), state.guard, options);
  const kernels = choices && new WebgpuKernels(tf, inner, choices);
  return {
    tf,
    kernels,
    compiling: {
      make: (shape) => tf.engine().makeTensorFromTensorInfo(inner.makeTensorInfo([...shape], 'float32')),
      all: async (work) => {
        // Else a pipeline that is not there yet would be asked to run.
        submit(inner);
        tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
        try {
          work();
        } finally {
          tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
        }
        await state.guard(inner.checkCompileCompletionAsync());
      },
    },
    report: { backend: 'webgpu', reason, adapter, threads: 1, kernels: kernels ? 'wgsl' : 'stock', choices },
    settle: async (empty = false) => {
      submit(inner);
      const newest = device.queue.onSubmittedWorkDone();
      inFlight.push(newest);
      const oldest = inFlight.length > STEPS_IN_FLIGHT ? inFlight.shift() : undefined;
      await state.guard(empty ? newest : (oldest ?? macrotask()));
    },
    guard: state.guard,
    failure: state.failure,
    diagnose: async () => {
      await Promise.race([device.lost, new Promise((resolve) => setTimeout(resolve, NEWS_OF_LOSS))]);
      return state.failure();
    },
    onFailure: state.onFailure,
    heapBytes: () => null,
    close: () => {
      closed = true;
      remove(tf, 'webgpu');
      device.destroy();
    },
  };
}

/** Which kernels serve this adapter: as was found before, or as is measured now. */
async function choicesOf(
  tf: Tf,
  inner: WebgpuInside,
  adapter: string,
  guard: OpenBackend['guard'],
  { choices }: BackendOptions,
): Promise<KernelChoices> {
  if (isChoiceFor(adapter, choices)) return choices;
  const done = (): Promise<undefined> => {
    submit(inner);
    return inner.device.queue.onSubmittedWorkDone();
  };
  return guard(chooseKernels({ tf, runner: inner, adapter, done, now: () => performance.now() }));
}

/** What the browser tells of its adapter, or why there is none. */
async function findAdapter(): Promise<AdapterReport | 'no-webgpu' | 'no-adapter'> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) return 'no-webgpu';
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return 'no-adapter';
  // Older browsers lack `info`, or tell of a fallback at the adapter itself.
  const info: Partial<GPUAdapterInfo> | undefined = adapter.info;
  const { vendor = '', architecture = '', description = '' } = info ?? {};
  const isFallbackAdapter =
    info?.isFallbackAdapter === true || ('isFallbackAdapter' in adapter && adapter.isFallbackAdapter === true);
  const software =
    isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${vendor} ${architecture} ${description}`);
  return { vendor, architecture, description, software };
}

/**
 * Opens the backend that was asked for, or the best one: WebGPU on hardware, WebAssembly, WebGPU in software, plain
 * JavaScript. None is believed before it computed a known value.
 * @throws `runtime/backend-unavailable` when a forced one, or every one, fails.
 */
export async function openBackend(choice: BackendChoice, options: BackendOptions = {}): Promise<OpenBackend> {
  const tried: string[] = [];
  const attempt = async (name: BackendName, open: () => Promise<OpenBackend>): Promise<OpenBackend | null> => {
    if (options.without?.includes(name)) {
      tried.push(`${name}: failed before`);
      return null;
    }
    try {
      return await open();
    } catch (error) {
      tried.push(
        `${name}: ${error instanceof AtlasError && 'reason' in error.data ? error.data.reason : messageOf(error)}`,
      );
      return null;
    }
  };
  const found = choice === 'auto' || choice === 'webgpu' ? await findAdapter() : 'no-webgpu';
  const adapter = typeof found === 'string' ? null : found;
  if (choice !== 'auto') {
    if (choice === 'webgpu' && !adapter) tried.push(`webgpu: ${found}`);
    const open =
      choice !== 'webgpu'
        ? await attempt(choice, () => openPlain(choice, 'forced', null, options))
        : adapter && (await attempt('webgpu', () => openWebgpu('forced', adapter, options)));
    if (open) return open;
    throw runtimeError('runtime/backend-unavailable', { backend: choice, tried });
  }

  if (adapter && !adapter.software) {
    const open = await attempt('webgpu', () => openWebgpu('hardware-adapter', adapter, options));
    if (open) return open;
  }
  const why: BackendReason =
    typeof found === 'string'
      ? found
      : found.software && !options.without?.includes('webgpu')
        ? 'software-adapter'
        : 'webgpu-failed';
  const wasm = await attempt('wasm', () => openPlain('wasm', why, adapter, options));
  if (wasm) return wasm;
  if (adapter?.software) {
    const open = await attempt('webgpu', () => openWebgpu('wasm-failed', adapter, options));
    if (open) return open;
  }
  const cpu = await attempt('cpu', () => openPlain('cpu', 'wasm-failed', adapter, options));
  if (cpu) return cpu;
  throw runtimeError('runtime/backend-unavailable', { backend: choice, tried });
}
