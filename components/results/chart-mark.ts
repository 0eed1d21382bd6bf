import type { TrialId } from '@/content/results';

/** The trials that the chart can show, in its order. */
export const CHART_TRIALS = ['single-crop', '12-crops', '144-crops', 'slim', 'timm'] as const satisfies TrialId[];

export type ChartTrial = (typeof CHART_TRIALS)[number];

/** How large a network is, at 299 × 299 pixels. */
export interface MarkSize {
  readonly parameters: number;
  readonly macs: number;
}

/** One network in the chart: an error, and how large the network is. */
export interface ChartMark {
  /** Unique in a view, and the same network's in every view. */
  readonly id: string;
  readonly name: string;
  readonly residual: boolean;
  /** Whose size it is. */
  readonly variant: 'figures' | 'released';
  /** Per cent. */
  readonly errors: { readonly top1: number; readonly top5: number };
  readonly decimals: number;
  readonly size: MarkSize;
  /** The size of the other network that the error may belong to; null where both are as large. */
  readonly other: MarkSize | null;
}

export interface ChartView {
  readonly marks: readonly ChartMark[];
  /** Names of results that have no place in the chart, by the reason. */
  readonly undrawn: { readonly noNetwork: readonly string[]; readonly doubtful: readonly string[] };
}
