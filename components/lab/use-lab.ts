'use client';

import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import type { NetworkModel } from '@/lib/graph/model';
import type { NetworkDefinition, Variant } from '@/lib/networks';
import type { LabAnswer } from './lab-answer';
import { useIntent } from './run/use-intent';
import { weightsName } from './weights/weights-name';
import type { LabSettings } from './workbench/lab-settings';
import type { LabTarget } from './workbench/lab-target';
import type { MapPlace } from './workbench/place';
import { savesData } from './workbench/save-data';
import type { WorkbenchState } from './workbench/state';
import { type AheadOf, useAhead } from './workbench/use-ahead';
import { useEngineChoice } from './workbench/use-engine-choice';
import { useMaps } from './workbench/use-maps';
import { usePictureAndWeights } from './workbench/use-picture-and-weights';
import type { Workbench } from './workbench/workbench';

/** Which tensor a lab shows, and where it stands. */
interface LabWanted {
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
  readonly model: NetworkModel;
  readonly target: LabTarget;
  readonly settings: LabSettings;
  readonly inView: boolean;
  /** The element of the lab: whoever turns to it may ask soon. */
  readonly root: RefObject<HTMLElement | null>;
  /** Told of everything that the lab shows of what is selected; null or left out where nobody listens. */
  readonly onAnswer?: ((answer: LabAnswer) => void) | null;
}

/** What a lab computes with, what it computes now and ahead, and what of it can be asked. */
export function useLab(workbench: Workbench, state: WorkbenchState, wanted: LabWanted) {
  const { definition, variant, model, target, settings, inView, root, onAnswer } = wanted;
  const { lab: words } = useAllWords();
  const { size, range } = settings;
  const network = useMemo(
    () => ({
      key: `${definition.id}:${variant.id}`,
      graph: model.graph,
      renames: definition.renames,
      keras: definition.keras,
    }),
    [definition, variant, model],
  );

  const forced = useEngineChoice(workbench);
  useEffect(() => {
    if (inView) void workbench.choose();
  }, [inView, workbench]);

  const { prepared, picture, preprocessing, asked, control } = usePictureAndWeights(workbench, state, {
    definition,
    variant,
    network,
    model,
    shapes: target.shapes,
    node: target.node.id,
    chosen: settings.weights,
    active: state.started && inView,
    inView,
    size,
    own: settings.preprocessing,
  });
  const { use } = control;
  const weights = use.choice;
  const name = weightsName(words, use.entry, use.lastBlock);
  const computes = use.phase === 'ready' || use.phase === 'meanwhile' || use.phase === 'instead';
  const { run, stale, cancel, retry } = useMaps(workbench, {
    model,
    network,
    target,
    picture,
    size,
    weights,
    source: use.entry,
    weightsName: name,
    range,
    choice: forced,
    enabled: state.started && inView && computes,
  });
  const intent = useIntent(root);
  useEffect(() => {
    if (intent && inView && !savesData()) void workbench.wake();
  }, [intent, inView, workbench]);
  useAhead(workbench, state, model, aheadOf());
  const openingSince = useRef(0);
  const isOpening = state.started && use.phase === 'opening';
  if (!isOpening) openingSince.current = 0;
  else if (openingSince.current === 0) openingSince.current = performance.now();
  // While another tensor is computed the old one can be looked at, but not asked.
  const current = run.shown && !stale && computes ? run.shown : null;

  /** What is computed ahead: what follows the shown maps; before any were asked for, those that would be. */
  function aheadOf(): AheadOf | null {
    if (run.phase === 'done' && run.shown) return { ...run.shown, asked: true };
    // Weights of a server are not even opened before maps are asked for.
    if (run.phase !== 'idle' || state.started || !intent || !picture || weights.kind !== 'seeded') return null;
    const request = { network: network.key, picture: picture.key, weights, node: target.node.id };
    return { network, target, picture, source: use.entry, request, asked: false };
  }

  // The place of a tensor means nothing on another one.
  const [ownPlace, setOwnPlace] = useState<{ node: string; place: MapPlace } | null>(null);
  const place = target.address.position ?? (ownPlace?.node === target.node.id ? ownPlace.place : null);
  const { phase } = use;
  const nodeId = target.node.id;
  useEffect(
    () => onAnswer?.({ node: nodeId, shown: current, place, weights: phase }),
    [onAnswer, nodeId, current, place, phase],
  );

  return {
    network,
    forced,
    prepared,
    picture,
    preprocessing,
    asked,
    control,
    /** The weights in use, in a few words. */
    name,
    /** Whether weights are at hand, those that were asked for or others in their place. */
    computes,
    run,
    stale,
    cancel,
    retry,
    /** Since when a server is asked for weights; null where none is. */
    openingSince: isOpening ? openingSince.current : null,
    /** The shown maps while they can be asked; null while others are on their way. */
    current,
    place,
    setOwnPlace,
  };
}
