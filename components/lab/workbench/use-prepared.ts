'use client';

import { useEffect, useState } from 'react';
import type { Preprocessing } from '@/lib/networks';
import type { PreparedPicture } from '@/lib/picture/client';
import type { InputSize } from '@/lib/reading/size';
import type { WorkbenchState } from './state';
import type { Workbench } from './workbench';

/** The chosen picture as the network sees it at a size; the one before stays until the new one is there. */
export function usePrepared(
  workbench: Workbench,
  state: WorkbenchState,
  size: InputSize,
  preprocessing: Preprocessing,
): PreparedPicture | null {
  const [prepared, setPrepared] = useState<PreparedPicture | null>(null);
  const { picture, crop } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the workbench reads the crop itself; a new one means to ask again.
  useEffect(() => {
    if (!picture) return;
    let wanted = true;
    workbench.pictures.prepare({ size, preprocessing }).then(
      (next) => {
        if (wanted) setPrepared(next);
      },
      (error: unknown) => {
        if (wanted) workbench.pictures.refuse('', error);
      },
    );
    return () => {
      wanted = false;
    };
  }, [workbench, picture, crop, size, preprocessing]);
  return prepared;
}
