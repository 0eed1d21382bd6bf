import { checksumOf, textChecksum } from './checksum';
import { isSameVersion, readSegment, type Segment, type Span, segmentLead, type Version } from './segment';
import { type Shelf, type ShelfFile, type StorageTrouble, troubleOf } from './shelf';

/** One file of which something is stored. */
export interface StoredFile {
  /** Without signature. */
  readonly address: string;
  /** The last part of the address. */
  readonly name: string;
  /** On this device. */
  readonly bytes: number;
}

/** What of weight files is kept on this device between visits. */
export interface StoredReport {
  /** Largest first. */
  readonly files: readonly StoredFile[];
  readonly bytes: number;
  /** Why nothing (more) is kept; null where it is. Weights then live in memory only, as long as the page does. */
  readonly trouble: StorageTrouble | null;
  /** Whether the browser has promised not to clear it when the disk is short. */
  readonly persisted: boolean;
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');
const keyOf = ({ from, to }: Span): string => `${from}-${to}`;
const fileId = (address: string): string => hex(textChecksum(address)) + hex(textChecksum(address, 1));
const versionId = ({ size, etag, beginning }: Version): string => hex(textChecksum(`${size} ${etag} ${beginning}`));

/** Bytes that are read at a time where a block lies in several places. */
const PART = 2 ** 20;

interface StoredPlace {
  /** Name of the stored segment. */
  readonly segment: string;
  readonly at: number;
  readonly checksum: number;
}

/** What is stored of one file on a server: which spans of it, and how to get them. */
export class KeptFile {
  readonly address: string;
  readonly #shelf: Shelf | null;
  readonly #onTrouble: (trouble: StorageTrouble | null) => void;
  readonly #mayWrite: () => boolean;
  readonly #places = new Map<string, StoredPlace>();
  #version: Version | null = null;

  constructor(
    address: string,
    shelf: Shelf | null,
    onTrouble: (trouble: StorageTrouble | null) => void,
    mayWrite: () => boolean,
  ) {
    this.address = address;
    this.#shelf = shelf;
    this.#onTrouble = onTrouble;
    this.#mayWrite = mayWrite;
  }

  /** That of everything that is stored; null where nothing is. */
  get version(): Version | null {
    return this.#version;
  }

  /** Whether bytes can be stored now. */
  get writable(): boolean {
    return this.#shelf !== null && this.#mayWrite();
  }

  has(span: Span): boolean {
    return this.#places.has(keyOf(span));
  }

  /** The span that begins the file, its header, where it is stored. */
  get header(): Span | null {
    for (const key of this.#places.keys()) {
      const [from = 0, to = 0] = key.split('-').map(Number);
      if (from === 0) return { from, to };
    }
    return null;
  }

  /** Takes up what is on the shelf. Of two versions the one of which more is there stays. */
  async load(names: readonly string[]): Promise<void> {
    const shelf = this.#shelf;
    if (!shelf) return;
    const found = await Promise.all(
      names.map(async (name) => {
        // What cannot be read is not kept: it goes below, and comes from the network.
        const file = await shelf.open(name).catch(() => null);
        const segment = file && (await readSegment(file).catch(() => null));
        if (segment && segment.address !== this.address) return null;
        return { name, segment, bytes: file?.bytes ?? 0 };
      }),
    );
    const sizes = new Map<string, number>();
    for (const each of found) {
      if (!each?.segment) continue;
      const id = versionId(each.segment.version);
      sizes.set(id, (sizes.get(id) ?? 0) + each.bytes);
    }
    const [chosen] = [...sizes].sort(([, a], [, b]) => b - a);
    for (const each of found) {
      if (!each) continue;
      if (each.segment && versionId(each.segment.version) === chosen?.[0]) this.#note(each.name, each.segment);
      // Another tab may be writing it just now, then it cannot be removed and is looked at next time.
      else await shelf.remove(each.name).catch(() => {});
    }
  }

  /**
   * The bytes of neighbouring spans, each checked.
   * @param spans without gaps, in the order of the file; all of them stored.
   * @returns null where one is gone or spoiled; what is spoiled is thrown away.
   */
  async read(spans: readonly Span[]): Promise<Uint8Array<ArrayBuffer> | null> {
    const [first] = spans;
    const last = spans.at(-1);
    if (!first || !last || !this.#shelf) return null;
    const runs: { readonly segment: string; readonly from: number; readonly at: number; bytes: number }[] = [];
    for (const span of spans) {
      const place = this.#places.get(keyOf(span));
      if (!place) return null;
      const run = runs.at(-1);
      if (run && run.segment === place.segment && run.at + run.bytes === place.at) run.bytes += span.to - span.from;
      else runs.push({ segment: place.segment, from: span.from, at: place.at, bytes: span.to - span.from });
    }
    const whole = runs.length === 1 ? null : new Uint8Array(last.to - first.from);
    let bytes: Uint8Array<ArrayBuffer> | null = whole;
    for (const run of runs) {
      // What is put together is read in small parts, so that it is not in memory twice.
      const step = whole ? PART : run.bytes;
      for (let done = 0; done < run.bytes; done += step) {
        const part = await this.#readRun(run.segment, run.at + done, Math.min(step, run.bytes - done));
        if (!part) {
          await this.#drop(run.segment);
          return null;
        }
        if (whole) whole.set(part, run.from - first.from + done);
        else bytes = part;
      }
    }
    if (!bytes) return null;
    for (const span of spans) {
      const place = this.#places.get(keyOf(span));
      const part = bytes.subarray(span.from - first.from, span.to - first.from);
      if (place && checksumOf(part) === place.checksum) continue;
      if (place) await this.#drop(place.segment);
      return null;
    }
    return bytes;
  }

  /**
   * Stores the bytes of neighbouring spans; where that fails, says so and goes on without. Bytes of another version
   * than what is kept are left alone.
   * @param spans without gaps, in the order of the file.
   */
  async write(version: Version, spans: readonly Span[], bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const [first] = spans;
    const last = spans.at(-1);
    if (!this.#shelf || !first || !last || !this.writable) return;
    if (this.#version && !isSameVersion(this.#version, version)) return;
    const { lead, segment } = segmentLead(this.address, version, spans, bytes);
    const name = `${fileId(this.address)}.${versionId(version)}.${first.from}-${last.to}`;
    try {
      await this.#shelf.write(name, lead, bytes);
      this.#note(name, segment);
      this.#onTrouble(null);
    } catch (error) {
      this.#onTrouble(troubleOf(error));
    }
  }

  /** Throws everything away: it is spoiled, or of another version. */
  async discard(): Promise<void> {
    const names = new Set([...this.#places.values()].map(({ segment }) => segment));
    for (const name of names) await this.#drop(name);
  }

  /** Nothing is stored any more, as far as this side knows. */
  clear(): void {
    this.#places.clear();
    this.#version = null;
  }

  #note(name: string, { version, spans, leadBytes }: Segment): void {
    this.#version ??= version;
    const start = spans[0]?.from ?? 0;
    for (const span of spans) {
      this.#places.set(keyOf(span), { segment: name, at: leadBytes + span.from - start, checksum: span.checksum });
    }
  }

  async #readRun(segment: string, at: number, bytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const file: ShelfFile | null = (await this.#shelf?.open(segment)) ?? null;
      if (!file) await this.#noticeLoss();
      const part = file && (await file.read(at, at + bytes));
      return part?.length === bytes ? part : null;
    } catch {
      // What the device no longer gives comes from the network again.
      return null;
    }
  }

  /** Another tab, or the browser, has cleared something: most likely not this one alone. */
  async #noticeLoss(): Promise<void> {
    const names = new Set(await this.#shelf?.list());
    for (const [key, { segment }] of this.#places) if (!names.has(segment)) this.#places.delete(key);
  }

  async #drop(segment: string): Promise<void> {
    for (const [key, place] of this.#places) if (place.segment === segment) this.#places.delete(key);
    if (this.#places.size === 0) this.#version = null;
    // Another tab may hold it; it is known no longer, and looked at on the next visit.
    await this.#shelf?.remove(segment).catch(() => {});
  }
}

/**
 * Tensors of files on servers, kept on this device between visits. Each is stored under the address of its file (without
 * signature), the file's version and its place in it, with a checksum; neighbours that came together lie together.
 * Nothing here ever throws: where the browser gives no storage, nothing is kept and `stored` says why.
 */
export class TensorCache {
  readonly #openShelf: () => Promise<Shelf>;
  readonly #files = new Map<string, Promise<KeptFile>>();
  #shelf: Promise<Shelf | null> | null = null;
  #trouble: StorageTrouble | null = null;

  constructor(openShelf: () => Promise<Shelf>) {
    this.#openShelf = openShelf;
  }

  /** What is stored of the file at a plain address. */
  file(address: string): Promise<KeptFile> {
    const known = this.#files.get(address);
    if (known) return known;
    const made = this.#load(address);
    this.#files.set(address, made);
    return made;
  }

  async stored(): Promise<StoredReport> {
    const shelf = await this.#opened();
    const byAddress = new Map<string, number>();
    for (const name of await this.#names()) {
      // One that another tab writes just now is not kept yet.
      const file = (await shelf?.open(name).catch(() => null)) ?? null;
      const segment = file && (await readSegment(file).catch(() => null));
      if (segment) byAddress.set(segment.address, (byAddress.get(segment.address) ?? 0) + file.bytes);
    }
    const files = [...byAddress]
      .map(([address, bytes]) => ({ address, name: new URL(address).pathname.split('/').at(-1) ?? '', bytes }))
      .sort((a, b) => b.bytes - a.bytes);
    return {
      files,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      trouble: this.#trouble,
      persisted: (await shelf?.persisted().catch(() => false)) ?? false,
    };
  }

  /** Throws away what is stored of one file, or of all. @param address as in `stored`. */
  async forget(address?: string): Promise<void> {
    const shelf = await this.#opened();
    const id = address === undefined ? '' : `${fileId(address)}.`;
    if (shelf) this.#trouble = null;
    for (const name of await this.#names()) {
      if (name.startsWith(id)) await shelf?.remove(name).catch((error) => this.#note(troubleOf(error)));
    }
    for (const [known, file] of this.#files) if (address === undefined || known === address) (await file).clear();
  }

  async #load(address: string): Promise<KeptFile> {
    const kept = new KeptFile(
      address,
      await this.#opened(),
      (trouble) => this.#note(trouble),
      // After these nothing more is tried, until there is room again.
      () => this.#trouble === null || this.#trouble === 'held',
    );
    await kept.load((await this.#names()).filter((name) => name.startsWith(`${fileId(address)}.`)));
    return kept;
  }

  #note(trouble: StorageTrouble | null): void {
    this.#trouble = trouble;
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await (await this.#opened())?.list()) ?? [];
    } catch (error) {
      this.#note(troubleOf(error));
      return [];
    }
  }

  #opened(): Promise<Shelf | null> {
    this.#shelf ??= this.#openShelf().catch((error: unknown) => {
      this.#note(troubleOf(error));
      return null;
    });
    return this.#shelf;
  }
}

/** A cache that keeps nothing, for where there is no browser. */
export const noTensorCache = (): TensorCache =>
  new TensorCache(() => Promise.reject(new DOMException('no storage here', 'NotSupportedError')));
