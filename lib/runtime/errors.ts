import { errorFactory } from '../error';
import type { OpType } from '../graph/graph';

/** Why the outputs of a network are no sum over places of its last maps. */
export type HeadRefusal =
  /** No linear layer at all. */
  | { readonly type: 'no-linear' }
  /** The linear layer reads something else than the mean of maps: `op` at `node`. */
  | { readonly type: 'not-means'; readonly node: string; readonly op: OpType }
  /** Something else than a softmax comes after it, so its outputs are no scores of classes: an embedding. */
  | { readonly type: 'not-scores'; readonly node: string; readonly op: OpType };

/** Every error of a session, with the facts that go with it. */
export type RuntimeErrors = {
  /** A request came before the session was opened, or after it was closed. */
  'runtime/not-open': { request: string };
  /** No backend of the wanted kind works here; `tried` says why each failed. */
  'runtime/backend-unavailable': { backend: string; tried: readonly string[] };
  /** The graphics device went away: driver reset, power saving, too much memory, another tab. */
  'runtime/device-lost': { reason: string };
  /** The graphics device refused a command; results after it cannot be trusted. */
  'runtime/device-error': { reason: string };
  'runtime/out-of-memory': { backend: string; reason: string };
  /** The worker stopped by an error that nobody caught, or could not be loaded. */
  'runtime/worker-crashed': { reason: string };
  'runtime/unknown-network': { network: string };
  'runtime/unknown-picture': { picture: string };
  'runtime/unknown-weights': { weights: string };
  'runtime/unknown-node': { network: string; node: string };
  'runtime/bad-picture': { height: number; width: number; channels: number; values: number };
  /** A picture whose channels are not those of the network's input. */
  'runtime/wrong-channels': { network: string; wanted: number; found: number };
  'runtime/no-such-channel': { channel: number; channels: number };
  'runtime/no-such-class': { class: number; classes: number };
  /** So many of the scores are NaN or infinite: the weights or the picture overflow, and no order of classes is right. */
  'runtime/scores-not-finite': { notFinite: number; classes: number };
  /** The head is no mean and linear layer; `reason` says what it is instead, at `node`. */
  'runtime/no-class-map': { network: string; reason: HeadRefusal['type']; node: string };
  'runtime/no-such-place': { y: number; x: number; height: number; width: number };
  /** A pass that needs more memory at once than is lent to it, or maps that are more than a picture can hold. */
  'runtime/too-large': { what: 'computing' | 'drawing'; node: string; bytes: number; limit: number };
  /** The worker has given no sign of life for so many seconds, while it was asked for one. */
  'runtime/worker-silent': { seconds: number };
  /** Anything without a code of its own; `reason` is the browser's message. */
  'runtime/failed': { reason: string };
};

export const runtimeError = errorFactory<RuntimeErrors>();
