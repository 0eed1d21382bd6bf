'use client';

import { useCallback, useMemo, useState } from 'react';
import { setUrlParams, useUrlParam } from '@/components/ui/url-state';
import type { Preprocessing } from '@/lib/networks';
import type { BackendChoice, KernelChoice } from '@/lib/runtime/protocol';
import type { SortKey } from '@/lib/tiles/order';
import { OWN_FILE } from '@/lib/weights/catalogue';
import { preprocessingText, readPreprocessing } from './preprocessing-text';
import { sortOf } from './sorts';

/** Everything about a lab that is not the picture: what the address of the page can hold. */
export interface LabSettings {
  /** Local address: `features.6@conv#12,3,4`. */
  readonly at: string;
  readonly size: number;
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

const BACKENDS: readonly BackendChoice[] = ['webgpu', 'wasm', 'cpu'];

/** The backend that the address forces (`?backend=wasm`); `auto` where it says nothing that is known. */
export const backendChoiceOf = (text: string | null): BackendChoice =>
  BACKENDS.find((backend) => backend === text) ?? 'auto';

/** The kernels that the address asks for (`?kernels=stock`), so that a reader can compare them; else our own. */
export const kernelChoiceOf = (text: string | null): KernelChoice => (text === 'stock' ? 'stock' : 'auto');

/** Settings that live in the address of the page, so that a link restores the view. */
export function useUrlSettings(given: {
  /** What is selected on the page, which has read the address. */
  readonly at: string;
  readonly size: number;
  readonly onSize: (size: number) => void;
}): SettingsControl {
  const { at, size, onSize } = given;
  const [sort] = useUrlParam('sort');
  const [scale] = useUrlParam('scale');
  const [weights] = useUrlParam('weights');
  // A file cannot be in an address, so that it is chosen is kept here.
  const [fromFile, setFromFile] = useState(false);
  const [input] = useUrlParam('input');
  const preprocessing = useMemo(() => readPreprocessing(input), [input]);

  const change = useCallback<SettingsControl['change']>(
    (changes, how = 'replace') => {
      const next: Record<string, string | null> = {};
      if (changes.at !== undefined) next.at = changes.at === '' ? null : changes.at;
      if (changes.sort !== undefined) next.sort = changes.sort === 'index' ? null : changes.sort;
      if (changes.range !== undefined) next.scale = changes.range === 'channel' ? null : changes.range;
      if (changes.weights !== undefined) {
        setFromFile(changes.weights === OWN_FILE);
        next.weights = changes.weights === OWN_FILE ? null : changes.weights;
      }
      if (changes.preprocessing !== undefined) {
        next.input = changes.preprocessing && preprocessingText(changes.preprocessing);
      }
      setUrlParams(next, how);
      if (changes.size !== undefined) onSize(changes.size);
    },
    [onSize],
  );

  return {
    settings: {
      at,
      size,
      sort: sortOf(sort),
      range: scale === 'shared' ? 'shared' : 'channel',
      weights: fromFile ? OWN_FILE : weights,
      preprocessing,
    },
    change,
  };
}

/** Settings of a lab inside an article: its own, so that two labs on a page do not pull at each other. */
export function useOwnSettings(at: string, size: number): SettingsControl {
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
