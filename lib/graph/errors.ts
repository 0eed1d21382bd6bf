import { errorFactory } from '../error';

/** Every error of the language and of its readings, with the facts that go with it. Shapes are H×W×C, or C. */
export type GraphErrors = {
  'expression/not-positive': { what: string; value: number };
  'expression/bad-padding': { padding: readonly number[] };
  'expression/same-needs-stride-1': { stride: readonly number[] };
  /** A window whose places cannot be rounded up by padding alone: along one axis, in pixels. */
  'expression/no-ceil': { kernel: number; stride: number; padding: number };
  'expression/bad-rate': { rate: number };
  'expression/empty': { what: string };
  'expression/unknown-entry': { stage: string; entry: string };
  'naming/duplicate': { path: string };
  'edit/no-such-part': { at: string; near: readonly string[] };
  /** The part is none of those that the edit is for; a window is that of a unit or a pool. */
  'edit/wrong-part': { at: string; wanted: 'residual' | 'unit' | 'window' | 'repeat' };
  /**
   * Why a part stays: it is the network or a stage over several entries, all that its block or residual holds, the 1×1
   * that a residual makes itself, or a branch, for which there is an edit of its own.
   */
  'edit/fixed': { at: string; why: 'whole' | 'body' | 'sum' | 'branch' };
  'edit/not-a-branch': { at: string };
  'edit/last-branch': { at: string };
  'edit/last-part': { at: string };
  'edit/bad-scale': { at: string; scale: number };
  /** A window larger than its padded input. */
  'shape/window-too-large': {
    node: string;
    op: string;
    input: readonly number[];
    window: readonly number[];
    padded: readonly number[];
  };
  /** Branches of a concat, or terms of an add, that differ where they must agree. */
  'shape/join-mismatch': {
    node: string;
    op: string;
    first: readonly number[];
    second: readonly number[];
    branch: number;
  };
  /** An op that wants a vector got a map, or the other way round. */
  'shape/wrong-rank': { node: string; op: string; input: readonly number[]; wanted: string };
  'shape/bad-input': { size: number };
  'shape/never-fits': { upTo: number };
  'address/syntax': { text: string; at: number };
  'address/unknown-network': { network: string; known: readonly string[] };
  'address/unknown-variant': { network: string; variant: string; known: readonly string[] };
  'address/unknown-path': { network: string; path: string; near: readonly string[] };
  'address/no-such-tensor': { path: string; tensor: string; known: readonly string[] };
  'address/channel-out-of-range': { path: string; channel: number; channels: number };
  'address/position-out-of-range': { path: string; y: number; x: number; height: number; width: number };
};

export const graphError = errorFactory<GraphErrors>();
