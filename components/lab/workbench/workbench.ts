import { AtlasError } from '@/lib/error';
import type { Network } from '@/lib/graph/expression';
import type { NetworkDefinition, Preprocessing } from '@/lib/networks';
import type { CropChoice, OpenedPicture, PictureClient, PreparedPicture } from '@/lib/picture/client';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import type {
  BackendChoice,
  BackendReport,
  KernelChoice,
  Progress,
  RequestOf,
  Results,
  Session,
  StoredReport,
  Warmed,
  WeightReport,
} from '@/lib/runtime/protocol';
import { type CatalogueEntry, sourceAddress } from '@/lib/weights/catalogue';
import { HOSTED_INDEX, type HostedWeights, readHostedIndex } from '@/lib/weights/hosted-index';
import { HUB } from '@/lib/weights/hub-address';
import { readMirror } from '@/lib/weights/mirror';
import { learnRate, type Rates } from './estimate';
import { type LastingStorage, lastingStorage } from './lasting-storage';
import { DEFAULT_SAMPLE, type Sample, samplePath } from './samples';
import { storeChoices, storedChoices } from './stored-choices';
import { storedMirror, storeMirror } from './stored-mirror';
import type { OpenedSource } from './weights-in-use';

/** Where a picture came from. */
export type PictureOrigin =
  | { readonly kind: 'sample'; readonly sample: Sample }
  | { readonly kind: 'file' | 'paste' | 'camera'; readonly name: string };

export interface ChosenPicture extends OpenedPicture {
  readonly origin: PictureOrigin;
}

/** A picture, weight file or camera that was refused, and what for. */
export interface Refusal {
  readonly name: string;
  readonly error: unknown;
}

/** A network as the session knows it. */
export interface PlacedNetwork {
  /** `inception-v4:released`. */
  readonly key: string;
  readonly network: Network;
  /** The conventions that its weight files may use. */
  readonly renames: NetworkDefinition['renames'];
}

/** A weight file that the session holds. */
export interface WeightFile {
  readonly network: string;
  readonly report: WeightReport;
}

/** What all labs of a page share: one picture, one session, one measured speed. */
export interface WorkbenchState {
  readonly picture: ChosenPicture | null;
  /** True once a reader chose a picture: the first sample stands there by itself. */
  readonly picked: boolean;
  /** The picture that is being opened; the one before stays until it is there. */
  readonly opening: PictureOrigin | null;
  readonly refusal: Refusal | null;
  /** Where the reader moved the crop, in pixels of the picture; null is the centre. */
  readonly crop: { readonly x: number; readonly y: number } | null;
  /** True once maps were asked for: from then on a new selection computes by itself. */
  readonly started: boolean;
  readonly backend: BackendReport | null;
  readonly weightFile: WeightFile | null;
  /** A weight file that does not fit, with all that is wrong in it. */
  readonly weightRefusal: {
    readonly name: string;
    readonly report: WeightReport | null;
    readonly error: unknown;
  } | null;
  readonly weightsOpening: string | null;
  /** What of weight files is kept on this device; null until somebody asked. */
  readonly stored: StoredReport | null;
  /** Weight files beside the site; null before the list was read. */
  readonly hosted: readonly HostedWeights[] | null;
  /** Why that list could not be read; null also where there is none. */
  readonly hostedError: unknown;
  /** What stands for the hub; null: the hub itself. */
  readonly mirror: string | null;
  /** A mirror that was refused, and why. */
  readonly mirrorError: unknown;
  /** What became of each source that was asked for, by `sourceKey`. */
  readonly sources: Readonly<Record<string, OpenedSource>>;
  /** What the reader agreed to fetch. */
  readonly agreed: ReadonlySet<string>;
  readonly rates: Rates;
  /** The session or its device was lost; said until the next answer. */
  readonly lost: { readonly code: string; readonly data: AtlasError['data'] } | null;
}

/** Everything from outside that a workbench needs; tests bring their own. */
export interface WorkbenchParts {
  /** Loads and makes a session: the first thing that brings tfjs to the page. */
  loadSession(): Promise<Session>;
  loadPictures(): Promise<PictureClient>;
  fetchSample(sample: Sample): Promise<Blob>;
  /** The list of the weight files beside the site; null where there is none. */
  fetchIndex(): Promise<string | null>;
  /** The address of the folder in which they lie, with its slash at the end. */
  weightsFolder(): string;
  /** Milliseconds after which something else is computed while a server is asked. */
  readonly patience: number;
  /** Made when weights were stored, or when somebody looks at what is. */
  lasting(): LastingStorage;
}

/** A picture as a network takes it. */
export interface PictureSetting {
  readonly size: number;
  readonly preprocessing: Preprocessing;
}

const FIRST: WorkbenchState = {
  picture: null,
  picked: false,
  opening: null,
  refusal: null,
  crop: null,
  started: false,
  backend: null,
  weightFile: null,
  weightRefusal: null,
  weightsOpening: null,
  stored: null,
  hosted: null,
  hostedError: null,
  mirror: null,
  mirrorError: null,
  sources: {},
  agreed: new Set(),
  rates: {},
  lost: null,
};

const NOTHING: ReadonlySet<string> = new Set();

/** How many prepared pictures are kept ready: a few sizes and crops back and forth. */
const PREPARED_KEPT = 6;

/** How many of them the session holds, about 1 MB each; one that is asked about again is put there again. */
const PICTURES_PUT = 4;

/**
 * The state and the means that all labs of a page share. The picture worker starts with the first picture, the session
 * worker (and with it tfjs) with the first request for maps, or shortly before, when a reader turns to a lab.
 */
export class Workbench {
  #state: WorkbenchState = FIRST;
  readonly #listeners = new Set<() => void>();
  readonly #parts: WorkbenchParts;
  #pictures: Promise<PictureClient> | null = null;
  #session: Promise<Session> | null = null;
  #opened: Promise<BackendReport> | null = null;
  #choice: BackendChoice = 'auto';
  #kernels: KernelChoice = 'auto';
  readonly #put = new Set<string>();
  /** Keys of the pictures among them, the one asked about last at the end. */
  readonly #putPictures = new Set<string>();
  readonly #prepared = new Map<string, Promise<PreparedPicture>>();
  /** What the session computed, by picture, network and weights. */
  readonly #kept = new Map<string, Set<string>>();
  /** Weights that were fetched, as ids of the nodes that read them, by source. */
  readonly #fetched = new Map<string, Set<string>>();
  readonly #openings = new Map<string, AbortController>();
  #index: Promise<void> | null = null;
  #asksToLast = false;
  #weightCount = 0;

  constructor(parts: WorkbenchParts) {
    this.#parts = parts;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  getState = (): WorkbenchState => this.#state;

  #set(changes: Partial<WorkbenchState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }

  #client(): Promise<PictureClient> {
    this.#pictures ??= this.#parts.loadPictures();
    return this.#pictures;
  }

  /** Chooses the default sample where nothing is chosen yet, and reads which weights lie beside the site. */
  async choose(): Promise<void> {
    this.#index ??= this.#readIndex();
    if (this.#state.picture || this.#state.opening) return;
    await this.#openSample(DEFAULT_SAMPLE, false);
  }

  async #readIndex(): Promise<void> {
    const mirror = storedMirror();
    try {
      // One from an earlier visit may no longer be permitted.
      if (mirror !== null) this.#set({ mirror: readMirror(mirror, originOf(this.#parts.weightsFolder())) });
    } catch (mirrorError) {
      this.#set({ mirrorError });
    }
    try {
      const text = await this.#parts.fetchIndex();
      this.#set({ hosted: text === null ? [] : readHostedIndex(text) });
    } catch (hostedError) {
      this.#set({ hosted: [], hostedError });
    }
  }

  async chooseSample(sample: Sample): Promise<void> {
    await this.#openSample(sample, true);
  }

  async #openSample(sample: Sample, picked: boolean): Promise<void> {
    const origin = { kind: 'sample', sample } as const;
    this.#set({ opening: origin, refusal: null });
    await this.#open(origin, () => this.#parts.fetchSample(sample), picked);
  }

  /** A picture of the reader's own; a refusal keeps the picture before. */
  async chooseFile(blob: Blob, origin: Exclude<PictureOrigin, { kind: 'sample' }>): Promise<void> {
    this.#set({ opening: origin, refusal: null });
    await this.#open(origin, () => Promise.resolve(blob), true);
  }

  async #open(origin: PictureOrigin, blobOf: () => Promise<Blob>, picked: boolean): Promise<void> {
    try {
      const blob = await blobOf();
      const client = await this.#client();
      if (this.#state.opening !== origin) return;
      const opened = await client.open(blob);
      if (this.#state.opening !== origin) {
        opened.preview.close();
        return;
      }
      this.#set({ picture: { ...opened, origin }, picked: picked || this.#state.picked, opening: null, crop: null });
    } catch (error) {
      if (this.#state.opening !== origin) return;
      const name = origin.kind === 'sample' ? origin.sample : origin.name;
      this.#set({ opening: null, refusal: { name, error } });
    }
  }

  /** Something else than a picture was refused where pictures go in (a camera, a drop of text). */
  refuse(name: string, error: unknown): void {
    this.#set({ refusal: { name, error } });
  }

  dismissRefusal(): void {
    this.#set({ refusal: null });
  }

  moveCrop(crop: { readonly x: number; readonly y: number } | null): void {
    this.#set({ crop });
  }

  start(): void {
    if (!this.#state.started) this.#set({ started: true });
  }

  /** The chosen picture as the network sees it; kept ready, so that asking twice costs nothing. */
  prepare(setting: PictureSetting): Promise<PreparedPicture> {
    const { picture, crop } = this.#state;
    if (!picture) return Promise.reject(new AtlasError('picture/not-open', { id: '' }));
    const preprocessing = preprocessingAt(setting.size, setting.preprocessing);
    const key = JSON.stringify([picture.id, preprocessing, crop]);
    const known = this.#prepared.get(key);
    if (known) return known;
    const choice: CropChoice | undefined = crop ?? undefined;
    const made = this.#client().then((client) => client.prepare(picture.id, preprocessing, choice));
    this.#prepared.set(key, made);
    made.catch(() => this.#prepared.delete(key));
    for (const old of [...this.#prepared.keys()].slice(0, -PREPARED_KEPT)) this.#prepared.delete(old);
    return made;
  }

  /**
   * Which backend to use, and which of its kernels; another choice than before closes the session, whatever it computed
   * is computed again.
   */
  chooseBackend(choice: BackendChoice, kernels: KernelChoice = 'auto'): void {
    if (choice === this.#choice && kernels === this.#kernels) return;
    this.#choice = choice;
    this.#kernels = kernels;
    this.#forget();
    const old = this.#session;
    this.#session = null;
    void old?.then((session) => session.close()).catch(() => {});
    for (const opening of this.#openings.values()) opening.abort();
    this.#openings.clear();
    this.#set({ backend: null, lost: null, weightFile: null, sources: {} });
  }

  /** Nothing that was put or computed is there any more, as far as this side knows. */
  #forget(): void {
    this.#opened = null;
    this.#kept.clear();
    this.#fetched.clear();
    this.#put.clear();
    this.#putPictures.clear();
  }

  /** The session, with or without a backend. */
  #connect(): Promise<Session> {
    this.#session ??= this.#parts.loadSession().then((session) => {
      session.onLost((code, data) => {
        // The client of the session keeps what it was given and puts it back; only what was computed is gone.
        this.#kept.clear();
        this.#fetched.clear();
        this.#opened = null;
        this.#set({ lost: { code, data } });
      });
      return session;
    });
    return this.#session;
  }

  async #ready(onProgress?: (progress: Progress) => void): Promise<Session> {
    const current = this.#connect();
    try {
      const session = await current;
      if (!this.#opened) {
        const choices = storedChoices();
        const opened = session.request<'open'>(
          { type: 'open', choice: this.#choice, kernels: this.#kernels, ...(choices && { choices }) },
          { onProgress },
        );
        this.#opened = opened;
        opened.then(
          (backend) => {
            if (this.#session === current) this.#set({ backend });
            if (backend.choices) storeChoices(backend.choices);
          },
          () => {
            if (this.#opened === opened) this.#opened = null;
          },
        );
      }
      await this.#opened;
      return session;
    } catch (error) {
      if (this.#session === current && !this.#opened) this.#session = null;
      throw error;
    }
  }

  /** What the session keeps for a picture, a network and weights, as far as it was asked from here. */
  kept(rootKey: string): ReadonlySet<string> {
    return this.#kept.get(rootKey) ?? NOTHING;
  }

  /** Notes that a tensor and all tensors before it were computed. */
  noteKept(rootKey: string, nodes: Iterable<string>): void {
    const known = this.#kept.get(rootKey) ?? new Set();
    for (const node of nodes) known.add(node);
    this.#kept.set(rootKey, known);
  }

  /** Nodes whose weights a source has sent; by `sourceKey`. */
  fetched(sourceKey: string): ReadonlySet<string> {
    return this.#fetched.get(sourceKey) ?? NOTHING;
  }

  /** Notes that the weights of these nodes are there. */
  noteFetched(sourceKey: string, nodes: Iterable<string>): void {
    const known = this.#fetched.get(sourceKey) ?? new Set();
    for (const node of nodes) known.add(node);
    this.#fetched.set(sourceKey, known);
  }

  /** Learns the speed of this machine from an answer. */
  learn(macs: number, milliseconds: number): void {
    const { backend, rates } = this.#state;
    if (backend) this.#set({ rates: learnRate(rates, backend.backend, macs, milliseconds) });
  }

  /**
   * Asks the session about a tensor, after putting there what the request names.
   * @param given the same network and picture as the request, in full.
   */
  async ask<T extends 'view' | 'channel' | 'place' | 'tensor' | 'classify' | 'class-map'>(
    request: RequestOf<T>,
    given: { readonly network: PlacedNetwork; readonly picture: PreparedPicture },
    options: { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void } = {},
  ): Promise<Results[T]> {
    const session = await this.#ready(options.onProgress);
    options.signal?.throwIfAborted();
    await this.#putGiven(session, given);
    options.signal?.throwIfAborted();
    const answer = await session.request<T>(request, options);
    if (this.#state.lost) this.#set({ lost: null });
    if (answer && 'work' in answer && answer.work.networkBytes > 0) void this.#noteStored();
    return answer;
  }

  /** Opens the session before anything is asked of it. What goes wrong is told when something is. */
  async wake(): Promise<void> {
    await this.#ready().catch(() => {});
  }

  /**
   * Computes ahead with an open session; whatever else is asked goes first.
   * @returns null where that cannot be done: nobody has asked for it, so nobody is told why.
   */
  async warm(
    request: RequestOf<'warm'>,
    given: { readonly network: PlacedNetwork; readonly picture: PreparedPicture },
    signal: AbortSignal,
  ): Promise<Warmed | null> {
    if (!this.#opened) return null;
    try {
      const session = await this.#ready();
      await this.#putGiven(session, given);
      signal.throwIfAborted();
      return await session.request<'warm'>(request, { signal });
    } catch {
      return null;
    }
  }

  async #putGiven(
    session: Session,
    { network, picture }: { readonly network: PlacedNetwork; readonly picture: PreparedPicture },
  ): Promise<void> {
    await this.#putNetwork(session, network);
    const { key, pixels, width, height } = picture;
    await this.#putOnce(`picture:${key}`, () =>
      session.request<'put-picture'>({ type: 'put-picture', key, width, height, channels: 3, pixels }),
    );
    this.#putPictures.delete(key);
    this.#putPictures.add(key);
    for (const old of [...this.#putPictures].slice(0, -PICTURES_PUT)) this.#dropPicture(session, old);
  }

  #dropPicture(session: Session, key: string): void {
    this.#putPictures.delete(key);
    this.#put.delete(`picture:${key}`);
    // A session that was lost has let it go.
    session.request<'drop-picture'>({ type: 'drop-picture', key }).catch(() => {});
  }

  #putNetwork(session: Session, { key, network, renames }: PlacedNetwork): Promise<void> {
    return this.#putOnce(`network:${key}`, () =>
      session.request<'put-network'>({ type: 'put-network', key, network, renames }),
    );
  }

  async #putOnce(key: string, put: () => Promise<unknown>): Promise<void> {
    if (this.#put.has(key)) return;
    await put();
    this.#put.add(key);
  }

  /**
   * Gives the session a weight file. One that does not fit is reported in full, and the weights stay as they are.
   * @returns whether it fits.
   */
  async chooseWeights(file: File, network: PlacedNetwork): Promise<boolean> {
    const { name } = file;
    this.#set({ weightsOpening: name, weightRefusal: null });
    try {
      const session = await this.#ready();
      await this.#putNetwork(session, network);
      this.#weightCount++;
      const key = `${name} ${this.#weightCount}`;
      const report = await session.request<'put-weights'>({
        type: 'put-weights',
        key,
        name,
        network: network.key,
        file,
      });
      const fits = isUsable(report);
      if (fits) this.#set({ weightFile: { network: network.key, report }, weightsOpening: null });
      else this.#set({ weightRefusal: { name, report, error: null }, weightsOpening: null });
      return fits;
    } catch (error) {
      this.#set({ weightRefusal: { name, report: null, error }, weightsOpening: null });
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
  async #noteStored(): Promise<void> {
    // Whoever shows what is kept on this device wants to see it grow.
    if (this.#state.stored) await this.stored();
    if (this.#asksToLast) return;
    this.#asksToLast = true;
    const report = await this.#askSession({ type: 'stored' });
    // Nothing is stored yet, or cannot be: the next answer may change that.
    if (!report || report.files.length === 0) this.#asksToLast = false;
    else if (!report.persisted && (await this.#parts.lasting().askOnce()) && this.#state.stored) await this.stored();
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
    if (stored) this.#set({ stored });
    return stored;
  }

  async #askSession(request: RequestOf<'stored' | 'forget-stored'>): Promise<StoredReport | null> {
    try {
      return await (await this.#connect()).request<'stored' | 'forget-stored'>(request);
    } catch {
      // A session that cannot be reached says so where it computes; nothing depends on this.
      return null;
    }
  }

  /** Names a source of a network, at the address at which it is read now; null for weights without one. */
  sourceKey(network: string, entry: CatalogueEntry): string | null {
    const address = sourceAddress(entry, this.#state.mirror ?? HUB, this.#parts.weightsFolder());
    return address === null ? null : `${network} ${address}`;
  }

  #setSource(key: string, opened: OpenedSource): void {
    this.#set({ sources: { ...this.#state.sources, [key]: opened } });
  }

  /**
   * Asks for the header of a source, once. What becomes of it is in the state; one that does not fit counts as failed.
   * @param network the same as the session knows it.
   */
  async openSource(network: PlacedNetwork, entry: CatalogueEntry): Promise<void> {
    const file = sourceAddress(entry, this.#state.mirror ?? HUB, this.#parts.weightsFolder());
    const key = this.sourceKey(network.key, entry);
    if (file === null || key === null || this.#state.sources[key]) return;
    const controller = new AbortController();
    this.#openings.set(key, controller);
    this.#setSource(key, { phase: 'opening', slow: false });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const current = (): boolean => this.#openings.get(key) === controller;
    try {
      const session = await this.#ready();
      await this.#putNetwork(session, network);
      timer = setTimeout(() => {
        if (current()) this.#setSource(key, { phase: 'opening', slow: true });
      }, this.#parts.patience);
      const report = await session.request<'put-weights'>(
        { type: 'put-weights', key, name: entry.name, network: network.key, file },
        { signal: controller.signal },
      );
      if (!current()) return;
      this.#setSource(key, isUsable(report) ? { phase: 'open', report } : { phase: 'failed', error: null, report });
    } catch (error) {
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

  /** A source that failed may be asked for again. */
  forgetSource(key: string): void {
    const { [key]: _, ...sources } = this.#state.sources;
    this.#set({ sources });
  }

  /** The reader agrees to fetch what was announced. */
  agree(agreement: string): void {
    this.#set({ agreed: new Set([...this.#state.agreed, agreement]) });
  }

  /** Reads the hub's weights from elsewhere; kept for later visits. @returns whether the address is permitted. */
  chooseMirror(text: string | null): boolean {
    try {
      const read = text === null ? null : readMirror(text, originOf(this.#parts.weightsFolder()));
      const mirror = read === HUB ? null : read;
      storeMirror(mirror);
      this.#set({ mirror, mirrorError: null });
      return true;
    } catch (mirrorError) {
      this.#set({ mirrorError });
      return false;
    }
  }

  dismissWeightRefusal(): void {
    this.#set({ weightRefusal: null });
  }

  /** Back to the first sample and its centre; what was computed is kept. */
  async reset(): Promise<void> {
    this.#set({ refusal: null, weightRefusal: null, crop: null });
    const origin = this.#state.picture?.origin;
    if (origin?.kind !== 'sample' || origin.sample !== DEFAULT_SAMPLE) await this.chooseSample(DEFAULT_SAMPLE);
  }
}

const weightsFolder = (): string => new URL('/weights/', window.location.href).href;

/** Tensors that nobody reads do no harm, and a file that says where it ends may lack what comes after. */
const isUsable = ({ missing, misshapen, lastBlock }: WeightReport): boolean =>
  misshapen.length === 0 && (missing.length === 0 || lastBlock !== null);

const originOf = (address: string): string => new URL(address).origin;

/** Long enough for a hub that is there, and not too long for a reader who waits. */
const PATIENCE_MS = 1500;

let shared: Workbench | null = null;

/** The workbench of the page. */
export function sharedWorkbench(): Workbench {
  shared ??= new Workbench({
    loadSession: async () => (await import('@/lib/runtime/session/session')).createSession(),
    loadPictures: async () => (await import('@/lib/picture/client')).createPictureClient(),
    fetchSample: async (sample) => {
      let response: Response;
      try {
        response = await fetch(samplePath(sample));
      } catch (cause) {
        throw new AtlasError('picture/unreadable', { reason: String(cause) }, { cause, retryable: true });
      }
      if (!response.ok) throw new AtlasError('picture/unreadable', { reason: `HTTP ${response.status}` });
      return response.blob();
    },
    fetchIndex: async () => {
      const response = await fetch(`${weightsFolder()}${HOSTED_INDEX}`).catch(() => null);
      // A site without any has no list; a static host may answer with its page for what is not there.
      return response?.ok && /json/.test(response.headers.get('Content-Type') ?? '') ? response.text() : null;
    },
    weightsFolder,
    patience: PATIENCE_MS,
    lasting: lastingStorage,
  });
  return shared;
}
