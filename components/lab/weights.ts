import type { WeightChoice } from '@/lib/runtime/protocol';

/** The weights that a lab can compute with. */
export const WEIGHT_MODES = ['calibrated', 'exact', 'file'] as const;
export type WeightMode = (typeof WEIGHT_MODES)[number];

/** The mode of an address: `exact`; anything else is the default. A file cannot be in an address. */
export const weightModeOf = (text: string | null): 'calibrated' | 'exact' =>
  text === 'exact' ? 'exact' : 'calibrated';

/** What the session is asked for. @param fileKey the key of the file that was put, where there is one. */
export function weightChoice(mode: WeightMode, fileKey: string | null): WeightChoice {
  if (mode === 'file' && fileKey !== null) return { kind: 'file', key: fileKey };
  return { kind: 'seeded', calibrated: mode !== 'exact' };
}

/** One key for each source of weights. */
export const weightKey = (choice: WeightChoice): string =>
  choice.kind === 'file' ? `file:${choice.key}` : choice.calibrated ? 'seeded:calibrated' : 'seeded:exact';
