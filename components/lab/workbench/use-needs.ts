'use client';

import { useEffect, useMemo, useRef, useState } from 'react';
import type { Model } from '@/lib/graph/model';
import type { Shape } from '@/lib/graph/shapes';
import type { PreparedPicture } from '@/lib/picture/client';
import type { Needs, UnopenedFile, WeightChoice } from '@/lib/runtime/protocol';
import { type Remaining, wholeWork, workOf } from './estimate';
import type { PlacedNetwork } from './state';
import { numbersOf } from './weight-need';
import type { Workbench } from './workbench';

/** Of which tensor it is asked what it would cost, and from what. */
export interface NeedsOf {
  readonly model: Model;
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly network: PlacedNetwork;
  /** Null before it is there. */
  readonly picture: PreparedPicture | null;
  readonly weights: WeightChoice;
  /** The node; null where there is nothing to compute. */
  readonly node: string | null;
  /** Where the weights lie on a server; null for those that lie nowhere. */
  readonly file: UnopenedFile | null;
}

/** What is still to be done for a tensor. */
export interface Cost extends Remaining {
  /** Bytes of weights that would come over the network. */
  readonly networkBytes: number;
  /** False while the session is asked: until then nothing counts as being there. */
  readonly known: boolean;
}

/**
 * What a tensor would cost, as the session says; where there is no session, nothing is there.
 * @param revision of the workbench: with a new one the session is asked again. @param connect see `Workbench.needs`.
 */
export function useNeeds(workbench: Workbench, revision: number, of: NeedsOf, connect: boolean): Cost {
  const { model, shapes, network, picture, weights, node, file } = of;
  const key = picture && node !== null ? JSON.stringify([network.key, picture.key, weights, node, file]) : null;
  const [answer, setAnswer] = useState<{ readonly key: string; readonly needs: Needs | null } | null>(null);
  const latest = useRef(of);
  latest.current = of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is in the key; a new revision asks again.
  useEffect(() => {
    const { network, picture, weights, node, file } = latest.current;
    if (key === null || !picture || node === null) return;
    let wanted = true;
    const request = { type: 'needs', network: network.key, picture: picture.key, weights, node } as const;
    workbench.needs({ ...request, ...(file && { file }) }, { network, picture }, connect).then((needs) => {
      if (wanted) setAnswer({ key, needs });
    });
    return () => {
      wanted = false;
    };
  }, [workbench, key, revision, connect]);

  const current = answer !== null && answer.key === key ? answer : null;
  const needs = current?.needs ?? null;
  return useMemo(() => {
    const known = current !== null || key === null;
    if (needs && node !== null) {
      return { ...workOf(model, shapes, node, needs.nodes), networkBytes: needs.networkBytes, known };
    }
    const whole = wholeWork(model, shapes, node ?? '');
    const networkBytes = file ? numbersOf(model, whole.nodes) * file.width : 0;
    return { ...whole, networkBytes, known };
  }, [model, shapes, node, file, current, needs, key]);
}
