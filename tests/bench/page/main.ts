import { inferShapes, type Shape } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import type { BackendReport, Memory, RequestOf, Session, Warmed } from '@/lib/runtime/protocol';
import { createSession, type SessionWorker } from '@/lib/runtime/session/session';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import type { AloneRequest } from './alone.worker';
import type { ConvShape, KernelRequest, ShapeTimes, VariantTimes } from './kernels.worker';
import type { PeerAnswers, PeerRequest, PeerSetting } from './peer';

/** Engines side by side on one page, each in a worker of its own; the benchmark calls `window.bench` from outside. */

type PeerName = 'layers' | 'onnx';

/** What the session is opened with, beyond the backend, where it offers a choice. */
export type OurOptions = Omit<RequestOf<'open'>, 'type' | 'choice' | 'without'>;

/** A moment in which threads that spin after their work come to rest. */
const REST = 60;

/** A moment after which they sleep, as when a reader clicks. */
const SLEEP = 150;

const rest = (milliseconds = REST): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const startPeer: Readonly<Record<PeerName, () => Worker>> = {
  layers: () => new Worker(new URL('./layers.worker.ts', import.meta.url), { type: 'module' }),
  onnx: () => new Worker(new URL('./onnx.worker.ts', import.meta.url), { type: 'module' }),
};

class PeerClient {
  readonly #worker: Worker;
  #next = 1;

  constructor(name: PeerName) {
    this.#worker = startPeer[name]();
  }

  ask<T extends PeerRequest['type']>(request: Extract<PeerRequest, { type: T }>): Promise<PeerAnswers[T]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#worker.onerror = ({ message }) => reject(new Error(message || 'the worker could not be loaded'));
      this.#worker.onmessage = ({ data }) => {
        if (data.id !== id) return;
        if (data.error === undefined) resolve(data.result);
        else reject(new Error(data.error));
      };
      this.#worker.postMessage({ id, request });
    });
  }

  close(): void {
    this.#worker.terminate();
  }
}

/** A session and the picture that it was given last: a new key means that nothing is kept from before. */
class Ours {
  readonly session: Session;
  #worker: Worker | null = null;
  #network = '';
  #pictures = 0;
  #picture = '';

  constructor() {
    this.session = createSession({
      start: () => {
        const worker = new Worker(new URL('./ours.worker.ts', import.meta.url), { type: 'module' });
        this.#worker = worker;
        return worker as SessionWorker;
      },
    });
  }

  async network(id: string): Promise<void> {
    this.#network = id;
    const { graph } = modelOf(id);
    await this.session.request<'put-network'>({ type: 'put-network', key: id, graph });
  }

  /** @param key a picture of before, to find what is kept of it; else a new one. */
  async picture(size: number, key?: string): Promise<void> {
    this.#picture = key ?? `picture ${++this.#pictures}`;
    const pixels = chwToHwc(seededInput(size), size, size, 3);
    await this.session.request<'put-picture'>({
      type: 'put-picture',
      key: this.#picture,
      pixels,
      height: size,
      width: size,
      channels: 3,
    });
  }

  #about(node: string, calibrated = false) {
    const weights = { kind: 'seeded', calibrated } as const;
    return { network: this.#network, picture: this.#picture, node, weights };
  }

  tensor(node: string, calibrated = false): Promise<{ readonly values: Float32Array; readonly shape: Shape }> {
    return this.session.request<'tensor'>({ type: 'tensor', ...this.#about(node, calibrated) });
  }

  /** One pass to a node whose values are read, and one value comes to the page. */
  async place(node: string): Promise<number> {
    const started = performance.now();
    await this.session.request<'place'>({ type: 'place', y: 0, x: 0, ...this.#about(node) });
    return performance.now() - started;
  }

  /** A click: the view of a node, from the request to its bitmap on the page. */
  async view(node: string, calibrated = false) {
    const started = performance.now();
    const view = await this.session.request<'view'>({
      type: 'view',
      range: 'channel',
      ...this.#about(node, calibrated),
    });
    const milliseconds = performance.now() - started;
    view.bitmap.close();
    return { milliseconds, work: view.work };
  }

  /** Computes nodes ahead, as the page does while nothing is asked. */
  warm(nodes: readonly string[]): Promise<Warmed> {
    const { node: _, ...where } = this.#about('');
    return this.session.request<'warm'>({ type: 'warm', nodes, fetch: 0, ...where });
  }

  dispatches(): Promise<number> {
    const worker = this.#worker;
    return new Promise((resolve) => {
      const hear = ({ data }: MessageEvent) => {
        if (data.kind !== 'dispatches') return;
        worker?.removeEventListener('message', hear);
        resolve(data.count);
      };
      worker?.addEventListener('message', hear);
      worker?.postMessage({ kind: 'dispatches' });
    });
  }
}

/** The answer of a worker that answers one request at a time. */
const answerOf = <T>(worker: Worker, request: KernelRequest | AloneRequest): Promise<T> =>
  new Promise((resolve, reject) => {
    worker.onerror = ({ message }) => reject(new Error(message || 'the worker could not be loaded'));
    worker.onmessage = ({ data }) => (data.error === undefined ? resolve(data.result) : reject(new Error(data.error)));
    worker.postMessage(request);
  });

/** Asks a worker that measures kernels, and ends it. */
async function askKernels<T>(request: KernelRequest): Promise<T> {
  const worker = new Worker(new URL('./kernels.worker.ts', import.meta.url), { type: 'module' });
  try {
    return await answerOf<T>(worker, request);
  } finally {
    worker.terminate();
  }
}

/** Blocks without a session around them. */
class Alone {
  readonly #worker = new Worker(new URL('./alone.worker.ts', import.meta.url), { type: 'module' });

  ask(request: AloneRequest): Promise<number> {
    return answerOf(this.#worker, request);
  }
}

let alone: Alone | null = null;
const ours = new Map<string, Ours>();
const peers = new Map<string, PeerClient>();

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (!value) throw new Error(`${name} was not added`);
  return value;
}

const bench = {
  async addOurs(name: string, choice: 'wasm' | 'webgpu', network: string, options: OurOptions): Promise<BackendReport> {
    const made = new Ours();
    ours.set(name, made);
    const report = await made.session.request<'open'>({ type: 'open', choice, ...options });
    await made.network(network);
    return report;
  },
  async addPeer(name: string, engine: PeerName, setting: PeerSetting): Promise<string> {
    const made = new PeerClient(engine);
    peers.set(name, made);
    return (await made.ask<'prepare'>({ type: 'prepare', setting })).description;
  },
  /** Ends an engine and frees what it held. */
  remove(name: string): void {
    ours.get(name)?.session.close();
    peers.get(name)?.close();
    ours.delete(name);
    peers.delete(name);
  },
  network: (name: string, id: string): Promise<void> => found(ours, name).network(id),
  picture: (name: string, size: number, key?: string): Promise<void> => found(ours, name).picture(size, key),

  /** One whole pass with nothing kept but the weights: milliseconds up to values that can be read, and dispatches. */
  async pass(name: string, node: string, size: number): Promise<{ milliseconds: number; dispatches: number }> {
    await rest();
    const own = ours.get(name);
    if (!own) return found(peers, name).ask<'run'>({ type: 'run', node });
    await own.picture(size);
    const before = await own.dispatches();
    const milliseconds = await own.place(node);
    return { milliseconds, dispatches: (await own.dispatches()) - before };
  },
  /** The largest difference between two engines at a node, in standard deviations of the second. */
  async disagreement(name: string, other: string, node: string, size: number): Promise<number> {
    const valuesOf = async (each: string): Promise<Float32Array> => {
      const own = ours.get(each);
      if (!own) return (await found(peers, each).ask<'values'>({ type: 'values', node })).values;
      await own.picture(size);
      return (await own.tensor(node)).values;
    };
    const [mine, theirs] = [await valuesOf(name), await valuesOf(other)];
    if (mine.length !== theirs.length) return Number.POSITIVE_INFINITY;
    const mean = theirs.reduce((sum, value) => sum + value, 0) / theirs.length;
    const std = Math.sqrt(theirs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / theirs.length);
    return mine.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (theirs[i] ?? Number.NaN))), 0) / std;
  },
  /** A click on a node; what was computed for the same picture before is kept. */
  click: (name: string, node: string, calibrated = false) => found(ours, name).view(node, calibrated),
  /** Waits until threads that help sleep. */
  sleep: (): Promise<void> => rest(SLEEP),
  /** The same as a click, without drawing. */
  place: (name: string, node: string): Promise<number> => found(ours, name).place(node),
  /** Computes a node ahead; a click on it then finds it there. */
  warm: (name: string, node: string): Promise<Warmed> => found(ours, name).warm([node]),
  /** A block by itself, on an engine without a session. */
  alone: (request: AloneRequest): Promise<number> => {
    alone ??= new Alone();
    return alone.ask(request);
  },
  memory: (name: string): Promise<Memory> => found(ours, name).session.request<'memory'>({ type: 'memory' }),

  /** Draws a tensor of ours as the session does, in a worker of its own: milliseconds of drawing and of the bitmap. */
  async draw(name: string, node: string, rounds: number): Promise<{ drawing: number[]; bitmaps: number[] }> {
    const { values, shape } = await found(ours, name).tensor(node, true);
    const worker = new Worker(new URL('./draw.worker.ts', import.meta.url), { type: 'module' });
    const answer = new Promise<{ drawing: number[]; bitmaps: number[] }>((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
    worker.postMessage({ values, shape, rounds });
    const times = await answer;
    worker.terminate();
    return times;
  },
  /** Times of convolutions by shape, stock and own kernels. */
  convolutions: (shapes: readonly ConvShape[], rounds: number) =>
    askKernels<ShapeTimes[]>({ type: 'shapes', shapes, rounds }),
  /** Times of whole passes, each with something switched off and beside it one with nothing. */
  passes: (request: Omit<Extract<KernelRequest, { type: 'passes' }>, 'type'>) =>
    askKernels<VariantTimes[]>({ type: 'passes', ...request }),
  shape: (network: string, node: string, size: number): Shape =>
    inferShapes(modelOf(network).graph, size).get(node) ?? [],
};

export type Bench = typeof bench;

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = bench;
