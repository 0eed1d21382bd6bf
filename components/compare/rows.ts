import type { ComparedStage, Comparison, Difference } from '@/lib/analysis/differences';
import type { Part } from '@/lib/graph/naming';
import { type DistinctBlock, distinctBlocks } from './distinct-blocks';

/** A stage of the comparison with all that is drawn and said of it. */
export interface Row {
  readonly stage: ComparedStage;
  readonly differences: readonly Difference[];
  /** What each side draws, in order; empty where it has nothing. */
  readonly a: readonly DistinctBlock[];
  readonly b: readonly DistinctBlock[];
  /** Whether there is nothing to say, only what follows from elsewhere, or something of its own. */
  readonly weight: 'same' | 'follows' | 'differs';
}

const drawnOf = (part: Part | null): readonly DistinctBlock[] => (part ? distinctBlocks(part) : []);

/** The rows of the page, in the order of the networks. */
export function rowsOf({ stages, differences }: Comparison): readonly Row[] {
  return stages.map((stage) => {
    const own = differences.filter((difference) => difference.stage === stage.id);
    const weight = own.length === 0 ? 'same' : own.every(({ follows }) => follows) ? 'follows' : 'differs';
    return { stage, differences: own, a: drawnOf(stage.a), b: drawnOf(stage.b), weight };
  });
}

/** The numbers by which list and drawings call the differences, counted from 1; what follows has none. */
export const numbersOf = ({ differences }: Comparison): ReadonlyMap<string, number> =>
  new Map(differences.filter(({ follows }) => !follows).map(({ id }, index) => [id, index + 1]));
