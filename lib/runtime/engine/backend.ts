import type { AtlasError } from '../../error';
import type { Shape } from '../../graph/shapes';
import type { KernelChoices } from '../kernels/conv-choice';
import type { BackendName, BackendReport, KernelChoice } from '../protocol';
import type { OwnKernels } from './own-kernels';
import type { Tensor, Tf } from './tfjs';

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

/** What a browser tells of its graphics adapter. */
export type AdapterReport = NonNullable<BackendReport['adapter']>;
