'use client';

import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { Model } from '@/lib/graph/model';
import type { PreparedPicture } from '@/lib/picture/client';
import type { InputSize } from '@/lib/reading/size';
import type { BackendChoice, TensorRequest, WeightChoice } from '@/lib/runtime/protocol';
import type { CatalogueEntry } from '@/lib/weights/catalogue';
import { wholeWork } from './estimate';
import type { LabTarget } from './lab-target';
import { IDLE, type RunState, runReducer } from './run-state';
import type { PlacedNetwork } from './state';
import { weightKey } from './weights';
import type { Workbench } from './workbench';

export interface MapsWanted {
  readonly model: Model;
  readonly network: PlacedNetwork;
  readonly target: LabTarget;
  readonly picture: PreparedPicture | null;
  readonly size: InputSize;
  readonly weights: WeightChoice;
  /** What is known of them. */
  readonly source: CatalogueEntry;
  readonly weightsName: string;
  readonly range: 'channel' | 'shared';
  /** The backend that the address asks for; another one computes again. */
  readonly choice: BackendChoice;
  /** False until maps were asked for, and while the lab is out of sight. */
  readonly enabled: boolean;
}

export interface MapsControl {
  readonly run: RunState;
  /** True where what is shown is not what is wanted now. */
  readonly stale: boolean;
  cancel(): void;
  retry(): void;
}

/** What was computed under one key can be used for another tensor of the same network, picture and weights. */
export const rootKeyOf = (network: string, picture: string, weights: WeightChoice): string =>
  [network, picture, weightKey(weights)].join(' ');

let runs = 0;

/** Computes the wanted view whenever it changes; the view before stays until the new one is there. */
export function useMaps(workbench: Workbench, wanted: MapsWanted): MapsControl {
  const [state, dispatch] = useReducer(runReducer, IDLE);
  const abort = useRef<AbortController | null>(null);
  const latest = useRef(wanted);
  latest.current = wanted;

  const { picture, network, weights, target, range, choice, enabled } = wanted;
  const key = picture ? [rootKeyOf(network.key, picture.key, weights), target.node.id, range].join(' ') : null;

  const start = useCallback(() => {
    const { model, network, picture, target, weights, source, size, weightsName, range } = latest.current;
    if (!picture) return;
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    runs++;
    const run = runs;
    dispatch({ type: 'begin', run, now: performance.now() });
    const request: TensorRequest = {
      network: network.key,
      picture: picture.key,
      weights,
      node: target.node.id,
    };
    workbench
      .ask<'view'>(
        { type: 'view', range, ...request },
        { network, picture },
        { signal: controller.signal, onProgress: (progress) => dispatch({ type: 'progress', run, progress }) },
      )
      .then(
        (view) => {
          // Only a run from the very picture says what was computed, else too much is guessed.
          if (view.work.reused === 0) {
            workbench.learn(wholeWork(model, target.shapes, target.node.id).macs, view.work.milliseconds);
          }
          const shown = { view, request, range, network, target, picture, size, source, weightsName };
          dispatch({ type: 'done', run, shown });
        },
        (error: unknown) => {
          const aborted = controller.signal.aborted || (error instanceof DOMException && error.name === 'AbortError');
          dispatch(aborted ? { type: 'cancel', run } : { type: 'fail', run, error });
        },
      );
  }, [workbench]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is in the key; the choice is the workbench's.
  useEffect(() => {
    if (!enabled || key === null) return;
    start();
    return () => abort.current?.abort();
  }, [enabled, key, choice, start]);

  const { shown } = state;
  const shownKey = shown
    ? [rootKeyOf(shown.request.network, shown.picture.key, shown.request.weights), shown.request.node, shown.range]
    : null;
  return {
    run: state,
    stale: shownKey !== null && shownKey.join(' ') !== key,
    cancel: useCallback(() => abort.current?.abort(), []),
    retry: start,
  };
}
