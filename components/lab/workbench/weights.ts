import type { WeightChoice } from '@/lib/runtime/protocol';
import { type CatalogueEntry, EXACT } from '@/lib/weights/catalogue';

/**
 * What the session is asked for.
 * @param fileKey the key under which a file was or will be put; null for weights without one.
 */
export function weightChoice({ id, kind }: CatalogueEntry, fileKey: string | null): WeightChoice {
  if (kind !== 'seeded' && fileKey !== null) return { kind: 'file', key: fileKey };
  return { kind: 'seeded', calibrated: id !== EXACT };
}

/** One key for each source of weights. */
export const weightKey = (choice: WeightChoice): string =>
  choice.kind === 'file' ? `file:${choice.key}` : choice.calibrated ? 'seeded:calibrated' : 'seeded:exact';
