import type { MapPlace } from './workbench/place';
import type { Shown } from './workbench/run-state';
import type { WeightsPhase } from './workbench/weights-in-use';

/** What a lab shows of what is selected; for whoever stands beside it. */
export interface LabAnswer {
  /** The node whose tensor is selected in the lab; it may lag behind the page by a moment. */
  readonly node: string;
  /** The computed view of what is selected; null before it is there. */
  readonly shown: Shown | null;
  /** The place whose channels are ranked. */
  readonly place: MapPlace | null;
  readonly weights: WeightsPhase;
}
