import type { WeightChoice, WeightReport } from '@/lib/runtime/protocol';
import { type CatalogueEntry, isTrained, OWN_FILE, SEEDED } from '@/lib/weights/catalogue';
import { weightChoice } from './weights';

/** What became of a source that was asked for. */
export type OpenedSource =
  /** `slow`: for so long that something else is computed meanwhile. */
  | { readonly phase: 'opening'; readonly slow: boolean }
  | { readonly phase: 'open'; readonly report: WeightReport }
  /** `report`: where it was read and does not fit. An error of null: the reader no longer wanted it. `known`: the host did not answer before, so it was not asked. */
  | {
      readonly phase: 'failed';
      readonly error: unknown;
      readonly report: WeightReport | null;
      readonly known?: boolean;
    };

/**
 * - `ready`: what is wanted computes.
 * - `beyond`: the wanted weights end before what is selected, or lack something that it needs; nothing computes.
 * - `announced`: so much would have to be fetched that the reader is asked first; nothing computes.
 * - `opening`: the server was asked; nothing computes yet.
 * - `meanwhile`: it takes long, so seeded weights compute until it answers.
 * - `instead`: it gave none, so seeded weights compute.
 */
export type WeightsPhase = 'ready' | 'beyond' | 'announced' | 'opening' | 'meanwhile' | 'instead';

/** Which weights compute the maps of a lab, and what is to be known of them. */
export interface WeightsInUse {
  readonly phase: WeightsPhase;
  /** What the reader, the address or the default asks for. */
  readonly wanted: CatalogueEntry;
  /** What computes; other than `wanted` only in `meanwhile` and `instead`. */
  readonly entry: CatalogueEntry;
  readonly choice: WeightChoice;
  readonly trained: boolean;
  /** Where the weights in use end; null where they are those of the whole network. */
  readonly lastBlock: string | null;
  /** The first tensor that the selection needs and the file lacks, by its canonical key; null where it lacks none. */
  readonly lacks: string | null;
  /** What the file in use holds; null for seeded weights and before it was opened. */
  readonly report: WeightReport | null;
  /** Why something else is used in `instead`; null where the reader chose to. */
  readonly error: unknown;
}

interface Asked {
  readonly entries: readonly CatalogueEntry[];
  readonly wanted: CatalogueEntry;
  /** The key under which the wanted source is or will be put; null for seeded weights. */
  readonly key: string | null;
  /** Undefined as long as it was not asked for. */
  readonly opened: OpenedSource | undefined;
  /** A file of the reader's own. */
  readonly file: WeightReport | null;
  /** Whether what is selected comes after this block. */
  readonly isBeyond: (lastBlock: string) => boolean;
  /** The first of these tensors that what is selected needs; null where it needs none of them. */
  readonly neededOf: (lacking: readonly string[]) => string | null;
  readonly announced: boolean;
  /** Whether it is not known yet how much would have to be fetched. */
  readonly undecided?: boolean;
}

/** Decides which weights compute. */
export function weightsInUse({
  entries,
  wanted,
  key,
  opened,
  file,
  isBeyond,
  neededOf,
  announced,
  undecided,
}: Asked): WeightsInUse {
  const report = wanted.id === OWN_FILE ? file : opened?.phase === 'open' ? opened.report : null;
  const lacks = report ? neededOf(report.lacking) : null;
  const seeded = entries.find(({ id }) => id === SEEDED) ?? wanted;
  const use = (phase: WeightsPhase, entry: CatalogueEntry, error: unknown = null): WeightsInUse => ({
    phase,
    wanted,
    entry,
    choice: weightChoice(entry, entry === wanted ? key : null),
    trained: isTrained(entry),
    lastBlock: entry === wanted ? (report ? report.lastBlock : wanted.lastBlock) : null,
    lacks,
    report: entry === wanted ? report : null,
    error,
  });
  if (lacks !== null) return use('beyond', wanted);
  if (!report && wanted.lastBlock !== null && isBeyond(wanted.lastBlock)) return use('beyond', wanted);
  if (wanted.place === null) return use('ready', wanted);
  if (opened?.phase === 'failed') return use('instead', seeded, opened.error);
  if (undecided) return use('opening', wanted);
  if (announced) return use('announced', wanted);
  if (opened?.phase === 'open') return use('ready', wanted);
  if (opened?.slow) return use('meanwhile', seeded);
  return use('opening', wanted);
}
