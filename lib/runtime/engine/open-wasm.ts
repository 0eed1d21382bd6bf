import type { AtlasError } from '../../error';
import { runtimeError } from '../errors';
import type { BackendName, BackendReason, KernelReport } from '../protocol';
import type { AdapterReport, BackendOptions, OpenBackend } from './backend';
import { failureState, macrotask, messageOf, selfTest } from './failure';
import { fetchBinary, threadsHere, whyNoWebAssembly, withBinary } from './shared-memory';
import { loadCore, remove, type Tf } from './tfjs';
import { openKernels, type WasmKernels } from './wasm-kernels';

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

/** What our own kernels came to; `trouble`: why they, or their threads, are not there though they were wanted. */
interface StartedKernels {
  readonly kernels: WasmKernels | null;
  readonly report: KernelReport;
  readonly trouble: string | null;
}

/** Our own kernels where they can be had and compute what those of the backend do; else without them. */
async function startKernels(
  tf: Tf,
  name: BackendName,
  options: BackendOptions,
  threads: number,
): Promise<StartedKernels> {
  if (name !== 'wasm' || options.kernels === 'stock') return { kernels: null, report: 'stock', trouble: null };
  try {
    const kernels = await openKernels(tf, {
      threads,
      ...(options.startHelper && { startHelper: options.startHelper }),
    });
    const trouble = kernels.threads < threads ? `${threads} threads did not start` : null;
    return { kernels, report: kernels.relaxed ? 'relaxed-simd' : 'simd', trouble };
  } catch (error) {
    // Everything can be computed without them, slower: the page says so.
    return { kernels: null, report: 'stock', trouble: messageOf(error) };
  }
}

/** Opens WebAssembly, or plain JavaScript where that is not to be had. */
export async function openPlain(
  name: 'wasm' | 'cpu',
  reason: BackendReason,
  adapter: AdapterReport | null,
  options: BackendOptions,
): Promise<OpenBackend> {
  const missing = name === 'wasm' ? whyNoWebAssembly() : null;
  if (missing !== null) {
    throw runtimeError('runtime/backend-unavailable', { backend: name, tried: [`${name}: ${missing}`] });
  }
  const tf = await loadCore();
  const most = Math.min(options.threads ?? Number.POSITIVE_INFINITY, threadsHere());
  const threads = name === 'wasm' && options.kernels !== 'stock' && options.startHelper ? most : 1;
  if (name === 'wasm') {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    // The threads of the bundled build start from a minified worker that fails.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (options.wasmPaths) wasm.setWasmPaths({ ...options.wasmPaths }, true);
  } else {
    await import('@tensorflow/tfjs-backend-cpu');
  }
  const start = () => tf.setBackend(name);
  const binary = name === 'wasm' && options.wasmPaths ? await fetchBinary(tf, options.wasmPaths) : null;
  if (!(await (binary ? withBinary(tf, binary, threads > 1, start) : start())) || tf.getBackend() !== name) {
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
  const { kernels, report, trouble } = await startKernels(tf, name, options, threads);
  return {
    tf,
    kernels,
    compiling: null,
    report: { backend: name, reason, adapter, threads: kernels?.threads ?? 1, kernels: report, trouble, choices: null },
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
