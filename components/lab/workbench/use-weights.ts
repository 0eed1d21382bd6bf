'use client';

import { useEffect, useMemo } from 'react';
import type { Model } from '@/lib/graph/model';
import type { Shape } from '@/lib/graph/shapes';
import type { NetworkDefinition, Variant } from '@/lib/networks';
import { type CatalogueEntry, catalogueOf, OWN_FILE, ownFile } from '@/lib/weights/catalogue';
import { savesData } from './save-data';
import { rootKeyOf } from './use-maps';
import { ANNOUNCED_FROM, bytesToFetch, reachesBeyond } from './weight-need';
import { weightChoice } from './weights';
import { type WeightsInUse, weightsInUse } from './weights-in-use';
import type { PlacedNetwork, Workbench, WorkbenchState } from './workbench';

export interface WeightsWanted {
  readonly definition: NetworkDefinition;
  readonly variant: Variant;
  readonly network: PlacedNetwork;
  readonly model: Model;
  readonly shapes: ReadonlyMap<string, Shape>;
  /** The node whose tensor is to be computed. */
  readonly node: string;
  /** The key of the prepared picture; null before it is there. */
  readonly picture: string | null;
  /** The id of a source as the settings have it; null for the best there is. */
  readonly chosen: string | null;
  /** False until maps were asked for, and while the lab is out of sight: nothing is fetched then. */
  readonly active: boolean;
  readonly inView: boolean;
}

/** Bytes that this device keeps of the file behind a source. */
const storedOf = ({ stored }: WorkbenchState, sourceKey: string): number =>
  stored?.files.find(({ address }) => sourceKey.endsWith(` ${address}`))?.bytes ?? 0;

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
  const key = entry.id === OWN_FILE ? (file?.key ?? null) : workbench.sourceKey(network.key, entry);
  const opened = key === null ? undefined : sources[key];

  const saving = savesData();
  const kept = workbench.kept(picture === null ? '' : rootKeyOf(network.key, picture, weightChoice(entry, key)));
  const fetched = workbench.fetched(key ?? '');
  const storedBytes = key === null ? 0 : storedOf(state, key);
  const counts = [kept.size, fetched.size].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sets grow in place.
  const bytes = useMemo(
    () => (entry.place ? bytesToFetch(model, shapes, node, entry, { kept, fetched, storedBytes }) : 0),
    [model, shapes, node, entry, kept, fetched, storedBytes, counts],
  );
  const agreement = `${key} ${node}`;
  const much = bytes > ANNOUNCED_FROM || (saving && bytes > 0);
  const use = weightsInUse({
    entries,
    wanted: entry,
    key,
    opened,
    file,
    isBeyond: (lastBlock) => reachesBeyond(model, shapes, node, lastBlock),
    announced: entry.place !== null && much && !agreed.has(agreement),
  });

  // An earlier visit may have fetched it already; asking the device starts a worker, so only where it matters.
  const doubts = inView && use.phase === 'announced' && state.stored === null;
  useEffect(() => {
    if (doubts) void workbench.stored();
  }, [workbench, doubts]);

  // The list beside the site may hold something better, or what the address names.
  const listed = hosted !== null;
  const asks = active && listed && use.phase === 'opening' && opened === undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the network and the entry.
  useEffect(() => {
    if (asks) void workbench.openSource(network, entry);
  }, [workbench, asks, key]);

  return {
    entries,
    best: (best ?? entry).id,
    use,
    unknown: chosen !== null && !found && listed && chosen !== OWN_FILE ? chosen : null,
    misfit: opened?.phase === 'failed' && opened.report !== null,
    bytes,
    saving,
    agree: () => workbench.agree(agreement),
    retry: () => {
      if (key !== null) workbench.forgetSource(key);
    },
    cancel: () => {
      if (key !== null) workbench.stopOpening(key);
    },
  };
}
