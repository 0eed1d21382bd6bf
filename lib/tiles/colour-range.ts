import type { Scale } from './colour-scale';
import type { ChannelStatistics } from './statistics';

/** The values at the ends of the colour scale, for each channel. `low` is always below `high`. */
export type ColourRanges = { readonly low: Float32Array; readonly high: Float32Array };

type Extremes = Pick<ChannelStatistics, 'min' | 'max'>;

/** Diverging as soon as any value of any channel is negative: one map is drawn with one scale. */
export function scaleOf({ min }: Extremes): Scale {
  return min.some((value) => value < 0) ? 'diverging' : 'sequential';
}

/**
 * What the ends of the colours mean: [0, largest] on the sequential scale and [−m, m] with m the largest size on the
 * diverging one, so that 0 always has the same colour. Per channel each has its own; shared all have that of the map.
 * A channel of zeros gets [0, 1] or [−1, 1].
 */
export function colourRange(statistics: Extremes, range: 'channel' | 'shared'): ColourRanges {
  const { min, max } = statistics;
  const scale = scaleOf(statistics);
  const reach = Float32Array.from(max, (high, c) => Math.max(Math.abs(high), Math.abs(min[c] as number)));
  if (range === 'shared') reach.fill(reach.reduce((a, b) => Math.max(a, b), 0));
  const high = reach.map((value) => (value > 0 ? value : 1));
  const low = scale === 'diverging' ? high.map((value) => -value) : new Float32Array(high.length);
  return { low, high };
}
