'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';
import { sharedWorkbench } from './shared-workbench';
import type { WorkbenchState } from './state';
import type { Workbench } from './workbench';

/** Another workbench than the page's own; tests put one here. */
export const WorkbenchContext = createContext<Workbench | null>(null);

/** The workbench of the page and its state. */
export function useWorkbench(): readonly [Workbench, WorkbenchState] {
  const workbench = useContext(WorkbenchContext) ?? sharedWorkbench();
  const state = useSyncExternalStore(workbench.subscribe, workbench.getState, workbench.getState);
  return [workbench, state];
}
