import { stateDict } from '@/lib/graph/graph';
import { fitsInPart, matchOf, misfit } from '@/lib/weights/fit';
import { openSafetensors } from '@/lib/weights/safetensors';
import { fileWeights, seededWeights, type WeightSource } from '@/lib/weights/weight-source';
import type { ChosenNetwork } from './select-network';
import { openWeights, type Traffic, type WeightsLocation } from './weights-location';

/** Weights that were asked for and fit. */
export interface ChosenWeights {
  readonly weights: WeightSource;
  readonly traffic: Traffic | null;
  readonly close: () => Promise<void>;
}

/**
 * Opens weights and holds them against the network: what they lack refuses only what would read it.
 * @throws `activations/cannot-read`, `weights/…`.
 */
export async function chooseWeights(
  { model, definition }: ChosenNetwork,
  location: WeightsLocation | 'seeded',
): Promise<ChosenWeights> {
  if (location === 'seeded') return { weights: seededWeights, traffic: null, close: async () => {} };
  const { source, traffic, close } = await openWeights(location);
  try {
    const file = await openSafetensors(source);
    const match = matchOf(file, stateDict(model.graph), definition.renames, definition.keras);
    if (!fitsInPart(match.fit)) throw misfit(source.name, match.fit);
    return { weights: fileWeights(file, match, location.place), traffic, close };
  } catch (error) {
    await close();
    throw error;
  }
}
