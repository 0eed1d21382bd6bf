import type { WorkbenchState } from '@/components/lab/workbench/state';
import { AtlasError } from '@/lib/error';

/**
 * Whether an error is that of a session that was lost, which the bar of the run says once for all that waited for it.
 * @param lost as the state of the workbench has it.
 */
export const saidElsewhere = (error: unknown, lost: WorkbenchState['lost']): boolean =>
  lost !== null && error instanceof AtlasError && error.code === lost.code;
