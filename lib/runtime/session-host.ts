import { AtlasError } from '../error';
import { type Graph, stateDict, type TensorSpec } from '../graph/graph';
import { readNetwork } from '../graph/model';
import { inferShapes, type Shape } from '../graph/shapes';
import { blobSource } from '../weights/byte-source';
import { weightError } from '../weights/errors';
import { type Fit, fitOf, fits, misfit, type Renames, renamed } from '../weights/fit';
import { openHttpSource, type Transfer } from '../weights/http-source';
import { openSafetensors } from '../weights/safetensors';
import { fileWeights, seededWeights, type WeightSource } from '../weights/weight-source';
import { byContribution, channelMaps, classMap, contributions } from './class-map';
import { scoreOf, topClasses } from './class-scores';
import { type DrawnView, drawView, extentOf } from './draw-view';
import { type BackendOptions, openBackend } from './engine/backend';
import { type Budgets, DEFAULT_BUDGETS, Engine, type Picture } from './engine/engine';
import { runtimeError } from './errors';
import { type Plan, plan } from './plan';
import { headOf, linearTask, type PooledHead } from './pooled-head';
import type {
  ChannelMaps,
  Classified,
  ClassMapView,
  PictureRequest,
  Progress,
  Request,
  Results,
  TensorRequest,
  WeightChoice,
  WeightReport,
  Work,
} from './protocol';

/** What a request may use while it is worked on. */
export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** What differs between a worker and a test. */
export interface HostParts {
  readonly backend?: BackendOptions;
  readonly budgets?: Budgets;
  /** Turns drawn pixels into what can be put on a canvas. */
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

/** Weights as they were put, and what they lack. */
interface PutWeights {
  readonly source: WeightSource;
  /** Keys that a file which holds a part only has not, in its own names. */
  readonly missing: ReadonlySet<string>;
  readonly nameOf: (spec: TensorSpec) => string;
  readonly name: string;
  readonly lastBlock: string;
}

/** The key under which a file says of itself that it ends before the network does, and where. */
const LAST_BLOCK = 'last_block';

/** Whether what a file lacks is what it says that it lacks. */
const isPart = (fit: Fit, lastBlock: string | null): boolean =>
  lastBlock !== null && fit.misshapen.length === 0 && fit.tensors > fit.extras.length + fit.unexpected.length;

/** Tells of the bytes that come, of all that the tensors need as float32; a file of half the width brings half of it. */
function meterOf(specs: readonly TensorSpec[], { onProgress }: RequestOptions): (transfer: Transfer) => void {
  const total = specs.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 4), 0);
  let done = 0;
  return (transfer) => {
    if (transfer.type !== 'bytes') return;
    done = Math.min(total, done + transfer.count);
    onProgress?.({ stage: 'weights', done, total });
  };
}

/** The weights of a network that has no file of its own yet: the canonical names only. */
const CANONICAL: Renames = { canonical: [] };

/** A session without its worker: what was put there, the engine, and the answers. Requests come one at a time. */
export class SessionHost {
  readonly #parts: HostParts;
  readonly #networks = new Map<string, { readonly graph: Graph; readonly renames: Renames }>();
  readonly #pictures = new Map<string, Picture>();
  /** Weight files; one that does not fit keeps the reason for which it is refused. */
  readonly #weights = new Map<string, PutWeights | AtlasError>();
  /** Told of every byte that comes over the network, while a request is worked on. */
  #onTransfer: (transfer: Transfer) => void = () => {};
  #engine: Engine | null = null;
  #files = 0;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  /** Answers one request. @throws AtlasErrors with `runtime/…`, `weights/…`, `shape/…` codes; `AbortError`. */
  async answer(request: Request, options: RequestOptions = {}): Promise<Results[Request['type']]> {
    switch (request.type) {
      case 'open':
        return this.#open(request, options);
      case 'put-network': {
        const { graph } = readNetwork(request.network);
        this.#networks.set(request.key, { graph, renames: request.renames ?? CANONICAL });
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
      case 'memory':
        return this.#opened(request.type).memory();
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
    const backend = await openBackend(request.choice, { ...this.#parts.backend, without });
    backend.onFailure((error) => this.#parts.onLost?.(error));
    this.#engine = new Engine(backend, this.#parts.budgets ?? DEFAULT_BUDGETS);
    return backend.report;
  }

  async #putWeights(
    request: Extract<Request, { type: 'put-weights' }>,
    { signal, onProgress }: RequestOptions,
  ): Promise<WeightReport> {
    const { key, name, network, file } = request;
    const known = this.#networks.get(network);
    if (!known) throw runtimeError('runtime/unknown-network', { network });
    onProgress?.({ stage: 'weights', done: 0, total: typeof file === 'string' ? 0 : file.size });
    const onTransfer = (transfer: Transfer): void => this.#onTransfer(transfer);
    const bytes =
      typeof file === 'string'
        ? await openHttpSource(file, { name, onTransfer, ...(signal ? { signal } : {}) })
        : blobSource(file, name);
    const opened = await openSafetensors(bytes, signal);
    const fit = fitOf(opened, stateDict(known.graph), known.renames);
    const lastBlock = opened.metadata[LAST_BLOCK] ?? null;
    // Another file under the same key must not answer with what the first one computed.
    const identity = `file ${key} ${++this.#files}`;
    this.#weights.set(
      key,
      fits(fit) || isPart(fit, lastBlock)
        ? {
            source: fileWeights(opened, fit.naming, known.renames, identity),
            missing: new Set(fit.missing),
            nameOf: (spec) => renamed(known.renames, fit.naming, spec.key),
            name,
            lastBlock: lastBlock ?? '',
          }
        : misfit(name, fit),
    );
    return { key, name, bytes: opened.bytes, metadata: opened.metadata, lastBlock, ...fit };
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

  /** Refuses before anything is computed what a part of the weights cannot compute. @throws `weights/part-ends`. */
  #checkReach(choice: WeightChoice, specs: readonly TensorSpec[]): void {
    if (choice.kind === 'seeded') return;
    const { missing, nameOf, name, lastBlock } = this.#put(choice.key);
    const first = specs.map(nameOf).find((key) => missing.has(key));
    if (first !== undefined) throw weightError('weights/part-ends', { name, lastBlock, key: first });
  }

  async #view(request: Extract<Request, { type: 'view' }>, options: RequestOptions): Promise<Results['view']> {
    const { values, shape, work } = await this.#compute(request, options);
    options.onProgress?.({ stage: 'drawing' });
    const { pixels, ...view }: DrawnView = drawView(request.node, shape, values, request.range);
    const bitmap = await this.#parts.makeBitmap(pixels, view.grid.width, view.grid.height);
    return { ...view, bitmap, work };
  }

  /** @throws `runtime/unknown-network`, `runtime/no-class-map`. */
  #headOf(network: string): PooledHead {
    const head = headOf(this.#graphOf(network));
    if (head.type === 'pooled') return head;
    const node = 'node' in head ? head.node : '';
    throw runtimeError('runtime/no-class-map', { network, reason: head.type, node });
  }

  async #classify(request: Extract<Request, { type: 'classify' }>, options: RequestOptions): Promise<Classified> {
    const head = this.#headOf(request.network);
    const { tensors, work } = await this.#computeAll(request, [head.logits], options);
    const logits = tensors[0]?.values ?? new Float32Array(0);
    return { top: topClasses(logits, request.top), classes: head.classes, work };
  }

  async #classMap(request: Extract<Request, { type: 'class-map' }>, options: RequestOptions): Promise<ClassMapView> {
    const head = this.#headOf(request.network);
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

  #graphOf(network: string): Graph {
    const graph = this.#networks.get(network)?.graph;
    if (!graph) throw runtimeError('runtime/unknown-network', { network });
    return graph;
  }

  async #compute(request: TensorRequest, options: RequestOptions): Promise<Computed> {
    const { tensors, work } = await this.#computeAll(request, [request.node], options);
    const [computed] = tensors;
    if (!computed) throw runtimeError('runtime/unknown-node', { network: request.network, node: request.node });
    return { ...computed, work };
  }

  async #computeAll(request: PictureRequest, nodes: readonly string[], options: RequestOptions): Promise<ComputedAll> {
    const engine = this.#opened('tensor');
    const { network, picture: pictureKey } = request;
    const graph = this.#graphOf(network);
    const picture = this.#pictures.get(pictureKey);
    if (!picture) throw runtimeError('runtime/unknown-picture', { picture: pictureKey });
    const wanted = graph.nodes.find(({ op }) => op.type === 'input')?.channels ?? 0;
    if (wanted !== picture.channels) {
      throw runtimeError('runtime/wrong-channels', { network, wanted, found: picture.channels });
    }
    const weights = this.#weightsOf(request.weights);
    const shapes = inferShapes(graph, picture.height, picture.width);
    const unknown = nodes.find((node) => !shapes.has(node));
    if (unknown !== undefined) throw runtimeError('runtime/unknown-node', { network, node: unknown });

    const started = performance.now();
    const made: Plan = plan({
      graph,
      shapes,
      targets: nodes,
      kept: (key) => engine.has(key),
      picture: pictureKey,
      weights: weights.identity,
      calibrated: request.weights.kind === 'seeded' && request.weights.calibrated,
    });
    const specs = engine.lacks(made, weights);
    this.#checkReach(request.weights, specs);
    const total = made.layers;
    const uploads = made.steps.length - total;
    this.#onTransfer = meterOf(specs, options);
    const { release } = await engine.run(made, {
      picture,
      weights,
      signal: options.signal,
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
        work: { computed: total, reused: made.reused, milliseconds: performance.now() - started },
      };
    } finally {
      release();
    }
  }
}
