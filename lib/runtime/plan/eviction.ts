/**
 * What a kept tensor is worth, the least first: one inside a block; what was worth more when something else was shown,
 * an earlier picture or another network; one that the reader looked at; a checkpoint, from which blocks are computed.
 */
export const RANKS = ['inner', 'past', 'seen', 'checkpoint'] as const;
export type Rank = (typeof RANKS)[number];

export interface Evictable {
  readonly key: string;
  readonly bytes: number;
  readonly rank: Rank;
  /** In use: it stays whatever happens. */
  readonly pinned: boolean;
}

/**
 * Which values go so that the rest comes to at most `budget` bytes: those of the lowest rank first, of one rank those
 * that were used least recently.
 * @param entries the least recently used first.
 */
export function evictions(entries: readonly Evictable[], budget: number): readonly string[] {
  let over = entries.reduce((sum, { bytes }) => sum + bytes, 0) - budget;
  const gone: string[] = [];
  for (const rank of RANKS) {
    for (const entry of entries) {
      if (over <= 0) return gone;
      if (entry.pinned || entry.rank !== rank) continue;
      gone.push(entry.key);
      over -= entry.bytes;
    }
  }
  return gone;
}
