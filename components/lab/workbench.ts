import { AtlasError } from '@/lib/error';
import type { Network } from '@/lib/graph/expression';
import type { NetworkDefinition, Preprocessing } from '@/lib/networks';
import type { CropChoice, OpenedPicture, PictureClient, PreparedPicture } from '@/lib/picture/client';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import type {
  BackendChoice,
  BackendReport,
  Progress,
  RequestOf,
  Results,
  Session,
  StoredReport,
  WeightReport,
} from '@/lib/runtime/protocol';
import { learnRate, type Rates } from './estimate';
import { DEFAULT_SAMPLE, type Sample, samplePath } from './samples';

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
}

/** A picture as a network takes it. */
export interface PictureSetting {
  readonly size: number;
  readonly preprocessing: Preprocessing;
}

const FIRST: WorkbenchState = {
  picture: null,
  opening: null,
  refusal: null,
  crop: null,
  started: false,
  backend: null,
  weightFile: null,
  weightRefusal: null,
  weightsOpening: null,
  stored: null,
  rates: {},
  lost: null,
};

/** How many prepared pictures are kept ready: a few sizes and crops back and forth. */
const PREPARED_KEPT = 6;

/**
 * The state and the means that all labs of a page share. The picture worker starts with the first picture, the session
 * worker (and with it tfjs) with the first request for maps.
 */
export class Workbench {
  #state: WorkbenchState = FIRST;
  readonly #listeners = new Set<() => void>();
  readonly #parts: WorkbenchParts;
  #pictures: Promise<PictureClient> | null = null;
  #session: Promise<Session> | null = null;
  #opened: Promise<BackendReport> | null = null;
  #choice: BackendChoice = 'auto';
  readonly #put = new Set<string>();
  readonly #prepared = new Map<string, Promise<PreparedPicture>>();
  /** What the session computed, by picture, network and weights. */
  readonly #kept = new Map<string, Set<string>>();
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

  /** Chooses the default sample where nothing is chosen yet. */
  async choose(): Promise<void> {
    if (this.#state.picture || this.#state.opening) return;
    await this.chooseSample(DEFAULT_SAMPLE);
  }

  async chooseSample(sample: Sample): Promise<void> {
    const origin = { kind: 'sample', sample } as const;
    this.#set({ opening: origin, refusal: null });
    await this.#open(origin, () => this.#parts.fetchSample(sample));
  }

  /** A picture of the reader's own; a refusal keeps the picture before. */
  async chooseFile(blob: Blob, origin: Exclude<PictureOrigin, { kind: 'sample' }>): Promise<void> {
    this.#set({ opening: origin, refusal: null });
    await this.#open(origin, () => Promise.resolve(blob));
  }

  async #open(origin: PictureOrigin, blobOf: () => Promise<Blob>): Promise<void> {
    try {
      const blob = await blobOf();
      const client = await this.#client();
      if (this.#state.opening !== origin) return;
      const opened = await client.open(blob);
      if (this.#state.opening !== origin) {
        opened.preview.close();
        return;
      }
      this.#set({ picture: { ...opened, origin }, opening: null, crop: null });
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

  /** Which backend to use; another one than before closes the session, whatever it computed is computed again. */
  chooseBackend(choice: BackendChoice): void {
    if (choice === this.#choice) return;
    this.#choice = choice;
    this.#forget();
    const old = this.#session;
    this.#session = null;
    void old?.then((session) => session.close()).catch(() => {});
    this.#set({ backend: null, lost: null, weightFile: null });
  }

  /** Nothing that was put or computed is there any more, as far as this side knows. */
  #forget(): void {
    this.#opened = null;
    this.#kept.clear();
    this.#put.clear();
  }

  /** The session, with or without a backend. */
  #connect(): Promise<Session> {
    this.#session ??= this.#parts.loadSession().then((session) => {
      session.onLost((code, data) => {
        // The client of the session keeps what it was given and puts it back; only what was computed is gone.
        this.#kept.clear();
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
        const opened = session.request<'open'>({ type: 'open', choice: this.#choice }, { onProgress });
        this.#opened = opened;
        opened.then(
          (backend) => {
            if (this.#session === current) this.#set({ backend });
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
    return this.#kept.get(rootKey) ?? new Set();
  }

  /** Notes that a tensor and all tensors before it were computed. */
  noteKept(rootKey: string, nodes: Iterable<string>): void {
    const known = this.#kept.get(rootKey) ?? new Set();
    for (const node of nodes) known.add(node);
    this.#kept.set(rootKey, known);
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
    await this.#putNetwork(session, given.network);
    const { key, pixels, width, height } = given.picture;
    await this.#putOnce(`picture:${key}`, () =>
      session.request<'put-picture'>({ type: 'put-picture', key, width, height, channels: 3, pixels }),
    );
    options.signal?.throwIfAborted();
    const answer = await session.request<T>(request, options);
    if (this.#state.lost) this.#set({ lost: null });
    // Whoever shows what is kept on this device wants to see it grow.
    if (this.#state.stored && answer && 'work' in answer && answer.work.networkBytes > 0) void this.stored();
    return answer;
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
      // Tensors that nobody reads do no harm.
      const fits = report.missing.length === 0 && report.misshapen.length === 0;
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

  async #askStorage(request: RequestOf<'stored' | 'forget-stored'>): Promise<StoredReport | null> {
    try {
      const stored = await (await this.#connect()).request<'stored' | 'forget-stored'>(request);
      this.#set({ stored });
      return stored;
    } catch {
      // A session that cannot be reached says so where it computes; nothing depends on this.
      return null;
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

let shared: Workbench | null = null;

/** The workbench of the page. */
export function sharedWorkbench(): Workbench {
  shared ??= new Workbench({
    loadSession: async () => (await import('@/lib/runtime/session')).createSession(),
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
  });
  return shared;
}
