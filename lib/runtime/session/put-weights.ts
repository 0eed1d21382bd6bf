import { AtlasError } from '../../error';
import { stateDict, type TensorSpec } from '../../graph/graph';
import { blobSource } from '../../weights/byte-source';
import { weightError } from '../../weights/errors';
import { type Fit, fitOf, fits, misfit, renamed } from '../../weights/fit';
import { plainAddress } from '../../weights/plain-address';
import { openSafetensors, type SafetensorsFile } from '../../weights/safetensors';
import { openKeptFile, openStoredFile } from '../../weights/stored-source';
import type { TensorCache } from '../../weights/tensor-cache';
import { fileWeights, seededWeights, type WeightSource } from '../../weights/weight-source';
import { runtimeError } from '../errors';
import type { RequestOf, Traffic, UnopenedFile, WeightChoice, WeightReport } from '../protocol';
import type { KnownNetwork } from './known-network';
import { TrafficMeter } from './traffic-meter';

type PutRequest = RequestOf<'put-weights'>;

/** Weights as they were put, and what they lack. */
interface PutWeights {
  /** How they were put; where that was by an address, they can be opened again. */
  readonly request: PutRequest;
  readonly file: SafetensorsFile;
  readonly source: WeightSource;
  /** Keys that a file which holds a part only has not, in its own names. */
  readonly missing: ReadonlySet<string>;
  readonly nameOf: (spec: TensorSpec) => string;
  readonly name: string;
  readonly lastBlock: string;
}

/** Bytes of a file that are to come over the network, and that are kept on this device. */
export interface BytesToRead {
  readonly networkBytes: number;
  readonly storedBytes: number;
}

const NO_BYTES: BytesToRead = { networkBytes: 0, storedBytes: 0 };

/** The key under which a file says of itself that it ends before the network does, and where. */
const LAST_BLOCK = 'last_block';

/** Codes of numbers that no network can compute with. */
const REFUSED = new Set(['weights/not-finite', 'weights/negative-variance']);

/** Whether what a file lacks is what it says that it lacks. */
const isPart = (fit: Fit, lastBlock: string | null): boolean =>
  lastBlock !== null && fit.misshapen.length === 0 && fit.tensors > fit.extras.length + fit.unexpected.length;

/** Where in a file these tensors are, held against what of it is kept on this device. */
export function bytesToRead(
  { entries, source }: SafetensorsFile,
  nameOf: (spec: TensorSpec) => string,
  specs: readonly TensorSpec[],
): BytesToRead {
  let [networkBytes, storedBytes] = [0, 0];
  for (const name of new Set(specs.map(nameOf))) {
    const entry = entries.get(name);
    if (!entry) continue;
    if (source.holds?.(entry.from, entry.to)) storedBytes += entry.to - entry.from;
    else networkBytes += entry.to - entry.from - (source.inMemory?.(entry.from, entry.to) ?? 0);
  }
  return { networkBytes, storedBytes };
}

/** The weight files of a session, by key; one that does not fit keeps the reason for which it is refused. */
export class WeightFiles {
  readonly #cache: TensorCache;
  readonly #put = new Map<string, PutWeights | AtlasError>();
  /** Of the request that is worked on. */
  #meter = new TrafficMeter(0);
  #files = 0;

  constructor(cache: TensorCache) {
    this.#cache = cache;
  }

  /** Counts what comes from now on for another answer. */
  count(meter: TrafficMeter): void {
    this.#meter = meter;
  }

  /**
   * Opens a file and holds it against the network. One that does not fit is reported, and refused where it is used.
   * @param before what came in vain for it. @throws `weights/…`.
   */
  async put(request: PutRequest, known: KnownNetwork, signal?: AbortSignal, before?: Traffic): Promise<WeightReport> {
    const { key, name, file } = request;
    const meter = new TrafficMeter(0, undefined, before);
    const { opened, address, version } = await this.#open(file, name, meter, signal);
    const fit = fitOf(opened, stateDict(known.graph), known.renames);
    const lastBlock = opened.metadata[LAST_BLOCK] ?? null;
    // Another file under the same key must not answer with what the first one computed.
    const identity = `file ${key} ${++this.#files}`;
    this.#put.set(
      key,
      fits(fit) || isPart(fit, lastBlock)
        ? {
            request,
            file: opened,
            source: fileWeights(opened, fit.naming, known.renames, identity),
            missing: new Set(fit.missing),
            nameOf: (spec) => renamed(known.renames, fit.naming, spec.key),
            name,
            lastBlock: lastBlock ?? '',
          }
        : misfit(name, fit),
    );
    const { bytes, metadata } = opened;
    return { key, name, bytes, metadata, lastBlock, address, version, opening: meter.traffic, ...fit };
  }

  /** @param opening counts what opening it costs: something else may be computed and counted at the same time. */
  async #open(file: Blob | string, name: string, opening: TrafficMeter, signal?: AbortSignal) {
    if (typeof file !== 'string') {
      return { opened: await openSafetensors(blobSource(file, name), signal), address: null, version: null };
    }
    let isOpen = false;
    const onTransfer: TrafficMeter['take'] = (transfer) => (isOpen ? this.#meter : opening).take(transfer);
    const opened = await openStoredFile(file, this.#cache, { name, onTransfer, ...(signal ? { signal } : {}) });
    isOpen = true;
    return { opened, address: plainAddress(file), version: opened.version.etag };
  }

  /**
   * Where a file on a server became another one, forgets what was kept of it and opens it anew.
   * @returns what all of that cost; null where the error is another one.
   */
  async openAnew(
    choice: WeightChoice,
    error: unknown,
    known: () => KnownNetwork,
    signal?: AbortSignal,
  ): Promise<Traffic | null> {
    if (!(error instanceof AtlasError) || error.code !== 'weights/changed' || choice.kind !== 'file') return null;
    const { request } = this.#find(choice.key);
    if (typeof request.file !== 'string') return null;
    await this.#cache.forget(plainAddress(request.file));
    return (await this.put(request, known(), signal, this.#meter.traffic)).opening;
  }

  /** Does not keep a file on a server with numbers in it that are refused: it may be mended there. */
  async forgetRefused(choice: WeightChoice, error: unknown): Promise<void> {
    if (!(error instanceof AtlasError) || !REFUSED.has(error.code) || choice.kind !== 'file') return;
    const { file } = this.#find(choice.key).request;
    if (typeof file === 'string') await this.#cache.forget(plainAddress(file));
  }

  /** Whether a file of this key was put, one that does not fit included. */
  has(key: string): boolean {
    return this.#put.has(key);
  }

  /** @throws `runtime/unknown-weights`, the reason for which a file does not fit. */
  source(choice: WeightChoice): WeightSource {
    return choice.kind === 'seeded' ? seededWeights : this.#find(choice.key).source;
  }

  #find(key: string): PutWeights {
    const found = this.#put.get(key);
    if (!found) throw runtimeError('runtime/unknown-weights', { weights: key });
    if (found instanceof AtlasError) throw found;
    return found;
  }

  /**
   * The same for a file that was not opened yet: exact where its header is kept on this device, else so many bytes for
   * each number. Makes no request. @param file null where its place is not known.
   */
  async bytesOfUnopened(
    file: UnopenedFile | null,
    { graph, renames }: KnownNetwork,
    specs: readonly TensorSpec[],
  ): Promise<BytesToRead> {
    if (!file) return NO_BYTES;
    const kept = await openKeptFile(file.address, this.#cache);
    if (kept) {
      const { naming } = fitOf(kept, stateDict(graph), renames);
      return bytesToRead(kept, ({ key }) => renamed(renames, naming, key), specs);
    }
    const numbers = specs.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);
    return { networkBytes: numbers * file.width, storedBytes: 0 };
  }

  /** The first tensor that a part of the weights does not hold. */
  #firstBeyond(choice: WeightChoice, specs: readonly TensorSpec[]): string | undefined {
    if (choice.kind === 'seeded') return undefined;
    const { missing, nameOf } = this.#find(choice.key);
    return specs.map(nameOf).find((key) => missing.has(key));
  }

  /** Whether a file that holds a part only has all of these tensors. */
  reaches(choice: WeightChoice, specs: readonly TensorSpec[]): boolean {
    return this.#firstBeyond(choice, specs) === undefined;
  }

  /** Refuses before anything is computed what a part of the weights cannot compute. @throws `weights/part-ends`. */
  checkReach(choice: WeightChoice, specs: readonly TensorSpec[]): void {
    if (choice.kind === 'seeded') return;
    const { name, lastBlock } = this.#find(choice.key);
    const first = this.#firstBeyond(choice, specs);
    if (first !== undefined) throw weightError('weights/part-ends', { name, lastBlock, key: first });
  }

  /** What reading these tensors would cost; nothing where they are drawn, or come from a file that was chosen. */
  bytesToRead(choice: WeightChoice, specs: readonly TensorSpec[]): BytesToRead {
    if (choice.kind === 'seeded') return NO_BYTES;
    const { request, file, nameOf } = this.#find(choice.key);
    return typeof request.file === 'string' ? bytesToRead(file, nameOf, specs) : NO_BYTES;
  }
}
