import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { BackendName } from '../protocol';

export type Tf = typeof TensorFlow;
export type Tensor = TensorFlow.Tensor;

/** The core of tfjs, without a backend. */
export async function loadCore(): Promise<Tf> {
  const tf = await import('@tensorflow/tfjs-core');
  // Silences remarks for developers; results are the same.
  tf.enableProdMode();
  return tf;
}

/** Frees a backend with all that it holds; unlike `removeBackend` alone it can be opened again. */
export function remove(tf: Tf, name: BackendName): void {
  const factory = tf.findBackendFactory(name);
  tf.removeBackend(name);
  if (factory) tf.registerBackend(name, factory);
}
