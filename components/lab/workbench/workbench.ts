import { AtlasError } from '@/lib/error';
import type { PreparedPicture } from '@/lib/picture/client';
import type {
  BackendChoice,
  BackendReport,
  KernelChoice,
  Needs,
  Progress,
  RequestOf,
  Results,
  Session,
  Warmed,
} from '@/lib/runtime/protocol';
import { orAborted } from '@/lib/weights/or-aborted';
import { learnRate } from './estimate';
import { PictureDesk, type PictureParts } from './picture-desk';
import { putOf, putOfPicture } from './put-of';
import { type PlacedNetwork, Store } from './state';
import { storeChoices, storedChoices } from './stored-choices';
import { WeightsDesk, type WeightsParts } from './weights-desk';

/** Everything from outside that a workbench needs; tests bring their own. */
export interface WorkbenchParts extends PictureParts, WeightsParts {
  /** Loads and makes a session: the first thing that brings tfjs to the page. */
  loadSession(): Promise<Session>;
}

/** What a request names, in full: whoever asks brings it along, and the session takes what it lacks. */
export interface Named {
  readonly network: PlacedNetwork;
  readonly picture: PreparedPicture;
}

interface AskOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

const expected = ({ network, picture }: Named) => [putOf(network), putOfPicture(picture)];

/**
 * The state and the means that all labs of a page share. The picture worker starts with the first picture, the session
 * worker (and with it tfjs) with the first request for maps, or shortly before, when a reader turns to a lab. What the
 * session holds is its own matter: it is asked (`needs`), never remembered here.
 */
export class Workbench {
  readonly #store = new Store();
  readonly #parts: WorkbenchParts;
  readonly pictures: PictureDesk;
  readonly weights: WeightsDesk;
  #session: Promise<Session> | null = null;
  #opened: Promise<BackendReport> | null = null;
  #choice: BackendChoice = 'auto';
  #kernels: KernelChoice = 'auto';

  constructor(parts: WorkbenchParts) {
    this.#parts = parts;
    this.pictures = new PictureDesk(this.#store, parts);
    this.weights = new WeightsDesk(this.#store, parts, {
      connect: () => this.#connect(),
      ready: () => this.#ready(),
    });
  }

  get subscribe() {
    return this.#store.subscribe;
  }

  get getState() {
    return this.#store.get;
  }

  /** Chooses the default sample where nothing is chosen yet, and reads which weights lie beside the site. */
  async choose(): Promise<void> {
    void this.weights.readIndex();
    await this.pictures.choose();
  }

  start(): void {
    if (!this.#store.get().started) this.#store.set({ started: true });
  }

  /**
   * Which backend to use, and which of its kernels; another choice than before closes the session, whatever it computed
   * is computed again.
   */
  chooseBackend(choice: BackendChoice, kernels: KernelChoice = 'auto'): void {
    if (choice === this.#choice && kernels === this.#kernels) return;
    this.#choice = choice;
    this.#kernels = kernels;
    this.#opened = null;
    const old = this.#session;
    this.#session = null;
    // One whose code did not come has nothing to close.
    void old?.then((session) => session.close()).catch(() => {});
    this.weights.forget();
    this.#store.set({ backend: null, lost: null });
    this.#changed();
  }

  /** What the session holds may be another thing now. */
  #changed(): void {
    this.#store.set({ revision: this.#store.get().revision + 1 });
  }

  /** The session, with or without a backend. */
  #connect(): Promise<Session> {
    if (!this.#session) {
      const loading = this.#parts.loadSession().then((session) => {
        session.onLost((code, data) => {
          this.#opened = null;
          this.#store.set({ lost: { code, data } });
          this.#changed();
        });
        return session;
      });
      this.#session = loading;
      // Its code did not come: the next request asks for it again.
      loading.catch(() => {
        if (this.#session === loading) this.#session = null;
      });
    }
    return this.#session;
  }

  async #ready({ signal, onProgress }: AskOptions = {}): Promise<Session> {
    const current = this.#connect();
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
          if (this.#session === current) this.#store.set({ backend });
          if (backend.choices) storeChoices(backend.choices);
        },
        () => {
          if (this.#opened === opened) this.#opened = null;
        },
      );
    }
    await orAborted(this.#opened, signal);
    return session;
  }

  /** Learns the speed of this machine from an answer. */
  learn(macs: number, milliseconds: number): void {
    const { backend, rates } = this.#store.get();
    if (backend) this.#store.set({ rates: learnRate(rates, backend.backend, macs, milliseconds) });
  }

  /**
   * Asks the session about a tensor.
   * @param named the same network and picture as the request, in full.
   */
  async ask<T extends 'view' | 'channel' | 'place' | 'tensor' | 'classify' | 'class-map'>(
    request: RequestOf<T>,
    named: Named,
    options: AskOptions = {},
  ): Promise<Results[T]> {
    // Which session is asked: another choice of engine may put another one in its place.
    const asked = this.#connect();
    try {
      const session = await this.#ready(options);
      options.signal?.throwIfAborted();
      const answer = await session.request<T>(request, { ...options, expects: expected(named) });
      if (this.#store.get().lost) this.#store.set({ lost: null });
      if (answer && 'work' in answer && answer.work.networkBytes > 0) void this.weights.noteStored();
      return answer;
    } catch (error) {
      // The reader chose another engine meanwhile: what was asked is asked of that one.
      const replaced = this.#session !== asked && error instanceof AtlasError && error.code === 'runtime/not-open';
      if (!replaced || options.signal?.aborted) throw error;
      return this.ask(request, named, options);
    } finally {
      this.#changed();
    }
  }

  /** Opens the session before anything is asked of it. What goes wrong is told when something is. */
  async wake(): Promise<void> {
    await this.#ready().catch(() => {});
  }

  /**
   * Computes ahead with an open session; whatever else is asked goes first.
   * @returns null where that cannot be done: nobody has asked for it, so nobody is told why.
   */
  async warm(request: RequestOf<'warm'>, named: Named, signal: AbortSignal): Promise<Warmed | null> {
    if (!this.#opened) return null;
    try {
      const session = await this.#ready();
      signal.throwIfAborted();
      return await session.request<'warm'>(request, { signal, expects: expected(named) });
    } catch {
      // What fails ahead fails again, and is said, where it is asked for.
      return null;
    } finally {
      this.#changed();
    }
  }

  /**
   * What a tensor would cost as the session stands now. Computes and fetches nothing.
   * @param connect whether a session shall be started for it: it knows what this device keeps from earlier visits.
   * @returns null where there is no session, so that nothing is there; and where it cannot be learnt.
   */
  async needs(request: RequestOf<'needs'>, named: Named, connect: boolean): Promise<Needs | null> {
    if (!this.#session && !connect) return null;
    try {
      const session = await this.#connect();
      return await session.request<'needs'>(request, { expects: expected(named) });
    } catch {
      // Why it cannot be had is said where it is computed.
      return null;
    }
  }

  /** Back to the first sample and its centre; what was computed is kept. */
  async reset(): Promise<void> {
    this.weights.dismissRefusal();
    await this.pictures.reset();
  }
}
