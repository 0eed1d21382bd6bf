import type { ChannelStatistics } from './statistics';

/** What the channels of a map can be sorted by. */
export type SortKey = 'index' | 'mean' | 'variance' | 'sparsity';

/**
 * The channels in the order in which they are drawn: place → channel. By index, else the largest value first; channels
 * that are equal stay in index order.
 */
export function drawOrder(statistics: Pick<ChannelStatistics, 'mean' | 'std' | 'zeros'>, key: SortKey): Uint32Array {
  const order = Uint32Array.from(statistics.mean, (_, channel) => channel);
  if (key === 'index') return order;
  // Variance orders as the deviation does.
  const values = { mean: statistics.mean, variance: statistics.std, sparsity: statistics.zeros }[key];
  return order.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b);
}
