import type { ChannelStatistics } from './statistics';

/** What the channels of a map can be sorted by. */
export type SortKey = 'index' | 'mean' | 'variance' | 'sparsity';

/**
 * The channels in the order in which they are drawn: place → channel. By index, else the largest value first; channels
 * that are equal stay in index order. Channels with values that are not finite come last: their statistics are of the rest.
 */
export function drawOrder(
  statistics: Pick<ChannelStatistics, 'mean' | 'std' | 'zeros' | 'nonFinite'>,
  key: SortKey,
): Uint32Array {
  const order = Uint32Array.from(statistics.mean, (_, channel) => channel);
  if (key === 'index') return order;
  // Variance orders as the deviation does.
  const values = { mean: statistics.mean, variance: statistics.std, sparsity: statistics.zeros }[key];
  const broken = (channel: number): number => Math.sign(statistics.nonFinite[channel] ?? 0);
  return order.sort((a, b) => broken(a) - broken(b) || (values[b] as number) - (values[a] as number) || a - b);
}
