import { AtlasError } from '../../error';
import { runtimeError } from '../errors';
import type { FromWorker, Request, RequestType, Results, ToWorker } from '../protocol';
import { INTERRUPTED, type RequestOptions } from './session-host';

/** What answers the requests of a queue. */
export interface Answerer {
  answer(request: Request, options: RequestOptions): Promise<Results[RequestType]>;
}

const asAtlasError = (error: unknown): AtlasError =>
  error instanceof AtlasError
    ? error
    : runtimeError('runtime/failed', { reason: error instanceof Error ? error.message : String(error) });

/**
 * Requests that compute nothing wait for nobody and stop nobody: a server that is slow to answer must not hold up what
 * can be computed meanwhile, and what something would cost is asked while something else is computed.
 */
const isBeside = (request: Request): boolean =>
  request.type === 'needs' ||
  request.type === 'put-network' ||
  (request.type === 'put-weights' && typeof request.file === 'string');

/**
 * The requests of a session, one after the other, each of which can be cancelled. What is computed ahead gives way to
 * whatever is asked: it stops before its next step.
 */
export class WorkQueue {
  readonly #host: Answerer;
  readonly #send: (message: FromWorker) => void;
  readonly #controllers = new Map<number, AbortController>();
  /** Requests that compute ahead, waiting or running. */
  readonly #ahead = new Set<number>();
  #last: Promise<void> = Promise.resolve();

  constructor(host: Answerer, send: (message: FromWorker) => void) {
    this.#host = host;
    this.#send = send;
  }

  /** @returns when the request is answered, whatever with. */
  receive(message: ToWorker): Promise<void> {
    if (message.kind === 'ping') {
      this.#send({ kind: 'pong' });
      return Promise.resolve();
    }
    if (message.kind === 'cancel') {
      this.#controllers.get(message.id)?.abort();
      return Promise.resolve();
    }
    const { id, request } = message;
    this.#controllers.set(id, new AbortController());
    if (isBeside(request)) return this.#work(id, request);
    for (const ahead of this.#ahead) this.#controllers.get(ahead)?.abort(INTERRUPTED);
    if (request.type === 'warm') this.#ahead.add(id);
    this.#last = this.#last.then(() => this.#work(id, request));
    return this.#last;
  }

  async #work(id: number, request: Request): Promise<void> {
    const controller = this.#controllers.get(id);
    if (!controller) return;
    const { signal } = controller;
    try {
      // One that was interrupted before it began says so itself.
      if (signal.reason !== INTERRUPTED) signal.throwIfAborted();
      const onProgress: RequestOptions['onProgress'] = (progress) => this.#send({ kind: 'progress', id, progress });
      const result = await this.#host.answer(request, { signal, onProgress });
      this.#send({ kind: 'result', id, result });
    } catch (error) {
      if (signal.aborted) this.#send({ kind: 'cancelled', id });
      else {
        const { code, data, retryable } = asAtlasError(error);
        this.#send({ kind: 'failure', id, code, data, retryable });
        // A WebAssembly heap that could not grow, or whose code trapped, is left in an unknown state.
        if (code === 'runtime/out-of-memory' || code === 'runtime/worker-crashed') {
          this.#send({ kind: 'lost', code, data });
        }
      }
    } finally {
      this.#controllers.delete(id);
      this.#ahead.delete(id);
    }
  }
}
