'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { formatsFor } from '@/components/ui/format';
import { setUrlParams, useUrlParam } from '@/components/ui/url-state';
import { useLanguage, useWords } from '@/components/ui/words';
import type { Model } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import type { PreparedPicture } from '@/lib/picture/client';
import { headOf } from '@/lib/runtime/pooled-head';
import type { BackendChoice, BackendName, WeightChoice } from '@/lib/runtime/protocol';
import { estimateTime, remaining } from '../estimate';
import { type LabTarget, partsInside } from '../lab-target';
import { rootKeyOf } from '../use-maps';
import { formatDuration } from '../value-format';
import type { PlacedNetwork, Workbench, WorkbenchState } from '../workbench';
import { pathOfNode } from './features-path';
import { HeadPanel, type HeadWeights } from './head-panel';
import { useHead } from './use-head';

interface LabHeadWanted {
  readonly workbench: Workbench;
  readonly state: WorkbenchState;
  readonly model: Model;
  readonly network: PlacedNetwork;
  readonly target: LabTarget;
  /** The part that an embedded lab stays inside; null in the explorer, whose address then holds the class. */
  readonly within: Part | null;
  readonly picture: PreparedPicture | null;
  readonly weights: WeightChoice;
  readonly weightsName: string;
  readonly worth: HeadWeights;
  readonly choice: BackendChoice;
  /** False until maps were asked for, and while the lab is out of sight. */
  readonly enabled: boolean;
  /** Opens a channel of the maps that the head averages, by its address. */
  readonly onChannel: (at: string) => void;
  readonly onWeights: () => void;
}

/** The panel of the head, and whether it belongs before the maps: where the head itself is selected. */
export function useLabHead(wanted: LabHeadWanted): { readonly panel: ReactNode; readonly first: boolean } {
  const { workbench, state, model, network, target, within, picture, weights, worth, choice } = wanted;
  const all = useWords();
  const language = useLanguage();
  const { bytes } = formatsFor(language);
  const head = useMemo(() => headOf(model.graph), [model]);
  const logits = head.type === 'pooled' ? head.logits : null;
  const block = useMemo(() => (head.type === 'pooled' ? pathOfNode(model, head.features) : null), [model, head]);
  const { nodes } = model.graph;
  const selected =
    head.type === 'pooled' && nodes.indexOf(target.node) > nodes.findIndex(({ id }) => id === head.features);

  const [param] = useUrlParam('class');
  const [own, setOwn] = useState<number | null>(null);
  const classes = head.type === 'pooled' ? head.classes : 0;
  const inAddress = param !== null && /^\d+$/.test(param) && Number(param) < classes ? Number(param) : null;

  const control = useHead(workbench, {
    model,
    shapes: target.shapes,
    logits,
    network,
    picture,
    weights,
    choice,
    automatic: selected && wanted.enabled && worth.type !== 'part',
    chosen: within ? own : inAddress,
  });

  // In an article the lab stays with its part: the head is shown where its maps are in it.
  const shown = within === null || (block !== null && partsInside(within).some(({ path }) => path === block));
  if (!shown) return { panel: null, first: false };

  const kept = workbench.kept(picture ? rootKeyOf(network.key, picture.key, weights) : '');
  const left = logits === null ? null : remaining(model, target.shapes, logits, kept);
  const backend: BackendName = state.backend?.backend ?? (choice === 'auto' ? 'wasm' : choice);
  const time = estimateTime(left?.macs ?? 0, state.rates, backend, state.backend?.adapter?.software ?? false);
  const words = all.lab.run;
  const duration = formatDuration(language, words, time.milliseconds);
  const estimate =
    !left || left.nodes.length === 0
      ? words.estimateKept
      : words.estimate(
          time.measured ? words.about(duration) : words.aboutUnmeasured(duration, all.lab.backend.names[backend]),
          bytes(left.weightBytes),
          bytes(left.activationBytes),
        );

  return {
    first: selected,
    panel: (
      <HeadPanel
        head={head}
        control={control}
        weights={worth}
        weightsName={wanted.weightsName}
        block={block ?? ''}
        estimate={estimate}
        ready={picture !== null}
        selected={selected}
        onChoose={(index) => {
          if (within) setOwn(index);
          else setUrlParams({ class: String(index) }, 'replace');
        }}
        onChannel={(channel) => wanted.onChannel(`${block}#${channel}`)}
        onWeights={wanted.onWeights}
      />
    ),
  };
}
