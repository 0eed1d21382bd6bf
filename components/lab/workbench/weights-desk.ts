import { AtlasError } from '@/lib/error';
import type { RequestOf, Session, StoredReport } from '@/lib/runtime/protocol';
import { type CatalogueEntry, sourceAddress } from '@/lib/weights/catalogue';
import { fitsInPart } from '@/lib/weights/fit';
import { readHostedIndex } from '@/lib/weights/hosted-index';
import { HUB } from '@/lib/weights/hub-address';
import { readMirror } from '@/lib/weights/mirror';
import type { LastingStorage } from './lasting-storage';
import { putOf } from './put-of';
import type { PlacedNetwork, Store } from './state';
import { storedMirror, storeMirror } from './stored-mirror';
import type { OpenedSource } from './weights-in-use';

/** Where weights come from; tests bring their own. */
export interface WeightsParts {
  /** The list of the weight files beside the site; null where there is none. */
  fetchIndex(): Promise<string | null>;
  /** The address of the folder in which they lie, with its slash at the end. */
  weightsFolder(): string;
  /** Milliseconds after which something else is computed while a server is asked. */
  readonly patience: number;
  /** Made when weights were stored, or when somebody looks at what is. */
  lasting(): LastingStorage;
}

/** What a gateway says of the server behind it. */
const OF_GATEWAY: ReadonlySet<unknown> = new Set([502, 503, 504]);

/** Whether a failure is of a host and not of a file: the next file on it would only wait for the same. */
const isOfHost = (error: unknown): error is AtlasError =>
  error instanceof AtlasError &&
  (error.code === 'weights/unreachable' ||
    error.code === 'weights/stalled' ||
    (error.code === 'weights/server-failed' && OF_GATEWAY.has(error.data.status)));

/** The session of a workbench, as its desks use it. */
export interface Sessions {
  /** With or without a backend. */
  connect(): Promise<Session>;
  /** With its backend open. */
  ready(): Promise<Session>;
}

const originOf = (address: string): string => new URL(address).origin;

/** Of the address that `sourceKey` put at the end; null where there is none. */
function originOfKey(key: string): string | null {
  const address = key.slice(key.indexOf(' ') + 1);
  return URL.canParse(address) ? originOf(address) : null;
}

/** The desk for weights: which sources there are, what became of them, and what of them is kept on this device. */
export class WeightsDesk {
  readonly #store: Store;
  readonly #parts: WeightsParts;
  readonly #sessions: Sessions;
  readonly #openings = new Map<string, AbortController>();
  /** Hosts that did not answer on this visit, and how. */
  readonly #silent = new Map<string, AtlasError>();
  #index: Promise<void> | null = null;
  #asksToLast = false;
  #weightCount = 0;

  constructor(store: Store, parts: WeightsParts, sessions: Sessions) {
    this.#store = store;
    this.#parts = parts;
    this.#sessions = sessions;
  }

  /** Reads which weights lie beside the site, once. */
  readIndex(): Promise<void> {
    this.#index ??= this.#readIndex();
    return this.#index;
  }

  async #readIndex(): Promise<void> {
    const mirror = storedMirror();
    try {
      // One from an earlier visit may no longer be permitted.
      if (mirror !== null) this.#store.set({ mirror: readMirror(mirror, originOf(this.#parts.weightsFolder())) });
    } catch (mirrorError) {
      this.#store.set({ mirrorError });
    }
    try {
      const text = await this.#parts.fetchIndex();
      this.#store.set({ hosted: text === null ? [] : readHostedIndex(text) });
    } catch (hostedError) {
      this.#store.set({ hosted: [], hostedError });
    }
  }

  /**
   * Gives the session a weight file. One with which nothing can be computed is reported in full, and the weights stay as
   * they are. @returns whether anything can be computed with it.
   */
  async chooseWeights(file: File, network: PlacedNetwork): Promise<boolean> {
    const { name } = file;
    this.#store.set({ weightsOpening: name, weightRefusal: null });
    try {
      const session = await this.#sessions.ready();
      this.#weightCount++;
      const key = `${name} ${this.#weightCount}`;
      const report = await session.request<'put-weights'>(
        { type: 'put-weights', key, name, network: network.key, file },
        { expects: [putOf(network)] },
      );
      const fits = fitsInPart(report);
      if (fits) this.#store.set({ weightFile: { network: network.key, report }, weightsOpening: null });
      else this.#store.set({ weightRefusal: { name, report, error: null }, weightsOpening: null });
      return fits;
    } catch (error) {
      this.#store.set({ weightRefusal: { name, report: null, error }, weightsOpening: null });
      return false;
    }
  }

  /**
   * Asks what of weight files is kept on this device, and keeps the answer in the state. Starts no backend.
   * @returns null where it cannot be learnt.
   */
  stored(): Promise<StoredReport | null> {
    return this.#askStorage({ type: 'stored' });
  }

  /** Empties what is kept on this device. @param address of one file, as `stored` lists it; without it all. */
  forgetStored(address?: string): Promise<StoredReport | null> {
    return this.#askStorage({ type: 'forget-stored', ...(address === undefined ? {} : { address }) });
  }

  /** Weights came over the network, so that by now some may be stored: for long, if the browser can be won for it. */
  async noteStored(): Promise<void> {
    // Whoever shows what is kept on this device wants to see it grow.
    if (this.#store.get().stored) await this.stored();
    if (this.#asksToLast) return;
    this.#asksToLast = true;
    const report = await this.#askSession({ type: 'stored' });
    // Nothing is stored yet, or cannot be: the next answer may change that.
    if (!report || report.files.length === 0) this.#asksToLast = false;
    else if (!report.persisted && (await this.#parts.lasting().askOnce()) && this.#store.get().stored)
      await this.stored();
  }

  /** Whether the browser can be asked not to clear what is kept. */
  canAskToLast(): boolean {
    return this.#parts.lasting().canAsk;
  }

  /** Asks the browser, as the reader wishes, not to clear what is kept. @returns whether it promised. */
  async askToLast(): Promise<boolean> {
    const promised = await this.#parts.lasting().ask();
    await this.stored();
    return promised;
  }

  async #askStorage(request: RequestOf<'stored' | 'forget-stored'>): Promise<StoredReport | null> {
    const stored = await this.#askSession(request);
    if (stored) this.#store.set({ stored });
    return stored;
  }

  async #askSession(request: RequestOf<'stored' | 'forget-stored'>): Promise<StoredReport | null> {
    try {
      return await (await this.#sessions.connect()).request<'stored' | 'forget-stored'>(request);
    } catch {
      // A session that cannot be reached says so where it computes; nothing depends on this.
      return null;
    }
  }

  /** Where a source is read now; null for weights without a server. */
  addressOf(entry: CatalogueEntry): string | null {
    return sourceAddress(entry, this.#store.get().mirror ?? HUB, this.#parts.weightsFolder());
  }

  /** Names a source of a network, at the address at which it is read now; null for weights without one. */
  sourceKey(network: string, entry: CatalogueEntry): string | null {
    const address = this.addressOf(entry);
    return address === null ? null : `${network} ${address}`;
  }

  /** Whether the host of a source did not answer on this visit: to open it then asks nobody, and fails at once. */
  isSilent(entry: CatalogueEntry): boolean {
    const address = this.addressOf(entry);
    return address !== null && this.#silent.has(originOf(address));
  }

  #setSource(key: string, opened: OpenedSource): void {
    this.#store.set({ sources: { ...this.#store.get().sources, [key]: opened } });
  }

  /**
   * Asks for the header of a source, once. What becomes of it is in the state; one that does not fit counts as failed.
   * @param network the same as the session knows it.
   */
  async openSource(network: PlacedNetwork, entry: CatalogueEntry): Promise<void> {
    const file = this.addressOf(entry);
    const key = this.sourceKey(network.key, entry);
    if (file === null || key === null || this.#store.get().sources[key]) return;
    const silent = this.#silent.get(originOf(file));
    if (silent) {
      this.#setSource(key, { phase: 'failed', error: silent, report: null, known: true });
      return;
    }
    const controller = new AbortController();
    this.#openings.set(key, controller);
    this.#setSource(key, { phase: 'opening', slow: false });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const current = (): boolean => this.#openings.get(key) === controller;
    try {
      const session = await this.#sessions.ready();
      timer = setTimeout(() => {
        if (current()) this.#setSource(key, { phase: 'opening', slow: true });
      }, this.#parts.patience);
      const report = await session.request<'put-weights'>(
        { type: 'put-weights', key, name: entry.name, network: network.key, file },
        { signal: controller.signal, expects: [putOf(network)] },
      );
      if (!current()) return;
      this.#setSource(key, fitsInPart(report) ? { phase: 'open', report } : { phase: 'failed', error: null, report });
    } catch (error) {
      if (isOfHost(error)) this.#silent.set(originOf(file), error);
      if (current()) this.#setSource(key, { phase: 'failed', error, report: null });
    } finally {
      clearTimeout(timer);
      if (current()) this.#openings.delete(key);
    }
  }

  /** Stops asking for a source. */
  stopOpening(key: string): void {
    this.#openings.get(key)?.abort();
    this.#openings.delete(key);
    this.#setSource(key, { phase: 'failed', error: null, report: null });
  }

  /** The network is back: hosts that did not answer may do so now. */
  askSilentAgain(): void {
    this.#silent.clear();
    this.#forgetWhere((_, opened) => opened.phase === 'failed' && isOfHost(opened.error));
  }

  /** A source that failed may be asked for again, and so may what failed for its host alone. */
  forgetSource(key: string): void {
    const origin = originOfKey(key);
    if (origin !== null) this.#silent.delete(origin);
    const alike = (other: string, opened: OpenedSource): boolean =>
      opened.phase === 'failed' && isOfHost(opened.error) && originOfKey(other) === origin;
    this.#forgetWhere((other, opened) => other === key || alike(other, opened));
  }

  #forgetWhere(goes: (key: string, opened: OpenedSource) => boolean): void {
    const { sources } = this.#store.get();
    const others = Object.entries(sources).filter(([key, opened]) => !goes(key, opened));
    if (others.length < Object.keys(sources).length) this.#store.set({ sources: Object.fromEntries(others) });
  }

  /** The reader agrees to fetch what was announced. */
  agree(agreement: string): void {
    this.#store.set({ agreed: new Set([...this.#store.get().agreed, agreement]) });
  }

  /** Reads the hub's weights from elsewhere; kept for later visits. @returns whether the address is permitted. */
  chooseMirror(text: string | null): boolean {
    try {
      const read = text === null ? null : readMirror(text, originOf(this.#parts.weightsFolder()));
      const mirror = read === HUB ? null : read;
      storeMirror(mirror);
      this.#store.set({ mirror, mirrorError: null });
      return true;
    } catch (mirrorError) {
      this.#store.set({ mirrorError });
      return false;
    }
  }

  dismissRefusal(): void {
    this.#store.set({ weightRefusal: null });
  }

  /** Another session knows nothing of what was opened. */
  forget(): void {
    for (const opening of this.#openings.values()) opening.abort();
    this.#openings.clear();
    this.#store.set({ weightFile: null, sources: {} });
  }
}
