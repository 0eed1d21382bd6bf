import { AtlasError } from '../../error';
import { type Graph, stateDict, type TensorSpec } from '../../graph/graph';
import { readNetwork } from '../../graph/model';
import type { Shape } from '../../graph/shapes';
import { blobSource } from '../../weights/byte-source';
import { weightError } from '../../weights/errors';
import { type Fit, fitOf, fits, misfit, type Renames, renamed } from '../../weights/fit';
import { plainAddress } from '../../weights/plain-address';
import { openSafetensors } from '../../weights/safetensors';
import { openStoredFile } from '../../weights/stored-source';
import { noTensorCache, type TensorCache } from '../../weights/tensor-cache';
import { fileWeights, seededWeights, type WeightSource } from '../../weights/weight-source';
import type { BackendOptions } from '../engine/backend';
import { type Budgets, DEFAULT_BUDGETS, Engine, type Picture } from '../engine/engine';
import { openBackend } from '../engine/open-backend';
import { runtimeError } from '../errors';
import { byContribution, channelMaps, classMap, contributions } from '../head/class-map';
import { scoreOf, topClasses } from '../head/class-scores';
import { linearTask, pooledHeadOf } from '../head/pooled-head';
import { type DrawMaps, openMapDrawer } from '../kernels/map-drawer';
import { checkpointsOf } from '../plan/checkpoints';
import { Grounds } from '../plan/ground';
import { type Plan, plan } from '../plan/plan';
import type {
  ChannelMaps,
  Classified,
  ClassMapView,
  PictureRequest,
  Progress,
  Request,
  Results,
  TensorRequest,
  Traffic,
  Warmed,
  WeightChoice,
  WeightReport,
  Work,
} from '../protocol';
import { type DrawnView, drawView, extentOf } from './draw-view';
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

interface Computed {
  readonly values: Float32Array;
  readonly shape: Shape;
  readonly work: Work;
}

/** Several tensors of one run, in the order in which they were asked for. */
interface ComputedAll {
  readonly tensors: readonly Omit<Computed, 'work'>[];
  readonly weights: WeightSource;
  readonly work: Work;
}

interface KnownNetwork {
  readonly graph: Graph;
  readonly renames: Renames;
  readonly checkpoints: ReadonlySet<string>;
  readonly grounds: Grounds;
}

/** How to compute some nodes, and from what. */
interface Prepared {
  readonly made: Plan;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly picture: Picture;
  readonly weights: WeightSource;
  readonly checkpoints: ReadonlySet<string>;
  /** The weights that it needs and that are not uploaded yet. */
  readonly specs: readonly TensorSpec[];
}

type PutRequest = Extract<Request, { type: 'put-weights' }>;

/** Weights as they were put, and what they lack. */
interface PutWeights {
  /** How they were put; where that was by an address, they can be opened again. */
  readonly request: PutRequest;
  readonly source: WeightSource;
  /** Keys that a file which holds a part only has not, in its own names. */
  readonly missing: ReadonlySet<string>;
  readonly nameOf: (spec: TensorSpec) => string;
  readonly name: string;
  readonly lastBlock: string;
}

/** The key under which a file says of itself that it ends before the network does, and where. */
const LAST_BLOCK = 'last_block';

/** Codes of numbers that no network can compute with. */
const REFUSED = new Set(['weights/not-finite', 'weights/negative-variance']);

/** Whether what a file lacks is what it says that it lacks. */
const isPart = (fit: Fit, lastBlock: string | null): boolean =>
  lastBlock !== null && fit.misshapen.length === 0 && fit.tensors > fit.extras.length + fit.unexpected.length;

/** What tensors take as float32. */
const bytesOf = (specs: readonly TensorSpec[]): number =>
  specs.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 4), 0);

/** The weights of a network that has no file of its own yet: the canonical names only. */
const CANONICAL: Renames = { canonical: [] };

/** A session without its worker: what was put there, the engine, and the answers. Requests come one at a time. */
export class SessionHost {
  readonly #parts: HostParts;
  readonly #networks = new Map<string, KnownNetwork>();
  readonly #pictures = new Map<string, Picture>();
  /** Weight files; one that does not fit keeps the reason for which it is refused. */
  readonly #weights = new Map<string, PutWeights | AtlasError>();
  readonly #cache: TensorCache;
  /** Of the request that is worked on. */
  #meter = new TrafficMeter(0);
  #engine: Engine | null = null;
  #draw: DrawMaps | null = null;
  #files = 0;

  constructor(parts: HostParts) {
    this.#parts = parts;
    this.#cache = parts.cache ?? noTensorCache();
  }

  /** Answers one request. @throws AtlasErrors with `runtime/…`, `weights/…`, `shape/…` codes; `AbortError`. */
  async answer(request: Request, options: RequestOptions = {}): Promise<Results[Request['type']]> {
    switch (request.type) {
      case 'open':
        return this.#open(request, options);
      case 'put-network': {
        const { graph } = readNetwork(request.network);
        this.#networks.set(request.key, {
          graph,
          renames: request.renames ?? CANONICAL,
          checkpoints: checkpointsOf(graph),
          grounds: new Grounds(graph),
        });
        return null;
      }
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
      case 'put-weights':
        return this.#putWeights(request, options);
      case 'view':
        return this.#view(request, options);
      case 'channel': {
        const { values, shape } = await this.#compute(request, options);
        const { height, width, channels } = extentOf(shape);
        const { channel } = request;
        if (!(channel >= 0 && channel < channels)) {
          throw runtimeError('runtime/no-such-channel', { channel, channels });
        }
        const picked = Float32Array.from(
          { length: height * width },
          (_, place) => values[place * channels + channel] ?? 0,
        );
        return { values: picked, height, width };
      }
      case 'place': {
        const { values, shape } = await this.#compute(request, options);
        const { height, width, channels } = extentOf(shape);
        const { y, x } = request;
        if (!(y >= 0 && y < height && x >= 0 && x < width)) {
          throw runtimeError('runtime/no-such-place', { y, x, height, width });
        }
        const from = (y * width + x) * channels;
        return { values: values.slice(from, from + channels) };
      }
      case 'tensor': {
        const { values, shape } = await this.#compute(request, options);
        return { values, shape };
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

  async #open(request: Extract<Request, { type: 'open' }>, { onProgress }: RequestOptions): Promise<Results['open']> {
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

  async #putWeights(
    request: PutRequest,
    { signal, onProgress }: RequestOptions,
    before?: Traffic,
  ): Promise<WeightReport> {
    const { key, name, network, file } = request;
    const known = this.#networks.get(network);
    if (!known) throw runtimeError('runtime/unknown-network', { network });
    onProgress?.({ stage: 'weights', done: 0, total: typeof file === 'string' ? 0 : file.size, stored: 0 });
    const meter = new TrafficMeter(0, undefined, before);
    const { opened, address, version } = await this.#openFile(file, name, meter, signal);
    const fit = fitOf(opened, stateDict(known.graph), known.renames);
    const lastBlock = opened.metadata[LAST_BLOCK] ?? null;
    // Another file under the same key must not answer with what the first one computed.
    const identity = `file ${key} ${++this.#files}`;
    this.#weights.set(
      key,
      fits(fit) || isPart(fit, lastBlock)
        ? {
            request,
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
  async #openFile(file: Blob | string, name: string, opening: TrafficMeter, signal?: AbortSignal) {
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
  async #openAnew(choice: WeightChoice, error: unknown, options: RequestOptions): Promise<Traffic | null> {
    if (!(error instanceof AtlasError) || error.code !== 'weights/changed' || choice.kind !== 'file') return null;
    const { request } = this.#put(choice.key);
    if (typeof request.file !== 'string') return null;
    await this.#cache.forget(plainAddress(request.file));
    return (await this.#putWeights(request, options, this.#meter.traffic)).opening;
  }

  /** Does not keep a file on a server with numbers in it that are refused: it may be mended there. */
  async #forgetRefused(choice: WeightChoice, error: unknown): Promise<void> {
    if (!(error instanceof AtlasError) || !REFUSED.has(error.code) || choice.kind !== 'file') return;
    const { file } = this.#put(choice.key).request;
    if (typeof file === 'string') await this.#cache.forget(plainAddress(file));
  }

  #weightsOf(choice: WeightChoice): WeightSource {
    return choice.kind === 'seeded' ? seededWeights : this.#put(choice.key).source;
  }

  #put(key: string): PutWeights {
    const found = this.#weights.get(key);
    if (!found) throw runtimeError('runtime/unknown-weights', { weights: key });
    if (found instanceof AtlasError) throw found;
    return found;
  }

  /** The first tensor that a part of the weights does not hold. */
  #firstBeyond(choice: WeightChoice, specs: readonly TensorSpec[]): string | undefined {
    if (choice.kind === 'seeded') return undefined;
    const { missing, nameOf } = this.#put(choice.key);
    return specs.map(nameOf).find((key) => missing.has(key));
  }

  #reaches(choice: WeightChoice, specs: readonly TensorSpec[]): boolean {
    return this.#firstBeyond(choice, specs) === undefined;
  }

  /** Refuses before anything is computed what a part of the weights cannot compute. @throws `weights/part-ends`. */
  #checkReach(choice: WeightChoice, specs: readonly TensorSpec[]): void {
    if (choice.kind === 'seeded') return;
    const { name, lastBlock } = this.#put(choice.key);
    const first = this.#firstBeyond(choice, specs);
    if (first !== undefined) throw weightError('weights/part-ends', { name, lastBlock, key: first });
  }

  async #view(request: Extract<Request, { type: 'view' }>, options: RequestOptions): Promise<Results['view']> {
    const { values, shape, work } = await this.#compute(request, options);
    options.onProgress?.({ stage: 'drawing' });
    this.#draw ??= openMapDrawer();
    const { pixels, ...view }: DrawnView = drawView(request.node, shape, values, request.range, this.#draw);
    const bitmap = await this.#parts.makeBitmap(pixels, view.grid.width, view.grid.height);
    return { ...view, bitmap, work };
  }

  async #classify(request: Extract<Request, { type: 'classify' }>, options: RequestOptions): Promise<Classified> {
    const head = pooledHeadOf(this.#graphOf(request.network), request.network);
    const { tensors, work } = await this.#computeAll(request, [head.logits], options);
    const logits = tensors[0]?.values ?? new Float32Array(0);
    return { top: topClasses(logits, request.top), classes: head.classes, work };
  }

  async #classMap(request: Extract<Request, { type: 'class-map' }>, options: RequestOptions): Promise<ClassMapView> {
    const head = pooledHeadOf(this.#graphOf(request.network), request.network);
    const { class: index, channels: few } = request;
    if (!(index >= 0 && index < head.classes)) {
      throw runtimeError('runtime/no-such-class', { class: index, classes: head.classes });
    }
    const { tensors, weights, work } = await this.#computeAll(request, [head.features, head.logits], options);
    const [maps, logits] = tensors;
    if (!maps || !logits) throw runtimeError('runtime/failed', { reason: 'the head has no values' });
    const { signal } = options;
    const unit = await this.#opened(request.type).unit(linearTask(head), index, weights, signal);
    const features = { values: maps.values, ...extentOf(maps.shape) };
    const added = contributions(features, unit.weights);
    const order = Array.from(byContribution(added));
    const some = (channels: readonly number[]): ChannelMaps => ({ channels, maps: channelMaps(features, channels) });
    return {
      score: scoreOf(logits.values, index),
      bias: unit.bias,
      height: features.height,
      width: features.width,
      map: classMap(features, unit.weights),
      contributions: added,
      most: some(order.slice(0, few)),
      least: some(order.slice(-few).reverse()),
      work,
    };
  }

  /** Computes ahead; an interruption is one of its ends and no error. */
  async #warm(request: Extract<Request, { type: 'warm' }>, { signal }: RequestOptions): Promise<Warmed> {
    const engine = this.#opened(request.type);
    const nodes: string[] = [];
    let computed = 0;
    const end = (ended: Warmed['ended']): Warmed => ({ nodes, computed, ended });
    try {
      for (const node of request.nodes) {
        signal?.throwIfAborted();
        const { made, specs, picture, weights, checkpoints } = this.#prepare(request, [node]);
        // Also for weights that are not here yet: what they are computed with is the same.
        await engine.compile(made);
        signal?.throwIfAborted();
        if (!this.#reaches(request.weights, specs)) return end('weights');
        if (specs.length > 0 && !request.fetch && this.#isRemote(request.weights)) return end('weights');
        if (!engine.hasRoom(made, weights)) return end('room');
        this.#meter = new TrafficMeter(0);
        const uploads = made.steps.length - made.layers;
        const before = computed;
        const { release } = await engine.run(made, {
          picture,
          weights,
          checkpoints,
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

  /** Whether weights are read from a server. */
  #isRemote(choice: WeightChoice): boolean {
    return choice.kind === 'file' && typeof this.#put(choice.key).request.file === 'string';
  }

  #networkOf(network: string): KnownNetwork {
    const known = this.#networks.get(network);
    if (!known) throw runtimeError('runtime/unknown-network', { network });
    return known;
  }

  #graphOf(network: string): Graph {
    return this.#networkOf(network).graph;
  }

  async #compute(request: TensorRequest, options: RequestOptions): Promise<Computed> {
    const { tensors, work } = await this.#computeAll(request, [request.node], options);
    const [computed] = tensors;
    if (!computed) throw runtimeError('runtime/unknown-node', { network: request.network, node: request.node });
    return { ...computed, work };
  }

  async #computeAll(request: PictureRequest, nodes: readonly string[], options: RequestOptions): Promise<ComputedAll> {
    try {
      return await this.#computeOnce(request, nodes, options);
    } catch (error) {
      await this.#forgetRefused(request.weights, error);
      const before = await this.#openAnew(request.weights, error, options);
      if (!before) throw error;
      // Once: a file that changes again and again is said to do so.
      return this.#computeOnce(request, nodes, options, before);
    }
  }

  /** @throws errors for what was not put there, or does not fit together. */
  #prepare(request: PictureRequest, nodes: readonly string[]): Prepared {
    const engine = this.#opened('tensor');
    const { network, picture: pictureKey } = request;
    const { graph, checkpoints, grounds } = this.#networkOf(network);
    const picture = this.#pictures.get(pictureKey);
    if (!picture) throw runtimeError('runtime/unknown-picture', { picture: pictureKey });
    const wanted = graph.nodes.find(({ op }) => op.type === 'input')?.channels ?? 0;
    if (wanted !== picture.channels) {
      throw runtimeError('runtime/wrong-channels', { network, wanted, found: picture.channels });
    }
    const weights = this.#weightsOf(request.weights);
    const root = {
      picture: pictureKey,
      weights: weights.identity,
      calibrated: request.weights.kind === 'seeded' && request.weights.calibrated,
    };
    const ground = grounds.of(picture.height, picture.width, root);
    const { shapes } = ground;
    engine.show(ground.sizes);
    const unknown = nodes.find((node) => !shapes.has(node));
    if (unknown !== undefined) throw runtimeError('runtime/unknown-node', { network, node: unknown });
    const kept = (key: string): boolean => engine.has(key);
    const made = plan({ graph, shapes, targets: nodes, kept, rewrites: engine.rewrites, ...root }, ground);
    return { made, shapes, picture, weights, checkpoints, specs: engine.lacks(made, weights) };
  }

  async #computeOnce(
    request: PictureRequest,
    nodes: readonly string[],
    options: RequestOptions,
    before?: Traffic,
  ): Promise<ComputedAll> {
    const engine = this.#opened('tensor');
    const started = performance.now();
    const { made, shapes, picture, weights, checkpoints, specs } = this.#prepare(request, nodes);
    this.#checkReach(request.weights, specs);
    const total = made.layers;
    const uploads = made.steps.length - total;
    const meter = new TrafficMeter(bytesOf(specs), options.onProgress, before);
    this.#meter = meter;
    const { release } = await engine.run(made, {
      picture,
      weights,
      checkpoints,
      signal: options.signal,
      onCompile: () => options.onProgress?.({ stage: 'compile' }),
      onStep: (index, { node: current }) => {
        const done = index - uploads;
        if (done >= 0) options.onProgress?.({ stage: 'layers', done, total, node: current });
      },
    });
    try {
      const tensors: Omit<Computed, 'work'>[] = [];
      for (const node of nodes) {
        const values = await engine.read(made.targets.get(node) ?? '', node);
        tensors.push({ values, shape: shapes.get(node) ?? [] });
        options.signal?.throwIfAborted();
      }
      return {
        tensors,
        weights,
        work: {
          computed: total,
          reused: made.reused,
          milliseconds: performance.now() - started,
          ...meter.traffic,
        },
      };
    } finally {
      release();
    }
  }
}
