'use client';

import { useState } from 'react';
import type { Preprocessing } from '@/lib/networks';
import type { PreparedPicture } from '@/lib/picture/client';
import { type InputSize, sameSize } from '@/lib/reading/size';
import { samePreprocessing } from './preprocessing-text';
import type { WorkbenchState } from './state';
import { usePrepared } from './use-prepared';
import { useWeights, type WeightsControl, type WeightsWanted } from './use-weights';
import type { Workbench } from './workbench';

interface PictureAndWeights {
  /** The picture as the network sees it; the one before while another is on its way. */
  readonly prepared: PreparedPicture | null;
  /** The same, null while it has another size than is wanted. */
  readonly picture: PreparedPicture | null;
  /** What is done to the picture, and what the weights ask to be done. */
  readonly preprocessing: Preprocessing;
  readonly asked: Preprocessing;
  readonly control: WeightsControl;
}

/**
 * The picture is prepared as the weights ask, and which these are depends on what of them is still needed for the
 * picture: both together.
 * @param own what the reader wants to be done to the picture; null for what the weights ask.
 */
export function usePictureAndWeights(
  workbench: Workbench,
  state: WorkbenchState,
  wanted: Omit<WeightsWanted, 'picture'> & { readonly size: InputSize; readonly own: Preprocessing | null },
): PictureAndWeights {
  const { definition, size, own } = wanted;
  const [asked, setAsked] = useState<Preprocessing>(definition.preprocessing);
  const preprocessing = own ?? asked;
  const prepared = usePrepared(workbench, state, size, preprocessing);
  const control = useWeights(workbench, state, { ...wanted, picture: prepared });
  const next = control.use.entry.preprocessing ?? definition.preprocessing;
  if (!samePreprocessing(asked, next)) setAsked(next);
  const fits = prepared !== null && sameSize(prepared, size);
  return { prepared, picture: fits ? prepared : null, preprocessing, asked, control };
}
