import type { AtlasError } from '../../error';
import { withClasses } from '../../graph/classifier';
import { noTensorCache, type TensorCache } from '../../weights/tensor-cache';
import type { WeightSource } from '../../weights/weight-source';
import type { BackendOptions } from '../engine/backend';
import { type Budgets, DEFAULT_BUDGETS, Engine } from '../engine/engine';
import type { Picture } from '../engine/layer';
import { openBackend } from '../engine/open-backend';
import { runtimeError } from '../errors';
import { classAnswer } from '../head/answers';
import { topClasses } from '../head/class-scores';
import { linearTask, type PooledHead, pooledHeadOf } from '../head/pooled-head';
import { type DrawMaps, openMapDrawer } from '../kernels/map-drawer';
import { bytesOfShape } from '../plan/peak-bytes';
import type {
  Classified,
  ClassMapView,
  Needs,
  PictureRequest,
  Progress,
  Request,
  RequestOf,
  Results,
  Traffic,
  Warmed,
  Work,
} from '../protocol';
import { compute, type Given, type Prepared, prepareRun, type Tensors } from './compute';
import { checkDrawable, type DrawnView, drawView, extentOf } from './draw-view';
import { type KnownNetwork, knownNetwork } from './known-network';
import { needsOf, UNOPENED } from './needs';
import { WeightFiles } from './put-weights';
import { TrafficMeter } from './traffic-meter';

/** What a request may use while it is worked on. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** The reason for which computing ahead is cut short: something was asked. What it finished stays. */
export const INTERRUPTED = new DOMException('Something else was asked.', 'AbortError');

/** What differs between a worker and a test. */
export interface HostParts {
  readonly backend?: BackendOptions;
  readonly budgets?: Budgets;
  /** Where tensors of files on servers are kept between visits; without it nowhere. */
  readonly cache?: TensorCache;
  /** Turns drawn pixels into what can be put on a canvas; they hold until the next view. */
  readonly makeBitmap: (pixels: Uint8ClampedArray<ArrayBuffer>, width: number, height: number) => Promise<ImageBitmap>;
  /** Told once when the backend is beyond recovery. */
  readonly onLost?: (error: AtlasError) => void;
}

/** Something read off computed tensors, and what that cost. */
interface Answered<T> {
  readonly answer: T;
  readonly work: Work;
}

/** A session without its worker: what was put there, the engine, and the answers. Requests come one at a time. */
export class SessionHost {
  readonly #parts: HostParts;
  readonly #networks = new Map<string, KnownNetwork>();
  /** Networks with the heads of files that tell other classes apart. */
  readonly #withHeads = new WeakMap<KnownNetwork, Map<number, KnownNetwork>>();
  readonly #pictures = new Map<string, Picture>();
  readonly #weights: WeightFiles;
  readonly #cache: TensorCache;
  #engine: Engine | null = null;
  #draw: DrawMaps | null = null;

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.#cache = parts.cache ?? noTensorCache();
    this.#weights = new WeightFiles(this.#cache);
  }

  /** Answers one request. @throws AtlasErrors with `runtime/…`, `weights/…`, `shape/…` codes; `AbortError`. */
  async answer(request: Request, options: RequestOptions = {}): Promise<Results[Request['type']]> {
    switch (request.type) {
      case 'open':
        return this.#open(request, options);
      case 'put-network':
        this.#networks.set(request.key, knownNetwork(request.graph, request.renames, request.keras));
        return null;
      case 'put-picture': {
        const { key, height, width, channels, pixels } = request;
        if (pixels.length !== height * width * channels) {
          throw runtimeError('runtime/bad-picture', { height, width, channels, values: pixels.length });
        }
        this.#pictures.set(key, { height, width, channels, pixels });
        return null;
      }
      case 'drop-picture':
        this.#pictures.delete(request.key);
        return null;
      case 'put-weights': {
        const { network, file } = request;
        const known = this.#networkOf(network);
        options.onProgress?.({ stage: 'weights', done: 0, total: typeof file === 'string' ? 0 : file.size, stored: 0 });
        return this.#weights.put(request, known, options.signal);
      }
      case 'needs':
        return this.#needs(request);
      case 'view':
        return this.#view(request, options);
      case 'channel': {
        const { node, channel } = request;
        const { answer } = await this.#compute(request, [node], options, async (tensors) => ({
          values: await tensors.channel(node, channel),
          ...extentOf(tensors.shapeOf(node)),
        }));
        return { values: answer.values, height: answer.height, width: answer.width };
      }
      case 'place': {
        const { node, y, x } = request;
        const { answer } = await this.#compute(request, [node], options, (tensors) => tensors.place(node, y, x));
        return { values: answer };
      }
      case 'tensor': {
        const { node } = request;
        const { answer } = await this.#compute(request, [node], options, async (tensors) => ({
          values: await tensors.whole(node),
          shape: tensors.shapeOf(node),
        }));
        return answer;
      }
      case 'classify':
        return this.#classify(request, options);
      case 'class-map':
        return this.#classMap(request, options);
      case 'warm':
        return this.#warm(request, options);
      case 'memory':
        return this.#opened(request.type).memory();
      case 'stored':
        return this.#cache.stored();
      case 'forget-stored':
        await this.#cache.forget(request.address);
        return this.#cache.stored();
    }
  }

  close(): void {
    this.#engine?.close();
    this.#engine = null;
  }

  #opened(request: string): Engine {
    if (!this.#engine) throw runtimeError('runtime/not-open', { request });
    return this.#engine;
  }

  async #open(request: RequestOf<'open'>, { onProgress }: RequestOptions): Promise<Results['open']> {
    onProgress?.({ stage: 'backend' });
    this.close();
    const without = [...(this.#parts.backend?.without ?? []), ...(request.without ?? [])];
    const backend = await openBackend(request.choice, {
      ...this.#parts.backend,
      without,
      ...(request.kernels ? { kernels: request.kernels } : {}),
      ...(request.choices ? { choices: request.choices } : {}),
      ...(request.threads ? { threads: request.threads } : {}),
    });
    backend.onFailure((error) => this.#parts.onLost?.(error));
    this.#engine = new Engine(backend, this.#parts.budgets ?? DEFAULT_BUDGETS);
    return backend.report;
  }

  #networkOf(network: string): KnownNetwork {
    const known = this.#networks.get(network);
    if (!known) throw runtimeError('runtime/unknown-network', { network });
    return known;
  }

  /** A network with the head that its weights have. */
  #networkWith(network: string, { classes = null }: WeightSource): KnownNetwork {
    const known = this.#networkOf(network);
    const graph = classes === null ? known.graph : withClasses(known.graph, classes);
    if (classes === null || graph === known.graph) return known;
    const own = this.#withHeads.get(known) ?? new Map<number, KnownNetwork>();
    this.#withHeads.set(known, own);
    const made = own.get(classes) ?? knownNetwork(graph, known.renames, known.keras);
    own.set(classes, made);
    return made;
  }

  /** The head of what a request computes. @throws `runtime/no-class-map`. */
  #headOf({ network, weights }: PictureRequest): PooledHead {
    return pooledHeadOf(this.#networkWith(network, this.#weights.source(weights)).graph, network);
  }

  /** From what a request computes. @throws errors for what was not put there. */
  #given({ network, picture: pictureKey, weights }: PictureRequest): Given {
    const source = this.#weights.source(weights);
    const { graph, checkpoints, grounds } = this.#networkWith(network, source);
    const picture = this.#pictures.get(pictureKey);
    if (!picture) throw runtimeError('runtime/unknown-picture', { picture: pictureKey });
    return {
      network,
      graph,
      picture,
      pictureKey,
      weights: source,
      calibrated: weights.kind === 'seeded' && weights.calibrated,
      grounds,
      checkpoints,
    };
  }

  #prepare(
    request: PictureRequest,
    nodes: readonly string[],
  ): { readonly engine: Engine; readonly prepared: Prepared } {
    const engine = this.#opened('tensor');
    const prepared = prepareRun(engine, this.#given(request), nodes);
    engine.show(prepared.ground.sizes);
    return { engine, prepared };
  }

  #needs(request: RequestOf<'needs'>): Promise<Needs> {
    const { weights, node, file } = request;
    const opened = weights.kind === 'seeded' || this.#weights.has(weights.key);
    const known = this.#networkOf(request.network);
    const seeded = { kind: 'seeded', calibrated: false } as const;
    const given = this.#given(opened ? request : { ...request, weights: seeded });
    return needsOf(this.#engine, opened ? given : { ...given, weights: UNOPENED }, node, (specs) =>
      opened ? this.#weights.bytesToRead(weights, specs) : this.#weights.bytesOfUnopened(file ?? null, known, specs),
    );
  }

  async #view(request: RequestOf<'view'>, options: RequestOptions): Promise<Results['view']> {
    const { node, range } = request;
    const { answer, work } = await this.#compute(request, [node], options, async (tensors) => {
      const shape = tensors.shapeOf(node);
      checkDrawable(node, shape);
      return { shape, values: await tensors.whole(node) };
    });
    options.onProgress?.({ stage: 'drawing' });
    this.#draw ??= openMapDrawer();
    const { pixels, ...view }: DrawnView = drawView(node, answer.shape, answer.values, range, this.#draw);
    const bitmap = await this.#parts.makeBitmap(pixels, view.grid.width, view.grid.height);
    return { ...view, bitmap, work };
  }

  async #classify(request: RequestOf<'classify'>, options: RequestOptions): Promise<Classified> {
    const head = this.#headOf(request);
    const { answer, work } = await this.#compute(request, [head.logits], options, ({ whole }) => whole(head.logits));
    return { top: topClasses(answer, request.top), classes: head.classes, work };
  }

  async #classMap(request: RequestOf<'class-map'>, options: RequestOptions): Promise<ClassMapView> {
    const head = this.#headOf(request);
    const { class: index, channels: few } = request;
    if (!(index >= 0 && index < head.classes)) {
      throw runtimeError('runtime/no-such-class', { class: index, classes: head.classes });
    }
    const read = async ({ whole, shapeOf }: Tensors, { weights }: Given) => {
      const features = { values: await whole(head.features), ...extentOf(shapeOf(head.features)) };
      const logits = await whole(head.logits);
      options.signal?.throwIfAborted();
      const unit = await this.#opened(request.type).unit(linearTask(head), index, weights, options.signal);
      return classAnswer(features, logits, index, unit, few);
    };
    const { answer, work } = await this.#compute(request, [head.features, head.logits], options, read);
    return { ...answer, work };
  }

  /** Computes ahead; an interruption is one of its ends and no error. */
  async #warm(request: RequestOf<'warm'>, { signal }: RequestOptions): Promise<Warmed> {
    const nodes: string[] = [];
    let computed = 0;
    const end = (ended: Warmed['ended']): Warmed => ({ nodes, computed, ended });
    try {
      for (const node of request.nodes) {
        signal?.throwIfAborted();
        const { engine, prepared } = this.#prepare(request, [node]);
        const { made, given, specs } = prepared;
        // Also for weights that are not here yet: what they are computed with is the same.
        await engine.compile(made);
        signal?.throwIfAborted();
        if (given.weights.lackOf?.(specs)) return end('weights');
        if (this.#weights.bytesToRead(request.weights, specs).networkBytes > request.fetch) return end('weights');
        if (!engine.hasRoom(made, given.weights)) return end('room');
        this.#weights.count(new TrafficMeter(0));
        const uploads = made.steps.length - made.layers;
        const before = computed;
        const { release } = await engine.run(made, {
          picture: given.picture,
          weights: given.weights,
          checkpoints: given.checkpoints,
          signal,
          ahead: true,
          onStep: (index) => {
            computed = before + Math.max(0, index - uploads);
          },
        });
        release();
        computed = before + made.layers;
        nodes.push(node);
      }
      return end('done');
    } catch (error) {
      if (signal?.aborted && signal.reason === INTERRUPTED && error === INTERRUPTED) return end('interrupted');
      throw error;
    }
  }

  /** Computes some nodes and reads something off them. A file that became another one on its server is read anew, once. */
  async #compute<T>(
    request: PictureRequest,
    nodes: readonly string[],
    options: RequestOptions,
    read: (tensors: Tensors, given: Given) => Promise<T>,
  ): Promise<Answered<T>> {
    try {
      return await this.#computeOnce(request, nodes, options, read);
    } catch (error) {
      const { weights, network } = request;
      await this.#weights.forgetRefused(weights, error);
      const before = await this.#weights.openAnew(weights, error, () => this.#networkOf(network), options.signal);
      if (!before) throw error;
      // Once: a file that changes again and again is said to do so.
      return this.#computeOnce(request, nodes, options, read, before);
    }
  }

  async #computeOnce<T>(
    request: PictureRequest,
    nodes: readonly string[],
    options: RequestOptions,
    read: (tensors: Tensors, given: Given) => Promise<T>,
    before?: Traffic,
  ): Promise<Answered<T>> {
    const started = performance.now();
    const { engine, prepared } = this.#prepare(request, nodes);
    const { made, specs } = prepared;
    const total = made.layers;
    const uploads = made.steps.length - total;
    const bytes = specs.reduce((sum, { shape }) => sum + bytesOfShape(shape), 0);
    const meter = new TrafficMeter(bytes, options.onProgress, before);
    this.#weights.count(meter);
    const answer = await compute(
      engine,
      prepared,
      {
        signal: options.signal,
        onCompile: () => options.onProgress?.({ stage: 'compile' }),
        onStep: (index, { node }) => {
          const done = index - uploads;
          if (done >= 0) options.onProgress?.({ stage: 'layers', done, total, node });
        },
      },
      async (tensors) => {
        const found = await read(tensors, prepared.given);
        options.signal?.throwIfAborted();
        return found;
      },
    );
    const milliseconds = performance.now() - started;
    return { answer, work: { computed: total, reused: made.reused, milliseconds, ...meter.traffic } };
  }
}
