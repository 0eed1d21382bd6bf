import type { AtlasError } from '../../error';
import { openOpfsShelf } from '../../weights/opfs-shelf';
import { TensorCache } from '../../weights/tensor-cache';
import { DEFAULT_BUDGETS, SMALL_BUDGETS } from '../engine/engine';
import { runtimeError } from '../errors';
import type { FromWorker, RequestType, Results, ToWorker } from '../protocol';
import { makeBitmap } from './make-bitmap';
import { SessionHost } from './session-host';
import { startHelper } from './start-helper';
import { wasmPaths } from './wasm-paths';
import { WorkQueue } from './work-queue';

/** The worker's end of a session. */

const send = (message: FromWorker, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

const lost = (error: AtlasError): void => send({ kind: 'lost', code: error.code, data: error.data });

/** Memory of the machine in GiB where the browser tells it (rounded, at most 8). */
const gibibytes =
  'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number' ? navigator.deviceMemory : 8;

const host = new SessionHost({
  backend: { wasmPaths, startHelper },
  budgets: gibibytes <= 4 ? SMALL_BUDGETS : DEFAULT_BUDGETS,
  cache: new TensorCache(openOpfsShelf),
  makeBitmap,
  onLost: lost,
});

/** Buffers that the answer owns; moved, not copied. */
function transferables(result: Results[RequestType]): Transferable[] {
  if (result === null) return [];
  if ('bitmap' in result) return [result.bitmap];
  if ('values' in result) return [result.values.buffer];
  return [];
}

const queue = new WorkQueue(host, (message) =>
  send(message, message.kind === 'result' ? transferables(message.result) : []),
);

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void queue.receive(data));

// Unlike an error, a rejection that nobody caught does not reach the page by itself.
self.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
  lost(runtimeError('runtime/worker-crashed', { reason: reason instanceof Error ? reason.message : String(reason) }));
});
