import { AtlasError } from '../../error';
import { runtimeError } from '../errors';
import type { FromWorker, Progress, Put, RequestOf, RequestType, Results, ToWorker } from '../protocol';
import { type Patience, SignOfLife } from './sign-of-life';

/** The part of a Worker that a session uses. */
export interface SessionWorker {
  postMessage(message: ToWorker): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

interface Pending {
  readonly resolve: (result: Results[RequestType]) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** What a request may use while it is worked on. */
export interface AskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Names what is put: the same name means the same thing, whichever worker has it. */
export const nameOfPut = ({ type, key }: Pick<Put, 'type' | 'key'>): string => `${type} ${key}`;

const isPut = (request: RequestOf<RequestType>): request is Put => request.type.startsWith('put-');

/** One worker, the requests that wait for it, and what was put into it: all of that ends with the worker. */
export class Line {
  readonly #worker: SessionWorker;
  readonly #pending = new Map<number, Pending>();
  readonly #onBroken: (error: AtlasError) => void;
  readonly #life: SignOfLife;
  /** Names of what the worker has. */
  readonly #held = new Set<string>();
  #next = 1;
  #broken: AtlasError | null = null;

  /** @param onBroken told once when the worker is beyond use, but for where `end` was asked for. */
  constructor(worker: SessionWorker, patience: Patience, onBroken: (error: AtlasError) => void) {
    this.#worker = worker;
    this.#onBroken = onBroken;
    this.#life = new SignOfLife(patience, {
      ping: () => worker.postMessage({ kind: 'ping' }),
      onSilent: (seconds) => this.#break(runtimeError('runtime/worker-silent', { seconds }, { retryable: true })),
    });
    worker.addEventListener('message', ({ data }) => this.#receive(data));
    worker.addEventListener('error', ({ message }) => {
      const reason = message === undefined || message === '' ? 'it could not be loaded' : message;
      this.#break(runtimeError('runtime/worker-crashed', { reason }, { retryable: true }));
    });
    worker.addEventListener('messageerror', () => {
      this.#break(
        runtimeError('runtime/worker-crashed', { reason: 'a message could not be read' }, { retryable: true }),
      );
    });
  }

  /** Whether the worker has what is named so (`nameOfPut`). */
  holds(name: string): boolean {
    return this.#held.has(name);
  }

  /** Names of what the worker has, in the order in which it was put or last asked for. */
  get held(): Iterable<string> {
    return this.#held;
  }

  /** Notes that something was asked for again. */
  touch(name: string): void {
    if (this.#held.delete(name)) this.#held.add(name);
  }

  /** @throws the reason for which the worker is beyond use; what the worker answers; the reason of the signal. */
  ask(request: RequestOf<RequestType>, { signal, onProgress }: AskOptions = {}): Promise<Results[RequestType]> {
    return new Promise((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      if (signal?.aborted) return reject(signal.reason);
      const id = this.#next++;
      const settle = (): void => signal?.removeEventListener('abort', cancel);
      const cancel = (): void => {
        if (!this.#pending.delete(id)) return;
        this.#worker.postMessage({ kind: 'cancel', id });
        this.#watch();
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#pending.set(id, {
        resolve: (result) => {
          settle();
          if (isPut(request)) this.#held.add(nameOfPut(request));
          resolve(result);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
        onProgress,
      });
      if (request.type === 'drop-picture') this.#held.delete(nameOfPut({ type: 'put-picture', key: request.key }));
      this.#worker.postMessage({ kind: 'request', id, request });
      this.#watch();
    });
  }

  /** Ends the worker; everything that waits is rejected with the reason. */
  end(error: AtlasError): void {
    if (this.#broken) return;
    this.#broken = error;
    this.#life.watch(false);
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  #break(error: AtlasError): void {
    if (this.#broken) return;
    this.end(error);
    this.#onBroken(error);
  }

  /** Life is asked for as long as something waits for an answer. */
  #watch(): void {
    this.#life.watch(this.#pending.size > 0);
  }

  #receive(message: FromWorker): void {
    this.#life.sign(message);
    if (message.kind === 'pong') return;
    if (message.kind === 'lost') {
      this.#break(new AtlasError(message.code, message.data, { retryable: true }));
      return;
    }
    const pending = this.#pending.get(message.id);
    if (!pending) {
      // Nobody waits for it any more; a bitmap holds memory until it is closed.
      if (message.kind === 'result' && message.result && 'bitmap' in message.result) message.result.bitmap.close();
      return;
    }
    if (message.kind === 'progress') {
      pending.onProgress?.(message.progress);
      return;
    }
    this.#pending.delete(message.id);
    this.#watch();
    switch (message.kind) {
      case 'result':
        pending.resolve(message.result);
        break;
      case 'failure':
        pending.reject(new AtlasError(message.code, message.data, { retryable: message.retryable }));
        break;
      case 'cancelled':
        pending.reject(new DOMException('The request was cancelled.', 'AbortError'));
        break;
    }
  }
}
