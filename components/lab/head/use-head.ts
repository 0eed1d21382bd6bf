'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { wholeWork } from '@/components/lab/workbench/estimate';
import type { PlacedNetwork } from '@/components/lab/workbench/state';
import { rootKeyOf } from '@/components/lab/workbench/use-maps';
import type { Workbench } from '@/components/lab/workbench/workbench';
import type { Model } from '@/lib/graph/model';
import type { Shape } from '@/lib/graph/shapes';
import type { PreparedPicture } from '@/lib/picture/client';
import type {
  BackendChoice,
  Classified,
  ClassMapView,
  PictureRequest,
  Progress,
  WeightChoice,
} from '@/lib/runtime/protocol';

export interface HeadWanted {
  readonly model: Model;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** The node of the logits; null where the network has no such head. */
  readonly logits: string | null;
  readonly network: PlacedNetwork;
  readonly picture: PreparedPicture | null;
  readonly weights: WeightChoice;
  /** The backend that the address asks for; another one computes again. */
  readonly choice: BackendChoice;
  /** Whether the weights are there to compute with. */
  readonly ready: boolean;
  /** True where the answer is wanted without being asked for, again for every picture and every weights. */
  readonly automatic: boolean;
  /** The class whose map is wanted; null for the first. */
  readonly chosen: number | null;
}

/** The map of a class and what it was computed from. */
export interface ClassAnswer {
  readonly key: string;
  readonly view: ClassMapView;
  readonly picture: PreparedPicture;
}

interface HeadRun {
  readonly key: string | null;
  readonly phase: 'idle' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: Progress | null;
  readonly startedAt: number;
  readonly error: unknown;
  /** The last answer, and what it is an answer about. */
  readonly said: { readonly key: string; readonly classified: Classified } | null;
}

export interface HeadControl {
  readonly phase: HeadRun['phase'];
  readonly progress: Progress | null;
  readonly startedAt: number;
  readonly error: unknown;
  /** What the network says; null before it was asked. */
  readonly classified: Classified | null;
  /** True while the answer to be seen is about another picture or other weights. */
  readonly stale: boolean;
  /** The last map of a class that was computed; null before the first. */
  readonly answer: ClassAnswer | null;
  /** The class that is looked at; null before the network was asked. */
  readonly index: number | null;
  readonly mapError: unknown;
  /** Asks for the picture and the weights at hand. */
  ask(): void;
  cancel(): void;
  /** Forgets the answer. */
  close(): void;
}

const IDLE: HeadRun = { key: null, phase: 'idle', progress: null, startedAt: 0, error: null, said: null };

/** So many channels for a class and as many against it come with their maps. */
export const LISTED_CHANNELS = 12;
/** So many classes are listed. */
export const LISTED_CLASSES = 5;

const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';

/** Asks the whole network when that is wanted, then for the map of one class after the other. */
export function useHead(workbench: Workbench, wanted: HeadWanted): HeadControl {
  const { network, picture, weights, logits, choice, ready, automatic, chosen } = wanted;
  const latest = useRef(wanted);
  latest.current = wanted;
  const root = picture && logits !== null ? rootKeyOf(network.key, picture.key, weights) : null;
  const key = root && `${root} ${choice}`;
  const [askedFor, setAskedFor] = useState<{ key: string; time: number } | null>(null);
  const [run, setRun] = useState<HeadRun>(IDLE);
  const [map, setMap] = useState<{ answer: ClassAnswer | null; error: unknown }>({ answer: null, error: null });
  const abort = useRef<AbortController | null>(null);
  const asked = askedFor !== null && askedFor.key === key ? askedFor.time : null;
  // What was said without being asked for stays when something else is selected.
  const enabled = ready && key !== null && (automatic || asked !== null || run.said?.key === key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is in the key; `asked` asks again.
  useEffect(() => {
    const { model, shapes, logits, network, picture, weights } = latest.current;
    if (!enabled || key === null || !picture || logits === null) return;
    const controller = new AbortController();
    abort.current = controller;
    setRun(({ said }) => ({ ...IDLE, key, phase: 'running', startedAt: performance.now(), said }));
    const request: PictureRequest = { network: network.key, picture: picture.key, weights };
    const change = (changes: Partial<HeadRun>): void =>
      setRun((old) => (old.key === key && abort.current === controller ? { ...old, ...changes } : old));
    workbench
      .ask<'classify'>(
        { type: 'classify', top: LISTED_CLASSES, ...request },
        { network, picture },
        { signal: controller.signal, onProgress: (progress) => change({ progress }) },
      )
      .then(
        (classified) => {
          if (classified.work.reused === 0) {
            workbench.learn(wholeWork(model, shapes, logits).macs, classified.work.milliseconds);
          }
          change({ phase: 'done', progress: null, said: { key, classified } });
        },
        (error: unknown) =>
          change(isAbort(error) ? { phase: 'cancelled', progress: null } : { phase: 'failed', progress: null, error }),
      );
    return () => controller.abort();
  }, [enabled, key, asked, workbench]);

  const current = run.key === key && enabled ? run : IDLE;
  const classified = current.said?.classified ?? null;
  const stale = current.said !== null && current.said.key !== key;
  const index = classified ? (chosen ?? classified.top[0]?.index ?? null) : null;

  useEffect(() => {
    const { network, picture, weights } = latest.current;
    if (!classified || stale || index === null || key === null || !picture) return;
    const controller = new AbortController();
    const request: PictureRequest = { network: network.key, picture: picture.key, weights };
    workbench
      .ask<'class-map'>(
        { type: 'class-map', class: index, channels: LISTED_CHANNELS, ...request },
        { network, picture },
        { signal: controller.signal },
      )
      .then(
        (view) => !controller.signal.aborted && setMap({ answer: { key, view, picture }, error: null }),
        (error: unknown) => !controller.signal.aborted && setMap((old) => ({ ...old, error })),
      );
    return () => controller.abort();
  }, [classified, stale, index, key, workbench]);

  const { phase, progress, startedAt, error } = current;
  return {
    phase,
    progress,
    startedAt,
    error,
    classified,
    stale,
    answer: classified ? map.answer : null,
    index,
    mapError: map.error,
    ask: useCallback(() => setAskedFor(key === null ? null : { key, time: performance.now() }), [key]),
    cancel: useCallback(() => abort.current?.abort(), []),
    close: useCallback(() => {
      setAskedFor(null);
      setRun(IDLE);
    }, []),
  };
}
