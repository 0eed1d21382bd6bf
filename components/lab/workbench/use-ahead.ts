'use client';

import { useEffect, useRef, useState } from 'react';
import type { NetworkModel } from '@/lib/graph/model';
import { nodesAhead, pointedPart } from './ahead';
import type { Shown } from './run-state';
import { savesData } from './save-data';
import { sparesPower } from './spares-power';
import type { WorkbenchState } from './state';
import type { Workbench } from './workbench';

/** Milliseconds without anything to do before something is computed ahead. */
const IDLE_MS = 200;

/** After a question about what is shown has interrupted it. */
const AGAIN_MS = 1000;

/** Weights beside the site that may be fetched for a block that nobody has asked for yet, in bytes. */
const MOST_FETCHED = 4e6;

/** What the pointer or the focus rests on in the drawings of the page. */
function usePointedPart(enabled: boolean): string | null {
  const [pointed, setPointed] = useState<string | null>(null);
  useEffect(() => {
    if (!enabled) return;
    const note = ({ target }: Event): void => setPointed(pointedPart(target));
    document.addEventListener('pointerover', note);
    document.addEventListener('focusin', note);
    return () => {
      document.removeEventListener('pointerover', note);
      document.removeEventListener('focusin', note);
    };
  }, [enabled]);
  return pointed;
}

/** Where a step takes seconds, nothing is computed ahead: what is asked would have to wait for it. */
const isSlow = ({ backend }: WorkbenchState): boolean =>
  backend === null || backend.backend === 'cpu' || (backend.backend === 'webgpu' && backend.adapter?.software === true);

/** From what something is computed ahead. */
export interface AheadOf extends Pick<Shown, 'network' | 'target' | 'picture' | 'source' | 'request'> {
  /** False before the reader has asked for it: then it is what is computed first. */
  readonly asked: boolean;
}

/**
 * While nothing is asked, computes what may be asked for next: what is pointed at, and the blocks that follow.
 * @param of null while something is asked, and before it is known what could be.
 */
export function useAhead(workbench: Workbench, state: WorkbenchState, model: NetworkModel, of: AheadOf | null): void {
  const enabled = of !== null && !isSlow(state);
  const pointed = usePointedPart(enabled);
  const latest = useRef(of);
  latest.current = of;
  const key = of && JSON.stringify([of.request, of.asked]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says of what.
  useEffect(() => {
    const { current } = latest;
    if (!enabled || !current) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const compute = async (): Promise<void> => {
      if (document.hidden || savesData() || (await sparesPower()) || controller.signal.aborted) return;
      const { request, network, picture, source, asked } = current;
      const nodes = asked ? nodesAhead(model, request.node, pointed) : [request.node];
      if (nodes.length === 0) return;
      const { node: _, ...where } = request;
      const fetch = source.place?.type === 'site' ? MOST_FETCHED : 0;
      const warmed = await workbench.warm(
        { type: 'warm', nodes, fetch, ...where },
        { network, picture },
        controller.signal,
      );
      if (warmed?.ended === 'interrupted' && !controller.signal.aborted) timer = setTimeout(compute, AGAIN_MS);
    };
    timer = setTimeout(compute, IDLE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [workbench, model, key, pointed, enabled]);
}
