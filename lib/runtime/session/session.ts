import { AtlasError, type ErrorData } from '../../error';
import { runtimeError } from '../errors';
import type {
  BackendChoice,
  BackendReport,
  FromWorker,
  Progress,
  RequestOf,
  RequestType,
  Results,
  Session,
  ToWorker,
} from '../protocol';

/** The part of a Worker that a session uses. */
export interface SessionWorker {
  postMessage(message: ToWorker): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromWorker }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

interface Pending {
  readonly request: RequestOf<RequestType>;
  readonly resolve: (result: Results[RequestType]) => void;
  readonly reject: (error: unknown) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

type Put = RequestOf<'put-network'> | RequestOf<'put-picture'> | RequestOf<'put-weights'>;

type OpenOptions = Omit<RequestOf<'open'>, 'type' | 'choice' | 'without'>;

interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** WebGPU is left alone after so many failures in one session. */
const WEBGPU_ATTEMPTS = 2;

const startWorker = (): SessionWorker =>
  new Worker(new URL('./session.worker.ts', import.meta.url), { type: 'module', name: 'atlas-session' });

const isPut = (request: RequestOf<RequestType>): request is Put => request.type.startsWith('put-');

const isAboutStorage = ({ type }: RequestOf<RequestType>): boolean => type === 'stored' || type === 'forget-stored';

/** One worker and the requests that wait for it. */
class Line {
  readonly #worker: SessionWorker;
  readonly #pending = new Map<number, Pending>();
  readonly #onBroken: (error: AtlasError) => void;
  #next = 1;
  broken: AtlasError | null = null;

  constructor(worker: SessionWorker, onBroken: (error: AtlasError) => void) {
    this.#worker = worker;
    this.#onBroken = onBroken;
    worker.addEventListener('message', ({ data }) => this.#receive(data));
    worker.addEventListener('error', ({ message }) => {
      const reason = message === undefined || message === '' ? 'it could not be loaded' : message;
      this.break(runtimeError('runtime/worker-crashed', { reason }, { retryable: true }));
    });
    worker.addEventListener('messageerror', () => {
      this.break(
        runtimeError('runtime/worker-crashed', { reason: 'a message could not be read' }, { retryable: true }),
      );
    });
  }

  ask(request: RequestOf<RequestType>, { signal, onProgress }: RequestOptions = {}): Promise<Results[RequestType]> {
    return new Promise((resolve, reject) => {
      if (this.broken) return reject(this.broken);
      if (signal?.aborted) return reject(signal.reason);
      const id = this.#next++;
      const cancel = (): void => {
        if (!this.#pending.delete(id)) return;
        this.#worker.postMessage({ kind: 'cancel', id });
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const done = (): void => signal?.removeEventListener('abort', cancel);
      this.#pending.set(id, {
        request,
        resolve: (result) => {
          done();
          resolve(result);
        },
        reject: (error) => {
          done();
          reject(error);
        },
        onProgress,
      });
      this.#worker.postMessage({ kind: 'request', id, request });
    });
  }

  /** Ends the worker; everything that waits is rejected with the reason. */
  break(error: AtlasError, tell = true): void {
    if (this.broken) return;
    this.broken = error;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    if (tell) this.#onBroken(error);
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'lost') {
      this.break(new AtlasError(message.code, message.data, { retryable: true }));
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

class WorkerSession implements Session {
  readonly #start: () => SessionWorker;
  readonly #listeners = new Set<(code: string, data: ErrorData) => void>();
  /** What was put there, in order: it is put back after a loss. */
  readonly #puts = new Map<string, Put>();
  #line: Line | null = null;
  #opening: Promise<BackendReport> | null = null;
  #report: BackendReport | null = null;
  #choice: BackendChoice = 'auto';
  /** What it was opened with beyond that. */
  #own: OpenOptions = {};
  #webgpuFailures = 0;
  #closed = false;

  constructor(start: () => SessionWorker) {
    this.#start = start;
  }

  async request<T extends RequestType>(request: RequestOf<T>, options: RequestOptions = {}): Promise<Results[T]> {
    if (this.#closed) throw runtimeError('runtime/not-open', { request: request.type });
    const asked: RequestOf<RequestType> = request;
    let result: Results[RequestType];
    if (asked.type === 'open') {
      const { type: _, choice, without: __, ...own } = asked;
      if (choice !== this.#choice || JSON.stringify(own) !== JSON.stringify(this.#own)) this.#drop();
      this.#choice = choice;
      this.#own = own;
      result = await this.#open(options.onProgress);
    } else if (isAboutStorage(asked)) {
      // What is kept on the device can be asked before anything is computed.
      result = await this.#started().ask(asked, options);
    } else if (asked.type === 'drop-picture') {
      // Nor is it put back after a loss; a worker that is not there has none.
      this.#puts.delete(`put-picture ${asked.key}`);
      result = this.#line ? await this.#line.ask(asked, options) : null;
    } else {
      await this.#open(options.onProgress);
      options.signal?.throwIfAborted();
      if (!this.#line) throw runtimeError('runtime/not-open', { request: request.type });
      result = await this.#line.ask(asked, options);
      if (isPut(asked)) this.#puts.set(`${asked.type} ${asked.key}`, asked);
    }
    // The protocol gives every request the result of its own type.
    return result as Results[T];
  }

  onLost(listener: (code: string, data: ErrorData) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  close(): void {
    this.#closed = true;
    this.#drop();
    this.#listeners.clear();
  }

  #drop(): void {
    this.#line?.break(runtimeError('runtime/not-open', { request: 'close' }), false);
    this.#line = null;
    this.#opening = null;
    this.#report = null;
  }

  /** The worker, perhaps a new one; its backend may not be open. */
  #started(): Line {
    if (this.#line) return this.#line;
    const line = new Line(this.#start(), (error) => this.#lost(line, error));
    this.#line = line;
    return line;
  }

  /** The open worker, or a new one with everything put back. */
  #open(onProgress?: (progress: Progress) => void): Promise<BackendReport> {
    if (this.#opening) return this.#opening;
    const line = this.#started();
    const gaveUpWebgpu = this.#webgpuFailures >= WEBGPU_ATTEMPTS;
    const opening = (async () => {
      const report = await line.ask(
        gaveUpWebgpu
          ? {
              type: 'open',
              choice: this.#choice === 'webgpu' ? 'auto' : this.#choice,
              ...this.#own,
              without: ['webgpu'],
            }
          : { type: 'open', choice: this.#choice, ...this.#own },
        { onProgress },
      );
      for (const put of this.#puts.values()) await line.ask(put);
      if (!report || !('backend' in report)) throw runtimeError('runtime/failed', { reason: 'no report' });
      this.#report = report;
      return report;
    })();
    this.#opening = opening;
    opening.catch(() => {
      // The next request tries again, with a new worker.
      if (this.#line === line) this.#drop();
    });
    return opening;
  }

  #lost(line: Line, error: AtlasError): void {
    if (this.#line !== line) return;
    if (this.#report?.backend === 'webgpu') this.#webgpuFailures++;
    this.#line = null;
    this.#opening = null;
    this.#report = null;
    for (const listener of this.#listeners) listener(error.code, error.data);
  }
}

/**
 * A session in a worker of its own. Nothing is loaded before the first request. What is put there is kept here as well
 * (pictures as their pixels, weights as the chosen file), so that a loss costs only the computing.
 */
export function createSession(start: () => SessionWorker = startWorker): Session {
  return new WorkerSession(start);
}
