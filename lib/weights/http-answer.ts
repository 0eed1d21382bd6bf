import { AtlasError } from '../error';
import { weightError } from './errors';
import { secondsToWait } from './retry';

/** Whom a request is about; for messages. Signed addresses are secrets and never in one. */
export interface Asked {
  readonly name: string;
  /** The address that was given, not that to which it led. */
  readonly address: string;
  readonly host: string;
}

/** A body that may be read, and what its headers tell. */
export interface Answer {
  /** The server sends the whole file, whatever was asked for. */
  readonly whole: boolean;
  /** Bytes of the whole file; null where it does not tell. */
  readonly total: number | null;
  /** Bytes of the body as announced; null where it does not tell, or tells of packed bytes. */
  readonly length: number | null;
  /** A strong validator, where it can be read. */
  readonly etag: string | null;
  readonly body: ReadableStream<Uint8Array> | null;
}

const count = (text: string | null): number | null => (text !== null && /^\d+$/.test(text) ? Number(text) : null);

const RETRYABLE = new Set([408, 425, 500, 501, 502, 503, 504]);

/** The error of a status that brings no bytes. */
function refusal({ name, address, host }: Asked, response: Response, from: number, to: number): AtlasError {
  const { status, headers } = response;
  switch (status) {
    case 401:
    case 403:
      return weightError('weights/denied', { name, host, status });
    case 404:
    case 410:
      return weightError('weights/not-found', { name, address, status });
    case 416:
      return from === 0
        ? weightError('weights/too-short', { name, bytes: 0 })
        : weightError('weights/no-such-range', { name, from, to });
    case 429: {
      const seconds = secondsToWait(headers.get('Retry-After'), Date.now());
      return weightError('weights/busy', { name, host, seconds }, { retryable: true });
    }
    default:
      return RETRYABLE.has(status)
        ? weightError('weights/server-failed', { name, host, status }, { retryable: true })
        : weightError('weights/unexpected-status', { name, host, status });
  }
}

/**
 * Judges an answer by its status and headers, before anything of its body is read. `Content-Range` and `ETag` can be
 * read from another origin only where the server exposes them; `Content-Length` and `Content-Type` always.
 * @param from first byte asked for. @param to the one after the last.
 * @throws `weights/web-page`, `weights/wrong-range`, and one for each status that brings no bytes.
 */
export function judgeAnswer(asked: Asked, response: Response, from: number, to: number): Answer {
  const { status, headers, body } = response;
  if (status !== 206 && status !== 200) throw refusal(asked, response, from, to);
  const { name, host } = asked;
  const type = headers.get('Content-Type') ?? '';
  if (/^(text\/html|application\/xhtml)/i.test(type)) throw weightError('weights/web-page', { name });
  const encoding = headers.get('Content-Encoding')?.trim().toLowerCase() ?? '';
  const encoded = encoding !== '' && encoding !== 'identity';
  // What is read comes unpacked: lengths, which are of the packed bytes, say nothing of it.
  const length = encoded ? null : count(headers.get('Content-Length'));
  const tag = headers.get('ETag');
  const etag = tag?.startsWith('"') ? tag : null;
  if (status === 200) {
    // Another origin may hide that it packed the body: then its length is not that of the file.
    const total = response.type === 'cors' ? null : length;
    return { whole: true, total, length, etag, body };
  }

  const header = headers.get('Content-Range');
  const wanted = `bytes ${from}-${to - 1}`;
  // Places in packed bytes: what they hold cannot be unpacked by itself.
  if (encoded) throw weightError('weights/wrong-range', { name, host, wanted, found: `Content-Encoding: ${encoding}` });
  if (/^multipart\//i.test(type)) throw weightError('weights/wrong-range', { name, host, wanted, found: type });
  if (header === null) return { whole: false, total: null, length, etag, body };
  const [, first, last, total] = /^\s*bytes\s+(\d+)-(\d+)\/(\d+|\*)\s*$/i.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(first) !== from || Number(last) >= to) {
    throw weightError('weights/wrong-range', { name, host, wanted, found: header });
  }
  return { whole: false, total: count(total ?? null), length, etag, body };
}

/** Limits of reading a body. */
export interface BodyLimits {
  /** Bytes at its beginning that are not wanted. */
  readonly skip: number;
  /** Whether to stop as soon as the buffer is full, without a look at whether more would come. */
  readonly enough: boolean;
  /** Milliseconds without a byte after which the connection counts as broken. */
  readonly stall: number;
}

/**
 * Reads a body into a buffer, chunk by chunk, and tells of each as soon as it is in its place.
 * @returns whether it ended by itself; false where the buffer was full before and the rest was not read.
 * @throws `weights/cut-off`, `weights/stalled`; the reason of the signal.
 */
export async function readBody(
  { name, host }: Asked,
  body: ReadableStream<Uint8Array> | null,
  into: Uint8Array,
  { skip, enough, stall }: BodyLimits,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<boolean> {
  if (!body) return true;
  const reader = body.getReader();
  let at = -skip;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = weightError('weights/stalled', { name, host, seconds: stall / 1000 }, { retryable: true });
  let stop: (reason: unknown) => void = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = reject;
  });
  // Nobody may be listening any more when it is.
  stopped.catch(() => {});
  const abort = () => stop(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    for (;;) {
      timer = setTimeout(() => stop(stalled), stall);
      const { done, value } = await Promise.race([reader.read(), stopped]);
      clearTimeout(timer);
      if (done) return true;
      const chunk = at < 0 ? value.subarray(Math.min(-at, value.length)) : value;
      at += value.length - chunk.length;
      const fitting = chunk.subarray(0, into.length - Math.max(0, at));
      if (fitting.length > 0) {
        into.set(fitting, at);
        at += fitting.length;
        onBytes(fitting.length);
      }
      if (fitting.length < chunk.length || (enough && at === into.length)) return false;
    }
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    if (cause instanceof AtlasError) throw cause;
    const found = Math.max(0, at);
    throw weightError('weights/cut-off', { name, host, wanted: into.length, found }, { cause, retryable: true });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    // A body that broke off cannot be cancelled, and need not be.
    reader.cancel().catch(() => {});
  }
}
