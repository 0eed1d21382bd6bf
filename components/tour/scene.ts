import type { LabAnswer } from '@/components/lab/lab-answer';
import type { WorkbenchState } from '@/components/lab/workbench/state';
import type { NetworkReading } from '@/lib/reading/reading';
import type { Selection } from '@/lib/reading/selection';
import type { SortKey } from '@/lib/tiles/order';

/** What the explorer and its lab show now. All that the tour knows of what a reader did is read off it. */
export interface Scene {
  readonly reading: NetworkReading;
  readonly selection: Selection;
  readonly bench: Pick<WorkbenchState, 'picture' | 'picked' | 'crop'>;
  readonly sort: SortKey;
  /** Null before the lab is there. */
  readonly answer: LabAnswer | null;
}
