import type { PreparedPicture } from '@/lib/picture/client';
import type { InputSize } from '@/lib/reading/size';
import type { MapView, Progress, TensorRequest } from '@/lib/runtime/protocol';
import type { CatalogueEntry } from '@/lib/weights/catalogue';
import type { LabTarget } from './lab-target';
import type { PlacedNetwork } from './state';

/** A computed view together with everything that it was computed from. */
export interface Shown {
  readonly view: MapView;
  readonly request: TensorRequest;
  /** The range that was asked for; a vector always gets one scale. */
  readonly range: 'channel' | 'shared';
  readonly network: PlacedNetwork;
  readonly target: LabTarget;
  readonly picture: PreparedPicture;
  readonly size: InputSize;
  /** Whose weights. */
  readonly source: CatalogueEntry;
  /** Which weights, in a few words; stands wherever the maps stand. */
  readonly weightsName: string;
}

/** A run of the lab. What was shown before stays until something newer is there, whatever happens. */
export interface RunState {
  readonly phase: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  /** Which run this is about; a late message of another one changes nothing. */
  readonly run: number;
  /** Null while the picture is being prepared. */
  readonly progress: Progress | null;
  /** Milliseconds as the caller's clock counts them. */
  readonly startedAt: number;
  readonly error: unknown;
  readonly shown: Shown | null;
}

export type RunAction =
  | { readonly type: 'begin'; readonly run: number; readonly now: number }
  | { readonly type: 'progress'; readonly run: number; readonly progress: Progress }
  | { readonly type: 'done'; readonly run: number; readonly shown: Shown }
  | { readonly type: 'fail'; readonly run: number; readonly error: unknown }
  | { readonly type: 'cancel'; readonly run: number };

export const IDLE: RunState = { phase: 'idle', run: 0, progress: null, startedAt: 0, error: null, shown: null };

export function runReducer(state: RunState, action: RunAction): RunState {
  if (action.type === 'begin') {
    return { ...state, phase: 'running', run: action.run, progress: null, startedAt: action.now, error: null };
  }
  if (action.run !== state.run || state.phase !== 'running') return state;
  switch (action.type) {
    case 'progress':
      return { ...state, progress: action.progress };
    case 'done':
      return { ...state, phase: 'done', progress: null, shown: action.shown };
    case 'fail':
      return { ...state, phase: 'failed', progress: null, error: action.error };
    case 'cancel':
      return { ...state, phase: 'cancelled', progress: null };
  }
}

/** How far a run is, 0…1; null where that is not known. */
export function progressShare(progress: Progress | null): number | null {
  if (progress?.stage === 'layers' || progress?.stage === 'weights') {
    return progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
  }
  return progress?.stage === 'drawing' ? 1 : null;
}
