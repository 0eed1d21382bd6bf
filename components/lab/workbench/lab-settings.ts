'use client';

import { useCallback, useMemo, useState } from 'react';
import { params } from '@/components/ui/url-params';
import { setUrlParams } from '@/components/ui/url-state';
import { useParam } from '@/components/ui/use-param';
import type { Preprocessing } from '@/lib/networks';
import type { InputSize } from '@/lib/reading/size';
import type { SortKey } from '@/lib/tiles/order';
import { OWN_FILE } from '@/lib/weights/catalogue';
import { preprocessingText, readPreprocessing } from './preprocessing-text';

/** Everything about a lab that is not the picture: what the address of the page can hold. */
export interface LabSettings {
  /** Local address: `features.6@conv#12,3,4`. */
  readonly at: string;
  readonly size: InputSize;
  readonly sort: SortKey;
  readonly range: 'channel' | 'shared';
  /** The id of a source (`seeded`, `tf_in1k`); null for the best there is. */
  readonly weights: string | null;
  /** What is done to the picture; null for what the weights ask. */
  readonly preprocessing: Preprocessing | null;
}

export interface SettingsControl {
  readonly settings: LabSettings;
  /** `push` makes a step for the back button where the settings live in the address of the page. */
  change(changes: Partial<LabSettings>, how?: 'push' | 'replace'): void;
}

/** The backend that the address forces (`?backend=wasm`); `auto` where it says nothing that is known. */
export const backendChoiceOf = params.backend.read;

/** The kernels that the address asks for (`?kernels=stock`), so that a reader can compare them; else our own. */
export const kernelChoiceOf = params.kernels.read;

/** Settings that live in the address of the page, so that a link restores the view. */
export function useUrlSettings(given: {
  /** What is selected on the page, which has read the address. */
  readonly at: string;
  readonly size: InputSize;
  readonly onSize: (size: InputSize) => void;
}): SettingsControl {
  const { at, size, onSize } = given;
  const [sort] = useParam(params.sort);
  const [scale] = useParam(params.scale);
  const [weights] = useParam(params.weights);
  // A file cannot be in an address, so that it is chosen is kept here.
  const [fromFile, setFromFile] = useState(false);
  const [input] = useParam(params.input);
  const preprocessing = useMemo(() => readPreprocessing(input), [input]);

  const change = useCallback<SettingsControl['change']>(
    (changes, how = 'replace') => {
      const { at: nextAt, sort: nextSort, range, weights: source, preprocessing: ownSteps } = changes;
      if (source !== undefined) setFromFile(source === OWN_FILE);
      setUrlParams(
        {
          ...(nextAt === undefined ? {} : params.at.write(nextAt === '' ? null : nextAt)),
          ...(nextSort === undefined ? {} : params.sort.write(nextSort)),
          ...(range === undefined ? {} : params.scale.write(range)),
          ...(source === undefined ? {} : params.weights.write(source === OWN_FILE ? null : source)),
          ...(ownSteps === undefined ? {} : params.input.write(ownSteps && preprocessingText(ownSteps))),
        },
        how,
      );
      if (changes.size !== undefined) onSize(changes.size);
    },
    [onSize],
  );

  return {
    settings: {
      at,
      size,
      sort,
      range: scale,
      weights: fromFile ? OWN_FILE : weights,
      preprocessing,
    },
    change,
  };
}

/** Settings of a lab inside an article: its own, so that two labs on a page do not pull at each other. */
export function useOwnSettings(at: string, size: InputSize): SettingsControl {
  const [settings, setSettings] = useState<LabSettings>({
    at,
    size,
    sort: 'index',
    range: 'channel',
    weights: null,
    preprocessing: null,
  });
  const change = useCallback<SettingsControl['change']>((changes) => {
    setSettings((old) => ({ ...old, ...changes }));
  }, []);
  return { settings, change };
}
