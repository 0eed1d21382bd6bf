import { AtlasError } from '../../error';
import { stateDict, type TensorSpec } from '../../graph/graph';
import { blobSource } from '../../weights/byte-source';
import { fitsInPart, type Match, matchOf, misfit } from '../../weights/fit';
import { plainAddress } from '../../weights/plain-address';
import { openSafetensors, type SafetensorsFile } from '../../weights/safetensors';
import { openKeptFile, openStoredFile } from '../../weights/stored-source';
import type { TensorCache } from '../../weights/tensor-cache';
import { fileWeights, LAST_BLOCK, seededWeights, type WeightSource } from '../../weights/weight-source';
import { runtimeError } from '../errors';
import type { RequestOf, Traffic, UnopenedFile, WeightChoice, WeightReport } from '../protocol';
import type { KnownNetwork } from './known-network';
import { TrafficMeter } from './traffic-meter';

type PutRequest = RequestOf<'put-weights'>;

/** Weights as they were put. */
interface PutWeights {
  /** How they were put; where that was by an address, they can be opened again. */
  readonly request: PutRequest;
  readonly file: SafetensorsFile;
  readonly source: WeightSource;
  readonly match: Match;
}

/** Bytes of a file that are to come over the network, and that are kept on this device. */
export interface BytesToRead {
  readonly networkBytes: number;
  readonly storedBytes: number;
}

const NO_BYTES: BytesToRead = { networkBytes: 0, storedBytes: 0 };

/** Codes of numbers that no network can compute with. */
const REFUSED = new Set(['weights/not-finite', 'weights/negative-variance']);

/** Where in a file these tensors are, held against what of it is kept on this device. */
export function bytesToRead(
  { entries, source }: SafetensorsFile,
  { placeOf }: Match,
  specs: readonly TensorSpec[],
): BytesToRead {
  let [networkBytes, storedBytes] = [0, 0];
  for (const key of new Set(specs.flatMap((spec) => placeOf(spec).key ?? []))) {
    const entry = entries.get(key);
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

  /** The same for all files of the session. */
  readonly #silentHosts = new Set<string>();

  constructor(cache: TensorCache) {
    this.#cache = cache;
  }

  /** Counts what comes from now on for another answer. */
  count(meter: TrafficMeter): void {
    this.#meter = meter;
  }

  /**
   * Opens a file and holds it against the network. One of which nothing fits is reported, and refused where it is used.
   * @param before what came in vain for it. @throws `weights/…`.
   */
  async put(request: PutRequest, known: KnownNetwork, signal?: AbortSignal, before?: Traffic): Promise<WeightReport> {
    const { key, name, file } = request;
    const meter = new TrafficMeter(0, undefined, before);
    const { opened, address, version } = await this.#open(file, name, meter, signal);
    const match = matchOf(opened, stateDict(known.graph), known.renames, known.keras);
    const { fit } = match;
    const lastBlock = opened.metadata[LAST_BLOCK] ?? null;
    // Another file under the same key must not answer with what the first one computed.
    const identity = `file ${key} ${++this.#files}`;
    this.#put.set(
      key,
      fitsInPart(fit)
        ? {
            request,
            file: opened,
            source: fileWeights(opened, match, identity),
            match,
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
    const options = { name, onTransfer, silentHosts: this.#silentHosts, ...(signal ? { signal } : {}) };
    const opened = await openStoredFile(file, this.#cache, options);
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
    { graph, renames, keras }: KnownNetwork,
    specs: readonly TensorSpec[],
  ): Promise<BytesToRead> {
    if (!file) return NO_BYTES;
    const kept = await openKeptFile(file.address, this.#cache);
    if (kept) {
      return bytesToRead(kept, matchOf(kept, stateDict(graph), renames, keras), specs);
    }
    const numbers = specs.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);
    return { networkBytes: numbers * file.width, storedBytes: 0 };
  }

  /** What reading these tensors would cost; nothing where they are drawn, or come from a file that was chosen. */
  bytesToRead(choice: WeightChoice, specs: readonly TensorSpec[]): BytesToRead {
    if (choice.kind === 'seeded') return NO_BYTES;
    const { request, file, match } = this.#find(choice.key);
    return typeof request.file === 'string' ? bytesToRead(file, match, specs) : NO_BYTES;
  }
}
