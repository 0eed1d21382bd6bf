import { SAMPLES, type Sample } from '@/components/lab/workbench/samples';
import all from './trained-maps.json';

/** A few channels of one place of the network on one sheet, drawn when the site was made (`scripts/home-maps.ts`). */
export interface TrainedSheet {
  /** Local address of the place. */
  readonly at: string;
  /** Shape of its tensor, [H, W, C]. */
  readonly shape: readonly number[];
  /** The channels on the sheet, row by row. */
  readonly channels: readonly number[];
  /** Where it lies on the site. */
  readonly path: string;
  /** Side of the sheet, in pixels. */
  readonly side: number;
}

/** What the home page shows of trained weights. */
export interface TrainedMaps {
  readonly network: string;
  readonly variant: string;
  /** The source in the catalogue whose weights made them. */
  readonly weights: string;
  /** The structural hash of the deepest tensor: of the picture, the network and the weights. */
  readonly key: string;
  readonly sample: Sample;
  /** The square of the sample that the network sees. */
  readonly picture: { readonly path: string; readonly side: number; readonly size: number };
  readonly sheets: readonly TrainedSheet[];
}

export const trainedMaps: TrainedMaps = {
  ...all,
  sample: SAMPLES.find((sample) => sample === all.sample) ?? SAMPLES[0],
};
