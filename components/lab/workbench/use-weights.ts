'use client';

import { useEffect, useMemo } from 'react';
import type { Model } from '@/lib/graph/model';
import type { Shape } from '@/lib/graph/shapes';
import type { NetworkDefinition, Variant } from '@/lib/networks';
import type { PreparedPicture } from '@/lib/picture/client';
import type { UnopenedFile } from '@/lib/runtime/protocol';
import { type CatalogueEntry, catalogueOf, OWN_FILE, ownFile } from '@/lib/weights/catalogue';
import { wholeWork } from './estimate';
import { savesData } from './save-data';
import type { PlacedNetwork, WorkbenchState } from './state';
import { useNeeds } from './use-needs';
import { ANNOUNCED_FROM, neededOf, numbersOf, reachesBeyond } from './weight-need';
import { weightChoice } from './weights';
import { type WeightsInUse, weightsInUse } from './weights-in-use';
import type { Workbench } from './workbench';

export interface WeightsWanted {
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
  readonly network: PlacedNetwork;
  readonly model: Model;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** The node whose tensor is to be computed. */
  readonly node: string;
  /** As the network sees it; null before it is there. */
  readonly picture: PreparedPicture | null;
  /** The id of a source as the settings have it; null for the best there is. */
  readonly chosen: string | null;
  /** False until maps were asked for, and while the lab is out of sight: nothing is fetched then. */
  readonly active: boolean;
  readonly inView: boolean;
}

export interface WeightsControl {
  /** Everything that can be chosen. */
  readonly entries: readonly CatalogueEntry[];
  /** The id of what is used where nothing is chosen. */
  readonly best: string;
  readonly use: WeightsInUse;
  /** An id in the address that no source here has; null where all is right. */
  readonly unknown: string | null;
  /** Whether the wanted source was read and does not fit. */
  readonly misfit: boolean;
  /** Whether the host of the wanted source did not answer before and was not asked again. */
  readonly silent: boolean;
  /** Bytes that the wanted weights would still cost for what is selected; 0 for those without a server. */
  readonly bytes: number;
  /** Whether the browser asks to save data. */
  readonly saving: boolean;
  /** The reader agrees to what was announced. */
  agree(): void;
  /** Asks the server again. */
  retry(): void;
  /** Stops asking; seeded weights compute instead. */
  cancel(): void;
}

/** Which weights a lab computes with; asks for them once maps were asked for. */
export function useWeights(workbench: Workbench, state: WorkbenchState, wanted: WeightsWanted): WeightsControl {
  const { definition, variant, network, model, shapes, node, picture, chosen, active, inView } = wanted;
  const { hosted, weightFile, sources, agreed } = state;
  const file = weightFile?.network === network.key ? weightFile.report : null;
  const entries = useMemo(() => {
    const own = file ? [ownFile(definition.id, variant.id, file.name, file.lastBlock)] : [];
    return [...own, ...catalogueOf(definition.id, variant.id, hosted ?? [])];
  }, [definition, variant, hosted, file]);

  const best = entries.find(({ id }) => id !== OWN_FILE) ?? entries[0];
  const found = chosen === null ? best : entries.find(({ id }) => id === chosen);
  const entry = found ?? best;
  if (!entry) throw new Error('every network has seeded weights');
  const key = entry.id === OWN_FILE ? (file?.key ?? null) : workbench.weights.sourceKey(network.key, entry);
  const opened = key === null ? undefined : sources[key];

  const saving = savesData();
  const address = workbench.weights.addressOf(entry);
  const { width } = entry;
  const place = useMemo((): UnopenedFile | null => (address === null ? null : { address, width }), [address, width]);
  const most = saving ? 0 : ANNOUNCED_FROM;
  const whole = useMemo(
    () => (place ? numbersOf(model, wholeWork(model, shapes, node).nodes) * place.width : 0),
    [model, shapes, node, place],
  );
  // An earlier visit may have fetched it already; that starts a worker, so it is asked only where it matters.
  const doubts = inView && whole > most;
  const cost = useNeeds(
    workbench,
    state.revision,
    { model, shapes, network, picture, weights: weightChoice(entry, key), node, file: place },
    doubts,
  );
  const bytes = place ? cost.networkBytes : 0;
  const agreement = `${key} ${node}`;
  // Before maps are asked for nothing computes, and until it is known what is there all is announced.
  const undecided = active && whole > most && !cost.known;
  const announced = !undecided && bytes > most;
  const use = weightsInUse({
    entries,
    wanted: entry,
    key,
    opened,
    file,
    isBeyond: (lastBlock) => reachesBeyond(model, shapes, node, lastBlock),
    neededOf: (lacking) => neededOf(model, shapes, node, lacking),
    announced: announced && !agreed.has(agreement),
    undecided,
  });

  // The list beside the site may hold something better, or what the address names.
  const listed = hosted !== null;
  // Nobody is asked to agree to a load from a host that does not answer.
  const hopeless = use.phase === 'announced' && workbench.weights.isSilent(entry);
  const opens = (use.phase === 'opening' && !undecided) || hopeless;
  const asks = active && listed && opens && opened === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the network and the entry.
  useEffect(() => {
    if (asks) void workbench.weights.openSource(network, entry);
  }, [workbench, asks, key]);

  return {
    entries,
    best: (best ?? entry).id,
    use,
    unknown: chosen !== null && !found && listed && chosen !== OWN_FILE ? chosen : null,
    misfit: opened?.phase === 'failed' && opened.report !== null,
    silent: opened?.phase === 'failed' && opened.known === true,
    bytes,
    saving,
    agree: () => workbench.weights.agree(agreement),
    retry: () => {
      if (key !== null) workbench.weights.forgetSource(key);
    },
    cancel: () => {
      if (key !== null) workbench.weights.stopOpening(key);
    },
  };
}
