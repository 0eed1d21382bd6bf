'use client';

import { useCallback, useState } from 'react';
import { setUrlParams, useUrlParam } from '@/components/ui/url-state';
import type { BackendChoice } from '@/lib/runtime/protocol';
import type { SortKey } from '@/lib/tiles/order';
import { sortOf } from './sorts';
import { type WeightMode, weightModeOf } from './weights';

/** Everything about a lab that is not the picture: what the address of the page can hold. */
export interface LabSettings {
  /** Local address: `features.6@conv#12,3,4`. */
  readonly at: string;
  readonly size: number;
  readonly sort: SortKey;
  readonly range: 'channel' | 'shared';
  readonly weights: WeightMode;
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

  const change = useCallback<SettingsControl['change']>(
    (changes, how = 'replace') => {
      const next: Record<string, string | null> = {};
      if (changes.at !== undefined) next.at = changes.at === '' ? null : changes.at;
      if (changes.sort !== undefined) next.sort = changes.sort === 'index' ? null : changes.sort;
      if (changes.range !== undefined) next.scale = changes.range === 'channel' ? null : changes.range;
      if (changes.weights !== undefined) {
        setFromFile(changes.weights === 'file');
        next.weights = changes.weights === 'exact' ? 'exact' : null;
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
      weights: fromFile ? 'file' : weightModeOf(weights),
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
    weights: 'calibrated',
  });
  const change = useCallback<SettingsControl['change']>((changes) => {
    setSettings((old) => ({ ...old, ...changes }));
  }, []);
  return { settings, change };
}
