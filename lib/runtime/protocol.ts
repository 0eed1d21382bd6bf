import type { ErrorData } from '../error';
import type { Network } from '../graph/expression';

/**
 * The closed protocol between a page and its session worker. Every request has one answer: a result, or a failure
 * with a code. While it works the worker sends progress for it. A request that names a network, a picture or a
 * weight source by key needs that key put there first.
 */

/** What the visitor or the address asks for. */
export type BackendChoice = 'auto' | 'webgpu' | 'wasm' | 'cpu';
export type BackendName = Exclude<BackendChoice, 'auto'>;

/** Why this backend runs, as a code that the page puts into words. */
export type BackendReason =
  | 'forced'
  | 'hardware-adapter'
  /** WebGPU is there but runs in software, which is slower than WebAssembly. */
  | 'software-adapter'
  /** The browser has no WebGPU, or the page is not in a secure context. */
  | 'no-webgpu'
  | 'no-adapter'
  /** WebGPU was chosen and failed its self-test or lost its device. */
  | 'webgpu-failed'
  | 'wasm-failed';

export interface BackendReport {
  readonly backend: BackendName;
  readonly reason: BackendReason;
  /** Vendor and architecture as the browser tells them; null without WebGPU. */
  readonly adapter: {
    readonly vendor: string;
    readonly architecture: string;
    readonly description: string;
    readonly software: boolean;
  } | null;
  /** Threads of the WebAssembly backend, else 1. */
  readonly threads: number;
}

/** Which weights; `calibrated` replaces running mean and variance by those measured on the picture at hand. */
export type WeightChoice =
  | { readonly kind: 'seeded'; readonly calibrated: boolean }
  | { readonly kind: 'file'; readonly key: string };

/** What a weight file holds, compared with what the network reads. */
export interface WeightReport {
  readonly key: string;
  readonly name: string;
  readonly bytes: number;
  /** The convention whose names the file uses. */
  readonly naming: string;
  readonly tensors: number;
  /** Known tensors that no inference reads (`num_batches_tracked`, auxiliary heads). */
  readonly extras: readonly string[];
  /** All problems; when any is there the file is not used. */
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  readonly misshapen: readonly {
    readonly key: string;
    readonly wanted: readonly number[];
    readonly found: readonly number[];
  }[];
}

/** One computed tensor: which network, on which picture, under which weights, at which node of the graph. */
export interface TensorRequest {
  readonly network: string;
  readonly picture: string;
  readonly weights: WeightChoice;
  readonly node: string;
}

export type Request =
  | { readonly type: 'open'; readonly choice: BackendChoice }
  | { readonly type: 'put-network'; readonly key: string; readonly network: Network }
  /** `pixels`: H×W×C float32, already normalised; its buffer is transferred. */
  | {
      readonly type: 'put-picture';
      readonly key: string;
      readonly height: number;
      readonly width: number;
      readonly channels: number;
      readonly pixels: Float32Array;
    }
  | {
      readonly type: 'put-weights';
      readonly key: string;
      readonly name: string;
      readonly network: string;
      readonly file: Blob;
    }
  | ({ readonly type: 'view'; readonly range: 'channel' | 'shared' } & TensorRequest)
  /** All values of one channel, H×W. */
  | ({ readonly type: 'channel'; readonly channel: number } & TensorRequest)
  /** The values of all channels at one place. */
  | ({ readonly type: 'place'; readonly y: number; readonly x: number } & TensorRequest)
  | ({ readonly type: 'tensor' } & TensorRequest)
  | { readonly type: 'memory' };

/** Six statistics of every channel, each an array of length C. */
export interface ChannelStatistics {
  readonly mean: Float32Array;
  /** Population standard deviation. */
  readonly std: Float32Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
  /** The share of exact zeros, 0…1. */
  readonly zeros: Float32Array;
  /** Flat H×W index of the value of largest size. */
  readonly peak: Uint32Array;
}

/** Where the tile of channel c stands in the bitmap: column c mod columns, row ⌊c / columns⌋. */
export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  /** Pixels between tiles. */
  readonly gap: number;
}

export interface MapView {
  readonly node: string;
  /** [H, W, C], or [C] for a vector. */
  readonly shape: readonly number[];
  /** All channels in index order, one tile each; re-sorting is drawing. */
  readonly bitmap: ImageBitmap;
  readonly grid: TileGrid;
  readonly statistics: ChannelStatistics;
  /** `diverging` when any value is negative: colours are centred on 0. */
  readonly scale: 'sequential' | 'diverging';
  readonly range: 'channel' | 'shared';
  /** Lowest and highest value of the colour scale per channel (all the same when shared). */
  readonly low: Float32Array;
  readonly high: Float32Array;
  /** Histogram of all values; exact zeros apart, since after ReLU they would hide the rest. */
  readonly histogram: {
    readonly low: number;
    readonly high: number;
    readonly counts: Uint32Array;
    readonly zeros: number;
  };
  readonly work: Work;
}

/** What an answer cost. */
export interface Work {
  /** Layers computed for this answer, and layers that were kept from before. */
  readonly computed: number;
  readonly reused: number;
  readonly milliseconds: number;
}

export interface Memory {
  /** Live tensors of the backend, and those that the session accounts for (kept activations and weights): equal, or something leaks. */
  readonly tensors: number;
  readonly accounted: number;
  readonly activationBytes: number;
  readonly weightBytes: number;
}

export interface Results {
  readonly open: BackendReport;
  readonly 'put-network': null;
  readonly 'put-picture': null;
  readonly 'put-weights': WeightReport;
  readonly view: MapView;
  readonly channel: { readonly values: Float32Array; readonly height: number; readonly width: number };
  readonly place: { readonly values: Float32Array };
  readonly tensor: { readonly values: Float32Array; readonly shape: readonly number[] };
  readonly memory: Memory;
}

export type RequestType = Request['type'];
export type RequestOf<T extends RequestType> = Extract<Request, { readonly type: T }>;

export type Progress =
  | { readonly stage: 'backend' }
  | { readonly stage: 'weights'; readonly done: number; readonly total: number }
  /** Layer `done` of `total`; `node` is the one being computed. */
  | { readonly stage: 'layers'; readonly done: number; readonly total: number; readonly node: string }
  | { readonly stage: 'drawing' };

/** Page → worker. */
export type ToWorker =
  | { readonly kind: 'request'; readonly id: number; readonly request: Request }
  | { readonly kind: 'cancel'; readonly id: number };

/** Worker → page. `cancelled` answers a request that was cancelled before it was done. */
export type FromWorker =
  | { readonly kind: 'result'; readonly id: number; readonly result: Results[RequestType] }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | {
      readonly kind: 'failure';
      readonly id: number;
      readonly code: string;
      readonly data: ErrorData;
      readonly retryable: boolean;
    }
  | { readonly kind: 'cancelled'; readonly id: number }
  /** Something the page must know at once: the device is lost, the session must be opened again. */
  | { readonly kind: 'lost'; readonly code: string; readonly data: ErrorData };

/**
 * The page's end of a session (`session.ts` makes one). The client keeps what it was given (networks, picture,
 * weight files), so that a lost device or a dead worker costs only the computing: it opens a new worker and puts
 * everything back. A rejected call carries an AtlasError; an aborted one a DOMException `AbortError`.
 */
export interface Session {
  request<T extends RequestType>(
    request: RequestOf<T>,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void },
  ): Promise<Results[T]>;
  /** Called when the worker or its device is lost; the next request opens a new one. */
  onLost(listener: (code: string, data: ErrorData) => void): () => void;
  close(): void;
}
