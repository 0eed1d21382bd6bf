import { runtimeError } from '../errors';
import { isChoiceFor, type KernelChoices } from '../kernels/conv-choice';
import type { BackendReason } from '../protocol';
import type { AdapterReport, BackendOptions, OpenBackend } from './backend';
import { failureState, isOutOfMemory, macrotask, selfTest } from './failure';
import { loadCore, remove, type Tf } from './tfjs';
import { chooseKernels } from './webgpu-choices';
import { type ProgramRunner, WebgpuKernels } from './webgpu-kernels';

/** Steps whose commands may wait on the device; more only delays cancelling. */
const STEPS_IN_FLIGHT = 3;

/** Milliseconds within which a browser reports that a device is lost. */
const NEWS_OF_LOSS = 200;

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

/** Opens WebGPU on the adapter that was found. */
export async function openWebgpu(
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
    report: {
      backend: 'webgpu',
      reason,
      adapter,
      threads: 1,
      kernels: kernels ? 'wgsl' : 'stock',
      trouble: null,
      choices,
    },
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
export async function findAdapter(): Promise<AdapterReport | 'no-webgpu' | 'no-adapter'> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) return 'no-webgpu';
  // A browser that refuses has none to give, and the page says so.
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
