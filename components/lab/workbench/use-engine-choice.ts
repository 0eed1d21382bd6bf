'use client';

import { useEffect } from 'react';
import { useUrlParam } from '@/components/ui/url-state';
import type { BackendChoice } from '@/lib/runtime/protocol';
import { backendChoiceOf, kernelChoiceOf } from './lab-settings';
import type { Workbench } from './workbench';

/** Makes a workbench compute with the engine that the address forces. @returns the backend that it forces, if any. */
export function useEngineChoice(workbench: Workbench): BackendChoice {
  const [backendParam] = useUrlParam('backend');
  const [kernelParam] = useUrlParam('kernels');
  const backend = backendChoiceOf(backendParam);
  const kernels = kernelChoiceOf(kernelParam);
  useEffect(() => workbench.chooseBackend(backend, kernels), [workbench, backend, kernels]);
  return backend;
}
