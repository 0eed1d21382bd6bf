import type { AtlasError } from '@/lib/error';
import type { Graph } from '@/lib/graph/graph';
import type { NetworkDefinition } from '@/lib/networks';
import type { OpenedPicture } from '@/lib/picture/client';
import type { BackendReport, StoredReport, WeightReport } from '@/lib/runtime/protocol';
import type { HostedWeights } from '@/lib/weights/hosted-index';
import type { Rates } from './estimate';
import type { Sample } from './samples';
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
  readonly graph: Graph;
  /** The conventions that its weight files may use. */
  readonly renames: NetworkDefinition['renames'];
  /** Whether those of keras-applications are among them. */
  readonly keras: boolean;
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
  /** Grows whenever what the session holds may have changed: then what something would cost is asked anew. */
  readonly revision: number;
}

export const FIRST: WorkbenchState = {
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
  revision: 0,
};

/** The state of a workbench, and who wants to know of it. */
export class Store {
  #state: WorkbenchState = FIRST;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  get = (): WorkbenchState => this.#state;

  set(changes: Partial<WorkbenchState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener();
  }
}
