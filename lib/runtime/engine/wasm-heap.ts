import type * as TensorFlow from '@tensorflow/tfjs-core';
import { runtimeError } from '../errors';
import type { Tensor, Tf } from './tfjs';

type DataId = Tensor['dataId'];

/** What is used of the inside of tfjs-backend-wasm. */
interface WasmInside {
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): number;
    _free(pointer: number): void;
  };
  getMemoryOffset(id: DataId): number;
  makeOutput(shape: number[], dtype: 'float32'): TensorFlow.TensorInfo;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isWasm = (backend: unknown): backend is WasmInside =>
  isObject(backend) &&
  'getMemoryOffset' in backend &&
  'makeOutput' in backend &&
  'wasm' in backend &&
  isObject(backend.wasm) &&
  '_malloc' in backend.wasm &&
  '_free' in backend.wasm &&
  'asm' in backend.wasm &&
  isObject(backend.wasm.asm) &&
  'memory' in backend.wasm.asm &&
  backend.wasm.asm.memory instanceof WebAssembly.Memory;

/** The heap of the WebAssembly backend, which kernels of our own share with it. */
export interface WasmHeap {
  readonly memory: WebAssembly.Memory;
  /** Where the values of a tensor lie, in bytes. */
  pointerOf(tensor: Tensor): number;
  /** A tensor whose values are not set yet; it counts as any other. @throws `runtime/out-of-memory`. */
  make(shape: readonly number[]): Tensor;
  /** Memory that no tensor owns, aligned to 64 bytes. @throws `runtime/out-of-memory`. */
  allocate(bytes: number): Allocation;
}

export interface Allocation {
  readonly pointer: number;
  readonly bytes: number;
  free(): void;
}

const ALIGNMENT = 64;

/**
 * The heap of the backend that runs.
 * @throws `runtime/backend-unavailable` when this build of the backend hides it.
 */
export function openHeap(tf: Tf): WasmHeap {
  const backend: unknown = tf.backend();
  if (!isWasm(backend)) {
    throw runtimeError('runtime/backend-unavailable', { backend: 'wasm', tried: ['wasm: its heap cannot be found'] });
  }
  const { wasm } = backend;
  // Addresses beyond 2 GiB come as negative numbers.
  const pointerOf = ({ dataId }: Tensor): number => backend.getMemoryOffset(dataId) >>> 0;
  const full = () => runtimeError('runtime/out-of-memory', { backend: 'wasm', reason: 'the heap cannot grow' });
  return {
    memory: wasm.asm.memory,
    pointerOf,
    make: (shape) => {
      const made = tf.engine().makeTensorFromTensorInfo(backend.makeOutput([...shape], 'float32'));
      if (pointerOf(made) === 0) throw full();
      return made;
    },
    allocate: (bytes) => {
      const start = wasm._malloc(bytes + ALIGNMENT) >>> 0;
      if (start === 0) throw full();
      const pointer = Math.ceil(start / ALIGNMENT) * ALIGNMENT;
      return { pointer, bytes, free: () => wasm._free(start) };
    },
  };
}
