'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { costText } from '@/components/lab/run/cost-text';
import { sourceName, weightsName } from '@/components/lab/weights/weights-name';
import { type LabTarget, partsInside } from '@/components/lab/workbench/lab-target';
import type { PlacedNetwork, WorkbenchState } from '@/components/lab/workbench/state';
import { useNeeds } from '@/components/lab/workbench/use-needs';
import { useWeights } from '@/components/lab/workbench/use-weights';
import type { WeightsInUse } from '@/components/lab/workbench/weights-in-use';
import type { Workbench } from '@/components/lab/workbench/workbench';
import { useAllWords } from '@/components/ui/all-words';
import { formatsFor } from '@/components/ui/format';
import { params } from '@/components/ui/url-params';
import { setUrlParams } from '@/components/ui/url-state';
import { useParam } from '@/components/ui/use-param';
import { useLanguage } from '@/components/ui/words';
import type { Words } from '@/content/words-type';
import type { Model } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import type { NetworkDefinition, Variant } from '@/lib/networks';
import type { PreparedPicture } from '@/lib/picture/client';
import { headOf } from '@/lib/runtime/head/pooled-head';
import type { BackendChoice } from '@/lib/runtime/protocol';
import { pathOfNode } from './features-path';
import { HeadPanel, type HeadWeights } from './head-panel';
import { useHead } from './use-head';
import { useOwnNames } from './use-own-names';

interface LabHeadWanted {
  readonly workbench: Workbench;
  readonly state: WorkbenchState;
  readonly model: Model;
  readonly network: PlacedNetwork;
  readonly target: LabTarget;
  /** The part that an embedded lab stays inside; null in the explorer, whose address then holds the class. */
  readonly within: Part | null;
  readonly picture: PreparedPicture | null;
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
  /** The id of the source of weights that is chosen; null for the best there is. */
  readonly chosenWeights: string | null;
  readonly choice: BackendChoice;
  /** False until maps were asked for. */
  readonly started: boolean;
  readonly inView: boolean;
  /** Opens a channel of the maps that the head averages, by its address. */
  readonly onChannel: (at: string) => void;
  readonly onWeights: () => void;
}

/** What an answer of the head is worth. */
function worthOf(words: Words, { phase, trained, wanted, lastBlock, lacks }: WeightsInUse): HeadWeights {
  const name = sourceName(words.lab, wanted);
  if (phase === 'beyond' && lastBlock === null) return { type: 'lacks', name, key: lacks ?? '' };
  if (phase === 'beyond') return { type: 'part', name, lastBlock: lastBlock ?? '' };
  return trained ? { type: 'learned' } : { type: 'seeded' };
}

/** The panel of the head, and whether it belongs before the maps: where the head itself is selected. */
export function useLabHead(wanted: LabHeadWanted): { readonly panel: ReactNode; readonly first: boolean } {
  const { workbench, state, definition, variant, model, network, target, within, picture, choice } = wanted;
  const { started, inView } = wanted;
  const all = useAllWords();
  const language = useLanguage();
  const built = useMemo(() => headOf(model.graph), [model]);
  const logits = built.type === 'pooled' ? built.logits : null;
  const block = useMemo(() => (built.type === 'pooled' ? pathOfNode(model, built.features) : null), [model, built]);
  const { nodes } = model.graph;
  const selected =
    built.type === 'pooled' && nodes.indexOf(target.node) > nodes.findIndex(({ id }) => id === built.features);

  const [param] = useParam(params.class);
  const [own, setOwn] = useState<number | null>(null);

  // The head needs the weights of the whole network, whatever the maps beside it need.
  const [askedAbout, setAskedAbout] = useState<string | null>(null);
  const asked = picture !== null && askedAbout === picture.key;
  const source = useWeights(workbench, state, {
    definition,
    variant,
    network,
    model,
    shapes: target.shapes,
    node: logits ?? target.node.id,
    picture,
    chosen: wanted.chosenWeights,
    active: inView && logits !== null && (asked || (selected && started)),
    inView: inView && selected,
  });
  const { use } = source;
  // A file tells as many classes apart as its head does.
  const head = built.type === 'pooled' ? { ...built, classes: use.report?.classes ?? built.classes } : built;
  const classes = head.type === 'pooled' ? head.classes : 0;
  const inAddress = param !== null && param < classes ? param : null;
  const ownNames = useOwnNames(`${network.key} ${use.entry.id} ${use.report?.key ?? ''}`, classes);
  const weights = use.choice;
  const worth = worthOf(all, use);
  const computes = use.phase === 'ready' || use.phase === 'meanwhile' || use.phase === 'instead';

  const control = useHead(workbench, {
    model,
    shapes: target.shapes,
    logits,
    network,
    picture,
    weights,
    choice,
    ready: computes,
    // Who asked about a picture gets an answer also where other weights take the place of those that did not come.
    automatic: asked || (selected && started && inView),
    chosen: within ? (own !== null && own < classes ? own : null) : inAddress,
  });

  const left = useNeeds(
    workbench,
    state.revision,
    { model, shapes: target.shapes, network, picture, weights, node: logits, file: null },
    false,
  );

  // In an article the lab stays with its part: the head is shown where its maps are in it.
  const shown = within === null || (block !== null && partsInside(within).some(({ path }) => path === block));
  if (!shown) return { panel: null, first: false };

  const estimate = logits === null ? all.lab.run.estimateKept : costText(all.lab, language, left, state, choice);

  const fetching = formatsFor(language).bytes(source.bytes);
  const announcement = (source.saving ? all.lab.weights.announcedSaving : all.lab.weights.announced)(
    sourceName(all.lab, use.wanted),
    fetching,
  );
  const ask = (): void => {
    if (use.phase === 'announced') source.agree();
    setAskedAbout(picture?.key ?? null);
    control.ask();
  };
  const opening = asked && use.phase === 'opening';

  return {
    first: selected,
    panel: (
      <HeadPanel
        head={head}
        control={{
          ...control,
          ...(opening ? ({ phase: 'running', cancel: source.cancel } as const) : {}),
          ask,
          close: () => {
            setAskedAbout(null);
            control.close();
          },
        }}
        weights={worth}
        lost={state.lost}
        own={ownNames}
        weightsName={weightsName(all.lab, use.entry, use.lastBlock)}
        block={block ?? ''}
        estimate={use.phase === 'announced' ? announcement : estimate}
        askLabel={use.phase === 'announced' ? all.head.askLoading(fetching) : all.head.ask}
        ready={picture !== null}
        selected={selected}
        onChoose={(index) => {
          if (within) setOwn(index);
          else setUrlParams(params.class.write(index), 'replace');
        }}
        onChannel={(channel) => wanted.onChannel(`${block}#${channel}`)}
        onWeights={wanted.onWeights}
      />
    ),
  };
}
