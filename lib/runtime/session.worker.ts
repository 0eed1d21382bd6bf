import { AtlasError } from '../error';
import { openOpfsShelf } from '../weights/opfs-shelf';
import { TensorCache } from '../weights/tensor-cache';
import { DEFAULT_BUDGETS, SMALL_BUDGETS } from './engine/engine';
import { runtimeError } from './errors';
import type { FromWorker, RequestType, Results, ToWorker } from './protocol';
import { SessionHost } from './session-host';
import { startHelper } from './start-helper';
import { wasmPaths } from './wasm-paths';

/** The worker's end of a session: requests one after the other, each of which can be cancelled. */

const send = (message: FromWorker, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

const lost = (error: AtlasError): void => send({ kind: 'lost', code: error.code, data: error.data });

/** Memory of the machine in GiB where the browser tells it (rounded, at most 8). */
const gibibytes =
  'deviceMemory' in navigator && typeof navigator.deviceMemory === 'number' ? navigator.deviceMemory : 8;

const host = new SessionHost({
  backend: { wasmPaths, startHelper },
  budgets: gibibytes <= 4 ? SMALL_BUDGETS : DEFAULT_BUDGETS,
  cache: new TensorCache(openOpfsShelf),
  makeBitmap: (pixels, width, height) => createImageBitmap(new ImageData(pixels, width, height)),
  onLost: lost,
});

const controllers = new Map<number, AbortController>();
let queue: Promise<void> = Promise.resolve();

/** Buffers that the answer owns; moved, not copied. */
function transferables(result: Results[RequestType]): Transferable[] {
  if (result === null) return [];
  if ('bitmap' in result) return [result.bitmap];
  if ('values' in result) return [result.values.buffer];
  return [];
}

const asAtlasError = (error: unknown): AtlasError =>
  error instanceof AtlasError
    ? error
    : runtimeError('runtime/failed', { reason: error instanceof Error ? error.message : String(error) });

async function work(id: number, request: Extract<ToWorker, { kind: 'request' }>['request']): Promise<void> {
  const controller = controllers.get(id);
  if (!controller) return;
  try {
    controller.signal.throwIfAborted();
    const result = await host.answer(request, {
      signal: controller.signal,
      onProgress: (progress) => send({ kind: 'progress', id, progress }),
    });
    send({ kind: 'result', id, result }, transferables(result));
  } catch (error) {
    if (controller.signal.aborted) send({ kind: 'cancelled', id });
    else {
      const { code, data, retryable } = asAtlasError(error);
      send({ kind: 'failure', id, code, data, retryable });
      // A WebAssembly heap that could not grow, or whose code trapped, is left in an unknown state.
      if (code === 'runtime/out-of-memory' || code === 'runtime/worker-crashed') send({ kind: 'lost', code, data });
    }
  } finally {
    controllers.delete(id);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'cancel') {
    controllers.get(data.id)?.abort();
    return;
  }
  controllers.set(data.id, new AbortController());
  const { id, request } = data;
  // A server that is slow to answer must not hold up what can be computed meanwhile; nothing of the engine is asked.
  if (request.type === 'put-weights' && typeof request.file === 'string') void work(id, request);
  else queue = queue.then(() => work(id, request));
});

// Unlike an error, a rejection that nobody caught does not reach the page by itself.
self.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
  lost(runtimeError('runtime/worker-crashed', { reason: reason instanceof Error ? reason.message : String(reason) }));
});
