import { AtlasError, type ErrorData } from '../../error';
import { orAborted } from '../../weights/or-aborted';
import { runtimeError } from '../errors';
import type {
  BackendChoice,
  BackendReport,
  Progress,
  Put,
  RequestOf,
  RequestType,
  Results,
  Session,
  WeightChoice,
} from '../protocol';
import { type AskOptions, Line, nameOfPut, type SessionWorker } from './line';
import { PATIENCE, type Patience } from './sign-of-life';

export type { SessionWorker } from './line';

type OpenOptions = Omit<RequestOf<'open'>, 'type' | 'choice' | 'without'>;

/** A worker whose backend is open. */
interface Opened {
  readonly line: Line;
  readonly report: BackendReport;
}

interface RequestOptions extends AskOptions {
  readonly expects?: readonly Put[];
}

/** WebGPU is left alone after so many failures in one session. */
const WEBGPU_ATTEMPTS = 2;

/** How many pictures a worker holds that were put for a request, about 1 MB each; one that is asked about again is put again. */
const PICTURES_HELD = 4;

const startWorker = (): SessionWorker =>
  new Worker(new URL('./session.worker.ts', import.meta.url), { type: 'module', name: 'atlas-session' });

const isPut = (request: RequestOf<RequestType>): request is Put => request.type.startsWith('put-');

const isAboutStorage = ({ type }: RequestOf<RequestType>): boolean => type === 'stored' || type === 'forget-stored';

/** Whether a request can be asked of a worker without a backend. */
const needsNoBackend = (request: RequestOf<RequestType>): boolean =>
  isAboutStorage(request) || request.type === 'needs';

/** What a request names, in an order in which it can be put. */
function namesIn(request: RequestOf<RequestType>): readonly string[] {
  const weights = (choice: WeightChoice): readonly string[] =>
    choice.kind === 'file' ? [nameOfPut({ type: 'put-weights', key: choice.key })] : [];
  // What something would cost can be told of weights that are not opened, and opening them may ask a server.
  const reads = request.type !== 'needs';
  return [
    ...('network' in request ? [nameOfPut({ type: 'put-network', key: request.network })] : []),
    ...('picture' in request ? [nameOfPut({ type: 'put-picture', key: request.picture })] : []),
    ...('weights' in request && reads ? weights(request.weights) : []),
  ];
}

class WorkerSession implements Session {
  readonly #start: () => SessionWorker;
  readonly #patience: Patience;
  readonly #listeners = new Set<(code: string, data: ErrorData) => void>();
  /** What was put by itself, in order: a worker that lacks it gets it when a request names it. */
  readonly #given = new Map<string, Put>();
  #line: Line | null = null;
  #opening: Promise<Opened> | null = null;
  #report: BackendReport | null = null;
  #choice: BackendChoice = 'auto';
  /** What it was opened with beyond that. */
  #own: OpenOptions = {};
  #webgpuFailures = 0;
  #closed = false;

  constructor(start: () => SessionWorker, patience: Patience) {
    this.#start = start;
    this.#patience = patience;
  }

  async request<T extends RequestType>(request: RequestOf<T>, options: RequestOptions = {}): Promise<Results[T]> {
    const asked: RequestOf<RequestType> = request;
    let result: Results[RequestType];
    try {
      result = await this.#answer(asked, options);
    } catch (error) {
      // Nobody can know whether it was at fault for that, so it is asked once more, of a worker that lives.
      const silent = error instanceof AtlasError && error.code === 'runtime/worker-silent';
      if (!silent || this.#closed) throw error;
      result = await this.#answer(asked, options);
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

  async #answer(request: RequestOf<RequestType>, options: RequestOptions): Promise<Results[RequestType]> {
    if (this.#closed) throw runtimeError('runtime/not-open', { request: request.type });
    if (request.type === 'open') {
      const { type: _, choice, without: __, ...own } = request;
      if (choice !== this.#choice || JSON.stringify(own) !== JSON.stringify(this.#own)) this.#drop();
      this.#choice = choice;
      this.#own = own;
      return (await orAborted(this.#open(options.onProgress), options.signal)).report;
    }
    if (request.type === 'drop-picture') {
      this.#given.delete(nameOfPut({ type: 'put-picture', key: request.key }));
      // A worker that is not there has none.
      return this.#line ? this.#line.ask(request, options) : null;
    }
    // The one that was opened: where it is lost meanwhile it refuses by itself, and another one is not open.
    const line = needsNoBackend(request)
      ? this.#started()
      : (await orAborted(this.#open(options.onProgress), options.signal)).line;
    options.signal?.throwIfAborted();
    await this.#supply(line, request, options);
    const result = await line.ask(request, options);
    if (isPut(request)) this.#given.set(nameOfPut(request), request);
    return result;
  }

  /** Puts what a request names, or says that it expects, as far as the worker does not have it. */
  async #supply(line: Line, request: RequestOf<RequestType>, { signal, expects = [] }: RequestOptions): Promise<void> {
    const expected = new Map(expects.map((put) => [nameOfPut(put), put]));
    const own = isPut(request) ? nameOfPut(request) : null;
    for (const name of new Set([...expected.keys(), ...namesIn(request)])) {
      line.touch(name);
      const put = expected.get(name) ?? this.#given.get(name);
      if (!put || name === own || line.holds(name)) continue;
      // Weights are read of a file, which may lie on a server; they need their network first.
      for (const before of namesIn(put)) {
        const needed = expected.get(before) ?? this.#given.get(before);
        if (needed && !line.holds(before)) await line.ask(needed, { signal });
      }
      await line.ask(put, { signal });
    }
    this.#dropOldPictures(line);
  }

  #dropOldPictures(line: Line): void {
    const lent = [...line.held].filter((name) => name.startsWith('put-picture ') && !this.#given.has(name));
    for (const name of lent.slice(0, -PICTURES_HELD)) {
      // A worker that was lost has let it go.
      line.ask({ type: 'drop-picture', key: name.slice('put-picture '.length) }).catch(() => {});
    }
  }

  #drop(): void {
    this.#line?.end(runtimeError('runtime/not-open', { request: 'close' }));
    this.#line = null;
    this.#opening = null;
    this.#report = null;
  }

  /** The worker, perhaps a new one; its backend may not be open. */
  #started(): Line {
    if (this.#line) return this.#line;
    const line = new Line(this.#start(), this.#patience, (error) => this.#lost(line, error));
    this.#line = line;
    return line;
  }

  /** The open worker, or a new one. */
  #open(onProgress?: (progress: Progress) => void): Promise<Opened> {
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
      if (!report || !('backend' in report)) throw runtimeError('runtime/failed', { reason: 'no report' });
      this.#report = report;
      return { line, report };
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

/** What differs between a page and a test. */
export interface SessionParts extends Partial<Patience> {
  /** Makes the worker. */
  readonly start?: () => SessionWorker;
}

/**
 * A session in a worker of its own. Nothing is loaded before the first request. What a request expects is put there
 * where it lacks, so that a loss costs only the computing.
 */
export function createSession({ start = startWorker, ...patience }: SessionParts = {}): Session {
  return new WorkerSession(start, { ...PATIENCE, ...patience });
}
