import { AtlasError } from '../error';
import type { ByteSource } from './byte-source';
import { checksumOf } from './checksum';
import { weightError } from './errors';
import { type Answer, type Asked, judgeAnswer, readBody } from './http-answer';
import { backOff, DEFAULT_RETRIES, pause, type RetryPolicy } from './retry';
import type { Version } from './segment';
import { Slots } from './slots';

/** What happens on the wire, for a meter, a message or a test. */
export type Transfer =
  /** A request for these bytes of the file went out. */
  | { readonly type: 'request'; readonly from: number; readonly to: number }
  /** Bytes of the file that arrived; all of these events together are the bytes that were paid for. */
  | { readonly type: 'bytes'; readonly count: number }
  /** Bytes of the file that were kept on this device and cost nothing. */
  | { readonly type: 'stored'; readonly count: number }
  /** Something failed, with this code; the next request goes out after so many milliseconds. */
  | { readonly type: 'wait'; readonly milliseconds: number; readonly code: string };

export interface HttpOptions {
  /** What people call the file; without it the last part of its path. */
  readonly name?: string;
  readonly fetch?: (address: string, init: RequestInit) => Promise<Response>;
  readonly signal?: AbortSignal;
  readonly onTransfer?: (transfer: Transfer) => void;
  /** Requests at the same time; more gain nothing and annoy servers. */
  readonly inFlight?: number;
  readonly retry?: Partial<RetryPolicy>;
  /** Milliseconds without a byte after which a connection counts as broken. */
  readonly stall?: number;
  /** Hosts that did not answer last time, to share between files: one of these is asked once, until it answers. */
  readonly silentHosts?: Set<string>;
}

/**
 * What the first request asks for: the header and what is behind it, in one go. The longest header of these networks
 * is 131,296 bytes (Inception-ResNet-v2), so this holds any of them with a quarter to spare; what is more than the
 * header is the first tensors of the file, which are kept and not asked for again.
 */
export const FIRST_BYTES = 160 * 1024;

/** A file is taken whole, and held in memory, only up to this; larger ones need a server that can send ranges. */
export const WHOLE_FILE = 8 * 2 ** 20;

/** A failure after so many new bytes is the first in its row again. */
const PROGRESS = 64 * 1024;

/** A longer wait than this is the reader's decision, not ours. Seconds. */
const LONGEST_WAIT = 30;

/** Statuses by which a signed address says that it has expired. */
const EXPIRED = new Set([400, 401, 403, 404, 410]);

interface Target extends Asked {
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  readonly onTransfer: (transfer: Transfer) => void;
  readonly policy: RetryPolicy;
  readonly stall: number;
  readonly silentHosts: Set<string>;
}

/** Failures by which a host shows that it does not answer at all. */
const NO_ANSWER = new Set(['weights/unreachable', 'weights/stalled']);

/** One request with a simple `Range` header, which needs no preflight: GET, no other header, no credentials. */
async function ask(target: Target, address: string, from: number, to: number, signal: AbortSignal) {
  target.onTransfer({ type: 'request', from, to });
  const { name, host } = target;
  const stalled = weightError('weights/stalled', { name, host, seconds: target.stall / 1000 }, { retryable: true });
  const controller = new AbortController();
  const stop = () => controller.abort(signal.reason);
  const timer = setTimeout(() => controller.abort(stalled), target.stall);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const unlink = () => signal.removeEventListener('abort', stop);
  try {
    const response = await target.fetch(address, {
      method: 'GET',
      headers: { Range: `bytes=${from}-${to - 1}` },
      signal: controller.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'follow',
      // A browser's own cache makes requests for one address wait for each other.
      cache: 'no-store',
    });
    target.silentHosts.delete(host);
    return { response, hangUp: () => controller.abort(), unlink };
  } catch (cause) {
    unlink();
    if (signal.aborted) throw signal.reason;
    if (controller.signal.aborted) throw stalled;
    const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const reason = inner instanceof Error ? inner.message : String(inner);
    throw weightError('weights/unreachable', { name, host, reason }, { cause, retryable: true });
  } finally {
    clearTimeout(timer);
  }
}

/** Runs until it succeeds, fails for good, or fails too often without progress; waits longer each time. */
async function persist(
  { host, policy, onTransfer, silentHosts }: Target,
  progress: () => number,
  attempt: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  for (;;) {
    signal.throwIfAborted();
    const before = progress();
    try {
      if (await attempt()) return;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!(error instanceof AtlasError) || !error.retryable) throw error;
      failures = progress() - before >= PROGRESS ? 1 : failures + 1;
      const seconds = typeof error.data.seconds === 'number' && error.code === 'weights/busy' ? error.data.seconds : 0;
      const retries = silentHosts.has(host) ? 0 : policy.retries;
      if (failures > retries || seconds > LONGEST_WAIT) {
        if (NO_ANSWER.has(error.code)) silentHosts.add(host);
        throw error;
      }
      const milliseconds = Math.max(seconds * 1000, backOff(policy, failures));
      onTransfer({ type: 'wait', milliseconds, code: error.code });
      await pause(milliseconds, signal);
    }
  }
}

/** A file on a server. */
export interface HttpFile extends ByteSource {
  /** What its server showed of it so far. */
  readonly version: Version;
  inMemory(from: number, to: number): number;
}

/** A file on a server, read by ranges. */
class HttpSource implements HttpFile {
  readonly name: string;
  readonly #target: Target;
  readonly #slots: Slots;
  /** The beginning of the file, or all of it where the server sends nothing less. */
  #head = new Uint8Array(0);
  #size: number | null = null;
  #etag: string | null = null;
  #beginning: number | null = null;
  /** Where the given address led: signed, good for a while. */
  #direct: string | null = null;
  #startedAgain = false;
  /** Where a whole body ended before its announced length. */
  #endedEarly: number | null = null;

  constructor(target: Target, inFlight: number, known: Version | null = null) {
    this.name = target.name;
    this.#target = target;
    this.#slots = new Slots(inFlight);
    this.#size = known?.size ?? null;
    this.#etag = known?.etag ?? null;
    this.#beginning = known?.beginning ?? null;
  }

  get version(): Version {
    return { size: this.#size, etag: this.#etag, beginning: this.#beginning };
  }

  get size(): number | null {
    return this.#size;
  }

  inMemory(from: number, to: number): number {
    return Math.max(0, Math.min(to, this.#head.length) - from);
  }

  async read(from: number, to: number, signal: AbortSignal = new AbortController().signal) {
    signal.throwIfAborted();
    const bytes = new Uint8Array(Math.max(0, Math.min(to, this.#size ?? to) - from));
    const known = this.#head.subarray(from, from + bytes.length);
    bytes.set(known);
    if (known.length < bytes.length) {
      await this.#slots.use(() => this.#fill(from + known.length, bytes.subarray(known.length), signal), signal);
    }
    return bytes;
  }

  /** The first request: what can be said of the file, and its first bytes. */
  async open(signal: AbortSignal): Promise<void> {
    const head = new Uint8Array(FIRST_BYTES);
    let done = 0;
    const count = (bytes: number): void => {
      done += bytes;
    };
    await persist(
      this.#target,
      () => done,
      () => this.#begin(head, done, count, signal),
      signal,
    );
    if (this.#head.length === 0) this.#head = head.slice(0, done);
    if (this.#etag === null) this.#beginning = checksumOf(this.#head);
  }

  /** @returns whether the beginning of the file is complete. */
  async #begin(head: Uint8Array, done: number, count: (bytes: number) => void, signal: AbortSignal): Promise<boolean> {
    const request = this.#request(done, head.length, signal, async (answer) => {
      if (answer.whole) {
        this.#head = await this.#whole(answer, signal);
        this.#size = this.#head.length;
        return true;
      }
      const wanted = Math.min(head.length, this.#size ?? head.length);
      let filled = done;
      const ended = await this.#receive(answer, head.subarray(done, wanted), {}, signal, (bytes) => {
        filled += bytes;
        count(bytes);
      });
      if (!ended) throw this.#tooLong(wanted - done);
      if (filled === wanted) return true;
      // A shorter answer that says how long it is is complete: so is the file, where its size cannot be read.
      if (this.#size === null && answer.length === filled - done) {
        this.#size = filled;
        return true;
      }
      throw this.#cutOff(wanted, filled);
    });
    return request.catch((error) => {
      // Nothing comes after what is there: that was the whole file.
      const ended = error instanceof AtlasError && error.code === 'weights/no-such-range' && this.#size === null;
      if (!ended) throw error;
      this.#size = done;
      return true;
    });
  }

  /** A whole file from a server that sends no ranges, as long as it is small. */
  async #whole(answer: Answer, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    if (answer.length !== null && answer.length > WHOLE_FILE) throw this.#noRanges(answer.length);
    // More than was announced may come: it may have been packed, which a page cannot always see of another origin.
    const all = new Uint8Array(WHOLE_FILE);
    let filled = 0;
    const ended = await this.#receive(answer, all, {}, signal, (bytes) => {
      filled += bytes;
    });
    if (!ended) throw this.#noRanges(answer.length);
    // Packing may lengthen as well. What ends twice at one place ends there; whether that is all of it the header tells.
    if (answer.length !== null && filled < answer.length && this.#endedEarly !== filled) {
      this.#endedEarly = filled;
      throw this.#cutOff(answer.length, filled);
    }
    return all.slice(0, filled);
  }

  /** Fills a buffer with the bytes from `from` on; what broke off goes on where it broke. */
  async #fill(from: number, into: Uint8Array, signal: AbortSignal): Promise<void> {
    let done = 0;
    const attempt = (): Promise<boolean> =>
      this.#request(from + done, from + into.length, signal, async (answer) => {
        const rest = into.subarray(done);
        const skip = answer.whole ? from + done : 0;
        if (answer.whole && skip + rest.length > WHOLE_FILE) throw this.#noRanges(answer.length);
        const ended = await this.#receive(answer, rest, { skip, enough: answer.whole }, signal, (bytes) => {
          done += bytes;
        });
        if (!ended && !answer.whole) throw this.#tooLong(rest.length);
        if (done < into.length) throw this.#cutOff(into.length, done);
        return true;
      });
    await persist(this.#target, () => done, attempt, signal);
  }

  /** Sends one request, to where the last one was led if that still holds, and hands its answer on. */
  async #request(
    from: number,
    to: number,
    signal: AbortSignal,
    use: (answer: Answer) => Promise<boolean>,
  ): Promise<boolean> {
    const direct = this.#direct;
    const { response, hangUp, unlink } = await ask(
      this.#target,
      direct ?? this.#target.address,
      from,
      to,
      signal,
    ).catch((error) => {
      // An expired address may answer in a way that a browser does not show, which looks like no connection.
      this.#forget(direct);
      throw error;
    });
    try {
      if (EXPIRED.has(response.status) && (direct !== null || (response.redirected && !this.#startedAgain))) {
        this.#forget(direct);
        // Not a failure yet: the given address leads to a new one. Where it led to this one just now, once.
        this.#startedAgain = direct === null;
        return false;
      }
      const answer = judgeAnswer(this.#target, response, from, to);
      this.#compare(answer);
      this.#startedAgain = false;
      if (response.redirected && direct === null) this.#direct = response.url;
      return await use(answer);
    } catch (error) {
      this.#forget(direct);
      throw error;
    } finally {
      unlink();
      hangUp();
    }
  }

  #forget(address: string | null): void {
    if (this.#direct === address) this.#direct = null;
  }

  /** Learns size and version from the first answer that tells them. @throws `weights/changed`. */
  #compare({ whole, total, etag }: Answer): void {
    const { name, host } = this.#target;
    const differs = <T>(before: T | null, now: T | null): boolean => before !== null && now !== null && before !== now;
    if (differs(this.#etag, etag) || differs(this.#size, total)) throw weightError('weights/changed', { name, host });
    this.#etag ??= etag;
    if (!whole) this.#size ??= total;
  }

  async #receive(
    { body }: Answer,
    into: Uint8Array,
    { skip = 0, enough = false }: { readonly skip?: number; readonly enough?: boolean },
    signal: AbortSignal,
    onBytes: (count: number) => void,
  ): Promise<boolean> {
    const limits = { skip, enough, stall: this.#target.stall };
    const tell = (count: number): void => {
      onBytes(count);
      this.#target.onTransfer({ type: 'bytes', count });
    };
    return readBody(this.#target, body, into, limits, tell, signal);
  }

  #tooLong(wanted: number): AtlasError {
    const { name, host } = this.#target;
    return weightError('weights/wrong-length', { name, host, wanted });
  }

  #cutOff(wanted: number, found: number): AtlasError {
    const { name, host } = this.#target;
    return weightError('weights/cut-off', { name, host, wanted, found }, { retryable: true });
  }

  #noRanges(bytes: number | null): AtlasError {
    const { name, host } = this.#target;
    return weightError('weights/no-ranges', { name, host, bytes, most: WHOLE_FILE });
  }
}

/** @throws `weights/bad-address`. */
function targetOf(address: string, options: HttpOptions): Target {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw weightError('weights/bad-address', { text: address });
  url.hash = '';
  return {
    name: options.name ?? (url.pathname.split('/').at(-1) || url.host),
    address: url.href,
    host: url.host,
    fetch: options.fetch ?? ((to, init) => globalThis.fetch(to, init)),
    onTransfer: options.onTransfer ?? (() => {}),
    policy: { ...DEFAULT_RETRIES, ...options.retry },
    stall: options.stall ?? 30_000,
    silentHosts: options.silentHosts ?? new Set(),
  };
}

/** Requests at the same time, unless said otherwise. */
const IN_FLIGHT = 4;

/**
 * A file on a server as bytes that can be read in pieces. One request is made: it brings the beginning of the file,
 * and its size where the server lets it be read.
 *
 * - Redirects are followed. The address to which they lead is used for later reads until it is refused; then the given
 *   one is asked again. It is often signed, so it stands in no message.
 * - What breaks (connection, 408, 425, 429, 500 to 504, a body that is cut off or stalls) is tried again, later each
 *   time, and goes on where it broke. Everything else is final.
 * - The size comes from `Content-Range`. Where that cannot be read from this page, it is null: then the header of the
 *   file has to say where the data ends.
 * - A server that sends the whole file whatever is asked is accepted up to `WHOLE_FILE`, read once and kept.
 *
 * @throws `weights/bad-address`, and every error from `weights/unreachable` on in the catalog; `AbortError`.
 */
export async function openHttpSource(address: string, options: HttpOptions = {}): Promise<HttpFile> {
  const source = new HttpSource(targetOf(address, options), options.inFlight ?? IN_FLIGHT);
  await source.open(options.signal ?? new AbortController().signal);
  return source;
}

/**
 * A file on a server that was opened before: no request is made until bytes are asked for, and its answers must be
 * about the same version.
 * @throws `weights/bad-address`; reading throws what `openHttpSource` does, and `weights/changed`.
 */
export const resumeHttpSource = (address: string, known: Version, options: HttpOptions = {}): HttpFile =>
  new HttpSource(targetOf(address, options), options.inFlight ?? IN_FLIGHT, known);
