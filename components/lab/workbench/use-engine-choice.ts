'use client';

import { useEffect } from 'react';
import { params } from '@/components/ui/url-params';
import { useParam } from '@/components/ui/use-param';
import type { BackendChoice } from '@/lib/runtime/protocol';
import type { Workbench } from './workbench';

/** Makes a workbench compute with the engine that the address forces. @returns the backend that it forces, if any. */
export function useEngineChoice(workbench: Workbench): BackendChoice {
  const [backend] = useParam(params.backend);
  const [kernels] = useParam(params.kernels);
  useEffect(() => workbench.chooseBackend(backend, kernels), [workbench, backend, kernels]);
  return backend;
}
