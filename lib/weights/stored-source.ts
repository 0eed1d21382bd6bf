import { AtlasError } from '../error';
import type { ByteSource } from './byte-source';
import { weightError } from './errors';
import { type HttpFile, type HttpOptions, openHttpSource, resumeHttpSource } from './http-source';
import { plainAddress } from './plain-address';
import { openSafetensors, type SafetensorsFile } from './safetensors';
import { isSameVersion, type Span, type Version } from './segment';
import type { KeptFile, TensorCache } from './tensor-cache';

/**
 * A safetensors file on a server, as far as it is kept on this device read from there. What comes over the network is
 * kept, tensor by tensor, before it is handed on: so nothing waits in memory to be written, and what is read ahead is
 * written while something else is computed.
 */
class StoredSource implements ByteSource {
  readonly name: string;
  readonly #address: string;
  readonly #options: HttpOptions;
  readonly #kept: KeptFile;
  #http: Promise<HttpFile> | null = null;
  /** What brought the header, if a request did. */
  #began: HttpFile | null = null;
  #size: number | null;
  /** Of the file that was opened; nothing of another one may be mixed in. */
  #version: Version | null = null;
  /** Set once the header was read. */
  #header: Uint8Array<ArrayBuffer> | null = null;
  #tensors: readonly Span[] = [];
  /** By the first byte of a tensor, its place in `#tensors`. */
  readonly #begins = new Map<number, number>();

  constructor(address: string, kept: KeptFile, options: HttpOptions) {
    this.name = options.name ?? (new URL(address).pathname.split('/').at(-1) || new URL(address).host);
    this.#address = address;
    this.#kept = kept;
    this.#options = options;
    this.#size = kept.version?.size ?? null;
  }

  get size(): number | null {
    return this.#size;
  }

  holds(from: number, to: number): boolean {
    return this.#isKept(this.#spansOf(from, to) ?? []);
  }

  inMemory(from: number, to: number): number {
    return this.#began?.inMemory(from, to) ?? 0;
  }

  /** Whether all of these tensors are kept, and are those of the version that was opened: another tab or key may have another. */
  #isKept(spans: readonly Span[]): boolean {
    const { version } = this.#kept;
    const mine = this.#version !== null && version !== null && isSameVersion(version, this.#version);
    return mine && spans.length > 0 && spans.every((span) => this.#kept.has(span));
  }

  async read(from: number, to: number, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    signal?.throwIfAborted();
    const spans = this.#spansOf(from, to);
    if (spans && this.#isKept(spans)) {
      const stored = await this.#kept.read(spans);
      signal?.throwIfAborted();
      if (stored) {
        this.#options.onTransfer?.({ type: 'stored', count: stored.length });
        return stored;
      }
      // What was gone or spoiled is not counted as kept any more; the rest still is.
      const runs = this.#runsOf(spans);
      if (runs.length > 1) {
        const whole = new Uint8Array(to - from);
        for (const run of runs) whole.set(await this.read(run.from, run.to, signal), run.from - from);
        return whole;
      }
    }
    const http = await this.#network(signal);
    const bytes = await http.read(from, to, signal);
    if (spans && bytes.length === to - from) await this.#keep(http.version, spans, bytes);
    return bytes;
  }

  /** Neighbours that are kept, and neighbours that are not. */
  #runsOf(spans: readonly Span[]): readonly Span[] {
    const runs: { from: number; to: number; here: boolean }[] = [];
    for (const span of spans) {
      const here = this.#isKept([span]);
      const last = runs.at(-1);
      if (last?.here === here) last.to = span.to;
      else runs.push({ ...span, here });
    }
    return runs;
  }

  /** Opens the file from what is kept, without a request; null where its header is not, or is spoiled. */
  async openKept(signal?: AbortSignal): Promise<StoredSafetensors | null> {
    const { header, version: kept } = this.#kept;
    const stored = header && (await this.#kept.read([header]));
    if (!stored || !kept) return null;
    try {
      const file = await openSafetensors(
        { name: this.name, size: this.#size, read: async (from, to) => stored.slice(from, to) },
        signal,
      );
      this.#options.onTransfer?.({ type: 'stored', count: stored.length });
      return this.#opened(file, stored, kept);
    } catch (error) {
      if (!(error instanceof AtlasError)) throw error;
      await this.#kept.discard();
      return null;
    }
  }

  /** Opens the file: from what is kept where its header is, else with one request. */
  async open(signal?: AbortSignal): Promise<StoredSafetensors> {
    const stored = await this.openKept(signal);
    if (stored) return stored;
    this.#http = openHttpSource(this.#address, { ...this.#options, ...(signal ? { signal } : {}) });
    const http = await this.#http;
    this.#began = http;
    this.#size = http.size;
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const noting: ByteSource = {
      name: this.name,
      size: http.size,
      read: async (from, to, own) => {
        const bytes = await http.read(from, to, own);
        parts.push(bytes);
        return bytes;
      },
    };
    const file = await openSafetensors(noting, signal);
    const whole = new Uint8Array(file.headerBytes);
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    // What was kept without its header may be of any version.
    const { version } = this.#kept;
    if (version && !isSameVersion(version, http.version)) await this.#kept.discard();
    const opened = this.#opened(file, whole, http.version);
    if (this.#kept.version) await this.#keepHeader(http.version);
    return opened;
  }

  #opened(file: SafetensorsFile, header: Uint8Array<ArrayBuffer>, version: Version): StoredSafetensors {
    this.#header = header;
    this.#version = version;
    this.#tensors = [...file.entries.values()]
      .filter(({ from, to }) => to > from)
      .sort((a, b) => a.from - b.from)
      .map(({ from, to }) => ({ from, to }));
    for (const [place, { from }] of this.#tensors.entries()) this.#begins.set(from, place);
    return { ...file, source: this, version };
  }

  /** The tensors that make up these bytes exactly; null where they do not. */
  #spansOf(from: number, to: number): readonly Span[] | null {
    const first = this.#begins.get(from);
    if (first === undefined) return null;
    let end = first;
    while ((this.#tensors[end]?.to ?? Number.POSITIVE_INFINITY) < to) end++;
    return this.#tensors[end]?.to === to ? this.#tensors.slice(first, end + 1) : null;
  }

  async #keep(version: Version, spans: readonly Span[], bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (!this.#kept.writable) return;
    await this.#keepHeader(version);
    await this.#kept.write(version, spans, bytes);
  }

  /** Without it nothing that is kept can be read after a reload. */
  async #keepHeader(version: Version): Promise<void> {
    const header = this.#header;
    const place = { from: 0, to: header?.length ?? 0 };
    if (header && !this.#kept.has(place)) await this.#kept.write(version, [place], header);
  }

  /** The file on its server, asked for the first time only when something is not here. */
  #network(signal?: AbortSignal): Promise<HttpFile> {
    if (!this.#http) {
      const opening = this.#resume(signal);
      this.#http = opening;
      opening.catch(() => {
        if (this.#http === opening) this.#http = null;
      });
    }
    return this.#http;
  }

  async #resume(signal?: AbortSignal): Promise<HttpFile> {
    const version = this.#version;
    // A validator in every answer tells whether it still is the same file.
    if (version && version.etag !== null) return resumeHttpSource(this.#address, version, this.#options);
    const http = await openHttpSource(this.#address, { ...this.#options, ...(signal ? { signal } : {}) });
    // Else its beginning has to, which comes with the first request anyway.
    if (version && !isSameVersion(version, http.version)) {
      throw weightError('weights/changed', { name: this.name, host: new URL(this.#address).host });
    }
    return http;
  }
}

/** A file on a server that was opened, and the version that it has there. */
export interface StoredSafetensors extends SafetensorsFile {
  readonly version: Version;
}

/**
 * Opens a safetensors file on a server: without any request where its header is kept on this device, else as
 * `openHttpSource` does. Where the server has another version than what is kept, reading throws `weights/changed`; then
 * `cache.forget` it and open it again.
 * @throws those of `openHttpSource` and of `openSafetensors`.
 */
export async function openStoredFile(
  address: string,
  cache: TensorCache,
  options: HttpOptions = {},
): Promise<StoredSafetensors> {
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw weightError('weights/bad-address', { text: address });
  }
  const kept = await cache.file(plainAddress(address));
  return new StoredSource(address, kept, options).open(options.signal);
}

/**
 * A safetensors file on a server as far as it is kept on this device: its header, and which of its tensors. Makes no
 * request. @returns null where its header is not kept.
 */
export async function openKeptFile(address: string, cache: TensorCache): Promise<StoredSafetensors | null> {
  return new StoredSource(address, await cache.file(plainAddress(address)), {}).openKept();
}
