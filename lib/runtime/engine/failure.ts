import type { AtlasError } from '../../error';
import { runtimeError } from '../errors';
import type { BackendName } from '../protocol';
import type { OpenBackend } from './backend';
import type { Tf } from './tfjs';

/** One turn of the event loop for messages that wait, without the 4 ms of nested timers. */
export const macrotask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** What an error of any kind says. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether a browser's message tells of memory that could not be had. */
export const isOutOfMemory = (message: string): boolean =>
  /out of memory|\boom\b|array buffer allocation|cannot enlarge memory|memory\.grow|failed to allocate/i.test(message);

/** The failure state that all backends share. */
export function failureState() {
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
export async function selfTest(tf: Tf, name: BackendName, guard: OpenBackend['guard']): Promise<void> {
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
