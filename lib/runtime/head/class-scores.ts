import { runtimeError } from '../errors';

/** What a network says about one class. */
export interface ClassScore {
  /** The output that scores it. */
  readonly index: number;
  readonly logit: number;
  /** Of the softmax over all classes. */
  readonly probability: number;
  /** 1 for the highest. */
  readonly rank: number;
}

/** Probabilities of logits, in float64; the largest logit is taken off first, so that none overflows. */
export function softmax(logits: ArrayLike<number>): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) largest = Math.max(largest, logits[i] ?? 0);
  const powers = Float64Array.from({ length: logits.length }, (_, i) => Math.exp((logits[i] ?? 0) - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Classes by their logits, the highest first; equal ones in index order. */
function order(logits: Float32Array): Uint32Array {
  return Uint32Array.from(logits, (_, index) => index).sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b);
}

/** Logits that are not finite have no order. @throws `runtime/scores-not-finite`. */
function checkFinite(logits: Float32Array): void {
  const notFinite = logits.reduce((count, logit) => count + (Number.isFinite(logit) ? 0 : 1), 0);
  if (notFinite > 0) throw runtimeError('runtime/scores-not-finite', { notFinite, classes: logits.length });
}

/**
 * The `top` classes with the highest logits, the highest first; equal ones in index order.
 * @throws `runtime/scores-not-finite`.
 */
export function topClasses(logits: Float32Array, top: number): readonly ClassScore[] {
  checkFinite(logits);
  const probabilities = softmax(logits);
  return Array.from(order(logits).subarray(0, top), (index, place) => ({
    index,
    logit: logits[index] ?? 0,
    probability: probabilities[index] ?? 0,
    rank: place + 1,
  }));
}

/** The score of one class. @param index of a class that there is. @throws `runtime/scores-not-finite`. */
export function scoreOf(logits: Float32Array, index: number): ClassScore {
  checkFinite(logits);
  return {
    index,
    logit: logits[index] ?? 0,
    probability: softmax(logits)[index] ?? 0,
    rank: order(logits).indexOf(index) + 1,
  };
}
