import type { ErrorData } from '../error';
import type { Graph } from '../graph/graph';
import type { ChannelStatistics } from '../tiles/statistics';
import type { TileLayout } from '../tiles/tile-layout';
import type { Fit, Renames } from '../weights/fit';
import type { StorageTrouble } from '../weights/shelf';
import type { StoredFile, StoredReport } from '../weights/tensor-cache';
import type { ClassScore } from './head/class-scores';
import type { KernelChoices } from './kernels/conv-choice';

/**
 * The closed protocol between a page and its session worker. Every request has one answer: a result, or a failure
 * with a code. While it works the worker sends progress for it. A request that names a network, a picture or a
 * weight source by key needs that key put there first; the client does so for whatever a request says that it expects.
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

/** `stock` forces the kernels of tfjs, so that they can be compared with our own. */
export type KernelChoice = 'auto' | 'stock';

/**
 * Which kernels convolve: those of tfjs, or our own: on WebAssembly with or without fused multiply-add, on WebGPU where
 * `choices` says so.
 */
export type KernelReport = 'stock' | 'simd' | 'relaxed-simd' | 'wgsl';

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
  /** Threads that convolve: several with our own kernels on a cross-origin isolated page, else 1. */
  readonly threads: number;
  readonly kernels: KernelReport;
  /** Why our own kernels, or their threads, are not there though they were wanted: everything is right and slower. */
  readonly trouble: string | null;
  /** What was found on this adapter; can be handed to the next `open`. Null without kernels of our own on WebGPU. */
  readonly choices: KernelChoices | null;
}

/** Which weights; `calibrated` replaces running mean and variance by those measured on the picture at hand. */
export type WeightChoice =
  | { readonly kind: 'seeded'; readonly calibrated: boolean }
  | { readonly kind: 'file'; readonly key: string };

/** What came over the network for an answer, and what was kept on this device from before; bytes of weight files. */
export interface Traffic {
  readonly requests: number;
  readonly networkBytes: number;
  readonly storedBytes: number;
}

/**
 * What a weight file holds, compared with what the network reads. It can be used where anything fits: what it lacks
 * refuses only what would read it. Unexpected tensors are listed and left unread.
 */
export interface WeightReport extends Fit {
  readonly key: string;
  readonly name: string;
  /** Of the whole file; where a server does not tell, what its header comes to. */
  readonly bytes: number;
  /** What the file says of itself. */
  readonly metadata: Readonly<Record<string, string>>;
  /**
   * The last block of a file that says it holds a part of the network only: what lies before can be computed, what
   * comes after is missing and no fault. Else null.
   */
  readonly lastBlock: string | null;
  /** Where it is on a server, without signature, under which `stored` lists it; null for a file that was chosen. */
  readonly address: string | null;
  /** Its version as its server shows it (an ETag); null where it shows none, and for a file that was chosen. */
  readonly version: string | null;
  /** What opening it cost: its header, and what came with it. */
  readonly opening: Traffic;
}

/** Which network, on which picture, under which weights. */
export interface PictureRequest {
  readonly network: string;
  readonly picture: string;
  readonly weights: WeightChoice;
}

/** One computed tensor: at which node of the graph. */
export interface TensorRequest extends PictureRequest {
  readonly node: string;
}

export type Request =
  /** `without`: backends that failed before and are not tried again; the client fills it in. */
  | {
      readonly type: 'open';
      readonly choice: BackendChoice;
      readonly kernels?: KernelChoice;
      /** What an earlier session found on the adapter, so that it is not measured again. */
      readonly choices?: KernelChoices;
      /** At most so many threads; else as many as the machine has. */
      readonly threads?: number;
      readonly without?: readonly BackendName[];
    }
  /**
   * `renames`: the conventions in which its weight files may name their tensors; `keras`: whether those of
   * keras-applications are among them. The same key must mean the same graph.
   */
  | {
      readonly type: 'put-network';
      readonly key: string;
      readonly graph: Graph;
      readonly renames?: Renames;
      readonly keras?: boolean;
    }
  /** `pixels`: H×W×C float32, already normalised. The same key must mean the same pixels. */
  | {
      readonly type: 'put-picture';
      readonly key: string;
      readonly height: number;
      readonly width: number;
      readonly channels: number;
      readonly pixels: Float32Array;
    }
  /** Lets a picture go that was put there; what was computed from it goes only where its room is needed. */
  | { readonly type: 'drop-picture'; readonly key: string }
  /** `file`: a file that was chosen; or the address of one on a server, read by ranges as far as it is needed. */
  | {
      readonly type: 'put-weights';
      readonly key: string;
      readonly name: string;
      readonly network: string;
      readonly file: Blob | string;
    }
  | ({ readonly type: 'view'; readonly range: 'channel' | 'shared' } & TensorRequest)
  /** All values of one channel, H×W. */
  | ({ readonly type: 'channel'; readonly channel: number } & TensorRequest)
  /** The values of all channels at one place. */
  | ({ readonly type: 'place'; readonly y: number; readonly x: number } & TensorRequest)
  | ({ readonly type: 'tensor' } & TensorRequest)
  /** What the whole network says: the `top` classes with the highest logits. */
  | ({ readonly type: 'classify'; readonly top: number } & PictureRequest)
  /** Which places spoke for a class, and `channels` maps each of those channels that did so most and least. */
  | ({ readonly type: 'class-map'; readonly class: number; readonly channels: number } & PictureRequest)
  /**
   * Computes what may be asked for next, one node after the other, until anything else is asked or nothing is left;
   * without progress. Nothing that was looked at goes for it.
   * `fetch`: bytes of weights that may come over the network for each node; one that needs more is not computed.
   */
  | ({ readonly type: 'warm'; readonly nodes: readonly string[]; readonly fetch: number } & PictureRequest)
  /**
   * What a tensor would cost now: what is there already, what is to be computed, what is to be fetched. Computes and
   * fetches nothing, and starts no backend. `file`: of weights that were not opened yet.
   */
  | ({ readonly type: 'needs'; readonly file?: UnopenedFile } & TensorRequest)
  | { readonly type: 'memory' }
  /** What of weight files on servers is kept on this device between visits. Needs no backend, and starts none. */
  | { readonly type: 'stored' }
  /** Throws that away: of one file (an address as `stored` lists it), or all of it. Answers with what is left. */
  | { readonly type: 'forget-stored'; readonly address?: string };

export type { ChannelStatistics, ClassScore, KernelChoices, StorageTrouble, StoredFile, StoredReport, TileLayout };

export interface MapView {
  readonly node: string;
  /** [H, W, C], or [C] for a vector. */
  readonly shape: readonly number[];
  /** All channels in index order, one tile each; re-sorting is drawing. A vector has tiles of one pixel. */
  readonly bitmap: ImageBitmap;
  readonly grid: TileLayout;
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

/** Weights on a server of which only the address is known, and what their numbers take there. */
export interface UnopenedFile {
  readonly address: string;
  /** Bytes of one number. */
  readonly width: number;
}

/** What a tensor would cost, as the session stands now. */
export interface Needs {
  /** Ids of the nodes that would be computed, in order; none where the tensor is there. */
  readonly nodes: readonly string[];
  /** Bytes of weights that would come over the network, and those that are kept on this device. */
  readonly networkBytes: number;
  readonly storedBytes: number;
}

/** What was computed ahead. */
export interface Warmed {
  /** Nodes whose tensors are there now. */
  readonly nodes: readonly string[];
  /** Layers computed for them. */
  readonly computed: number;
  /** `weights`: they are not here, or end before the node. `room`: something that was looked at would have to go. */
  readonly ended: 'done' | 'interrupted' | 'weights' | 'room';
}

/** The highest scores, the highest first, and how many classes there are. */
export interface Classified {
  readonly top: readonly ClassScore[];
  readonly classes: number;
  readonly work: Work;
}

/** What made the logit of one class: `map` by places, `contributions` by channels; either, summed up, gives it. */
export interface ClassMapView {
  readonly score: ClassScore;
  readonly bias: number;
  readonly height: number;
  readonly width: number;
  /** Flat H×W, without the bias: its mean plus the bias is the logit. */
  readonly map: Float32Array;
  /** For each channel its weight times the mean of its map: their sum plus the bias is the logit. */
  readonly contributions: Float32Array;
  /** The channels that add most, the most first; and those that add least, the least first. */
  readonly most: ChannelMaps;
  readonly least: ChannelMaps;
  readonly work: Work;
}

/** Some channels of the maps that the head averages. */
export interface ChannelMaps {
  readonly channels: readonly number[];
  /** One map after the other, each flat H×W. */
  readonly maps: Float32Array;
}

/** What an answer cost. */
export interface Work extends Traffic {
  /** Layers computed for this answer, and layers that were kept from before. */
  readonly computed: number;
  readonly reused: number;
  readonly milliseconds: number;
}

/** Bytes unless said otherwise. */
export interface Memory {
  /** Live tensors of the backend, and those that the session accounts for (kept activations and weights): equal, or something leaks. */
  readonly tensors: number;
  readonly accounted: number;
  readonly activationBytes: number;
  readonly weightBytes: number;
  /** All that the backend keeps, its own copies left out. */
  readonly backendBytes: number;
  /** The session's own buffers of weights, which are only there while weights are loaded: now, and the most so far. */
  readonly loadingBytes: number;
  readonly mostLoadingBytes: number;
  /** The heap of the WebAssembly backend with all of that in it; it never shrinks. Null on other backends. */
  readonly heapBytes: number | null;
}

export interface Results {
  readonly open: BackendReport;
  readonly 'put-network': null;
  readonly 'put-picture': null;
  readonly 'drop-picture': null;
  readonly 'put-weights': WeightReport;
  readonly view: MapView;
  readonly channel: { readonly values: Float32Array; readonly height: number; readonly width: number };
  readonly place: { readonly values: Float32Array };
  readonly tensor: { readonly values: Float32Array; readonly shape: readonly number[] };
  readonly classify: Classified;
  readonly 'class-map': ClassMapView;
  readonly warm: Warmed;
  readonly needs: Needs;
  readonly memory: Memory;
  readonly stored: StoredReport;
  readonly 'forget-stored': StoredReport;
}

export type RequestType = Request['type'];
export type RequestOf<T extends RequestType> = Extract<Request, { readonly type: T }>;

export type Progress =
  | { readonly stage: 'backend' }
  /** The kernels of this answer are compiled, where that is done anew on every visit: on WebGPU. */
  | { readonly stage: 'compile' }
  /** Bytes of weights that are there, of all that this answer needs; `stored` of them were kept on this device. */
  | { readonly stage: 'weights'; readonly done: number; readonly total: number; readonly stored: number }
  /** Layer `done` of `total`; `node` is the one being computed. */
  | { readonly stage: 'layers'; readonly done: number; readonly total: number; readonly node: string }
  | { readonly stage: 'drawing' };

/** What a request may expect to be there: the client puts it there first, where it is not. */
export type Put = RequestOf<'put-network' | 'put-picture' | 'put-weights'>;

/** Page → worker. `ping` asks for a sign of life. */
export type ToWorker =
  | { readonly kind: 'request'; readonly id: number; readonly request: Request }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'ping' };

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
  /** A sign of life, in answer to a ping. */
  | { readonly kind: 'pong' }
  /** Something the page must know at once: the device is lost, the session must be opened again. */
  | { readonly kind: 'lost'; readonly code: string; readonly data: ErrorData };

/**
 * The page's end of a session (`session.ts` makes one). Nobody has to remember what was put there: a request says what it
 * expects, and the client knows what its worker has. So a lost device or a dead worker costs only the computing, and a
 * worker that gives no sign of life is replaced. A rejected call carries an AtlasError; an aborted one a DOMException
 * `AbortError`.
 */
export interface Session {
  request<T extends RequestType>(
    request: RequestOf<T>,
    options?: {
      readonly signal?: AbortSignal;
      readonly onProgress?: (progress: Progress) => void;
      /** In an order in which each can be put: a network before its weights. */
      readonly expects?: readonly Put[];
    },
  ): Promise<Results[T]>;
  /** Called when the worker or its device is lost; the next request opens a new one. */
  onLost(listener: (code: string, data: ErrorData) => void): () => void;
  close(): void;
}
