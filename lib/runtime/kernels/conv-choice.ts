import type { Shape } from '../../graph/shapes';
import type { ConvOp } from '../plan/plan';
import { type ConvForm, convForm } from './conv-form';

/**
 * Which kernel serves a convolution on a graphics adapter. No table holds for all of them (a software adapter gains ten
 * times where a graphics card may lose), so one layer of each kind is timed on the adapter at hand.
 */

/** Kinds of convolutions that fare alike: 1×1; few places, as in the last blocks; 3×3; 1×7 and 7×1; the rest. */
export const CONV_KINDS = ['pointwise', 'few', 'square', 'line', 'window'] as const;
export type ConvKind = (typeof CONV_KINDS)[number];

/** Fewer places than this (an 8×8 map has 64) leave a graphics processor idle where each thread makes several. */
const FEW = 100;

/** @param output H×W×C. */
export function kindOf({ kernel: [height, width], stride }: ConvOp, [h = 0, w = 0]: Shape): ConvKind {
  if (h * w < FEW) return 'few';
  if (stride[0] * stride[1] !== 1) return 'window';
  if (height * width === 1) return 'pointwise';
  if (height === 3 && width === 3) return 'square';
  return height * width === 7 ? 'line' : 'window';
}

/** A layer that stands for its kind: a map of `size`×`size`×`channels` to `filters`, as in the blocks of the networks. */
export interface SampleLayer {
  readonly size: number;
  readonly channels: number;
  readonly filters: number;
  readonly kernel: readonly [number, number];
  readonly stride: number;
}

export const SAMPLES: Readonly<Record<ConvKind, SampleLayer>> = {
  pointwise: { size: 17, channels: 256, filters: 128, kernel: [1, 1], stride: 1 },
  few: { size: 8, channels: 512, filters: 128, kernel: [1, 1], stride: 1 },
  square: { size: 17, channels: 64, filters: 96, kernel: [3, 3], stride: 1 },
  line: { size: 17, channels: 96, filters: 96, kernel: [1, 7], stride: 1 },
  window: { size: 17, channels: 64, filters: 96, kernel: [3, 3], stride: 2 },
};

export type Serving = ConvForm['type'];

/** What was found on one adapter; survives a message and a storage. */
export interface KernelChoices {
  /** The adapter on which it was found: on any other it says nothing. */
  readonly adapter: string;
  readonly serves: Readonly<Record<ConvKind, Serving>>;
  /** What was measured, where it was measured just now. */
  readonly milliseconds?: Readonly<Partial<Record<ConvKind, Timings>>>;
}

/** Milliseconds of each form that could be timed and was right. */
export type Timings = Readonly<Partial<Record<Serving, number>>>;

/**
 * The form of a convolution on an adapter; our kernels there take channels by fours.
 * @param output H×W×C. @param measured whether a batch norm behind it measures its statistics.
 */
export function formOn(
  { serves }: KernelChoices,
  op: ConvOp,
  channels: number,
  output: Shape,
  measured: boolean,
): ConvForm {
  const serving = channels % 4 === 0 && op.filters % 4 === 0 ? serves[kindOf(op, output)] : 'stock';
  if (serving === 'winograd') return convForm(op, channels, output, measured);
  return { type: serving };
}

/** Ours must be so much faster: less than that is noise, and the stock kernels are the better known ones. */
const MARGIN = 0.9;

/** The fastest form; the stock one unless ours clearly wins. */
export function fastest({ stock, direct, winograd }: Timings): Serving {
  const own = Math.min(direct ?? Number.POSITIVE_INFINITY, winograd ?? Number.POSITIVE_INFINITY);
  if (!(own < MARGIN * (stock ?? Number.POSITIVE_INFINITY))) return 'stock';
  return own === winograd ? 'winograd' : 'direct';
}

/** Whether something that was kept is what was found on this adapter. */
export function isChoiceFor(adapter: string, kept: unknown): kept is KernelChoices {
  if (typeof kept !== 'object' || kept === null || !('adapter' in kept) || kept.adapter !== adapter) return false;
  const serves: unknown = 'serves' in kept ? kept.serves : null;
  if (typeof serves !== 'object' || serves === null) return false;
  const known = new Map<string, unknown>(Object.entries(serves));
  return CONV_KINDS.every((kind) => ['stock', 'direct', 'winograd'].includes(String(known.get(kind))));
}
