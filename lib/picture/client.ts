import { type AtlasError, errorFactory } from '../error';
import type { PictureErrors } from './errors';
import { pictureError } from './errors';
import type { CropChoice } from './prepare';
import type { Preprocessing } from './preprocessing';
import type { OpenedPicture, PictureAnswer, PictureFailure, PictureRequest, PreparedPicture } from './protocol';

export type { CropChoice } from './prepare';
export type { OpenedPicture, PreparedPicture } from './protocol';

export type PictureClient = {
  /**
   * Decodes a picture off the page's thread. A newer `open` cancels the one before it (`picture/cancelled`).
   * Pictures that were opened before stay usable, also when a newer one fails.
   */
  open(blob: Blob): Promise<OpenedPicture>;
  /** The network input of an opened picture; `choice` moves or sizes the crop. */
  prepare(id: string, preprocessing: Preprocessing, choice?: CropChoice): Promise<PreparedPicture>;
  /** Ends the worker; whatever is under way is cancelled. */
  close(): void;
};

/** The part of `Worker` that the client uses; tests put a worker of their own here. */
export type PictureWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror' | 'onmessageerror'>;

export type PictureClientOptions = {
  readonly createWorker?: () => PictureWorker;
  /** How long one request may take before the worker is ended and replaced. */
  readonly timeoutMs?: number;
};

/** A slow phone decodes and reduces a photograph of 64 megapixels in about 10 s. */
const DEFAULT_TIMEOUT_MS = 30_000;

const startWorker = (): PictureWorker =>
  new Worker(new URL('./picture.worker.ts', import.meta.url), { type: 'module', name: 'picture' });

type Pending = {
  readonly message: PictureRequest;
  readonly settle: (answer: PictureAnswer) => void;
  readonly reject: (error: AtlasError) => void;
  timer: ReturnType<typeof setTimeout> | undefined;
};

/**
 * The page's side of the picture worker. The worker starts with the first request. Requests are self-contained, so
 * one that hangs, throws or is overtaken costs its worker and nothing else: the others are asked again.
 */
export function createPictureClient(options: PictureClientOptions = {}): PictureClient {
  const { createWorker = startWorker, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const blobs = new Map<string, Blob>();
  const pending = new Map<number, Pending>();
  let worker: PictureWorker | null = null;
  let requests = 0;
  let closed = false;

  function take(request: number): Pending | undefined {
    const entry = pending.get(request);
    pending.delete(request);
    clearTimeout(entry?.timer);
    return entry;
  }

  function drop(): void {
    if (worker === null) return;
    worker.onmessage = null;
    worker.onerror = null;
    worker.onmessageerror = null;
    worker.terminate();
    worker = null;
  }

  /** Ends the worker and asks a new one whatever is still wanted. */
  function replace(): void {
    drop();
    for (const entry of pending.values()) send(entry);
  }

  function failAll(error: AtlasError): void {
    drop();
    for (const request of [...pending.keys()]) take(request)?.reject(error);
  }

  function running(): PictureWorker {
    if (worker !== null) return worker;
    const started = createWorker();
    started.onmessage = ({ data }: MessageEvent<PictureAnswer>) => take(data.request)?.settle(data);
    started.onerror = (event) => {
      event.preventDefault?.();
      failAll(pictureError('picture/worker-failed', { reason: event.message || 'the worker did not start' }));
    };
    started.onmessageerror = () => failAll(pictureError('picture/worker-failed', { reason: 'unreadable message' }));
    worker = started;
    return started;
  }

  function send(entry: Pending): void {
    clearTimeout(entry.timer);
    const { request } = entry.message;
    entry.timer = setTimeout(() => {
      take(request)?.reject(pictureError('picture/timeout', { seconds: timeoutMs / 1000 }, { retryable: true }));
      replace();
    }, timeoutMs);
    try {
      running().postMessage(entry.message);
    } catch (cause) {
      failAll(pictureError('picture/worker-failed', { reason: String(cause) }, { cause }));
    }
  }

  function ask<Type extends 'opened' | 'prepared'>(
    message: PictureRequest,
    wanted: Type,
  ): Promise<Extract<PictureAnswer, { type: Type }>> {
    return new Promise((resolve, reject) => {
      if (closed) {
        reject(pictureError('picture/cancelled', {}));
        return;
      }
      const settle = (answer: PictureAnswer) => {
        if (answer.type === wanted) resolve(answer as Extract<PictureAnswer, { type: Type }>);
        else if (answer.type === 'failed') reject(errorOf(answer.failure));
        else reject(pictureError('picture/worker-failed', { reason: `answered ${answer.type}` }));
      };
      const entry: Pending = { message, settle, reject, timer: undefined };
      pending.set(message.request, entry);
      send(entry);
    });
  }

  /** An open that is still under way is given up with its worker: a decode cannot be stopped otherwise. */
  function cancelOpens(): void {
    const overtaken = [...pending.values()].filter((entry) => entry.message.type === 'open');
    for (const { message } of overtaken) take(message.request)?.reject(pictureError('picture/cancelled', {}));
    if (overtaken.length > 0) replace();
  }

  return {
    async open(blob) {
      cancelOpens();
      const request = ++requests;
      const id = `picture-${request}`;
      const { picture } = await ask({ type: 'open', request, id, blob }, 'opened');
      blobs.set(id, blob);
      return picture;
    },
    async prepare(id, preprocessing, choice) {
      const blob = blobs.get(id);
      if (blob === undefined) throw pictureError('picture/not-open', { id });
      const request = ++requests;
      const { picture } = await ask({ type: 'prepare', request, id, blob, preprocessing, choice }, 'prepared');
      return picture;
    },
    close() {
      closed = true;
      failAll(pictureError('picture/cancelled', {}));
      blobs.clear();
    },
  };
}

function errorOf({ code, data }: PictureFailure): AtlasError {
  return errorFactory<PictureErrors>()(code, data as PictureErrors[typeof code]);
}
