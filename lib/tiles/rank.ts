import type { ChannelStatistics } from './statistics';

export type RankedChannel = {
  readonly channel: number;
  /** The value of the channel at the place. */
  readonly value: number;
  /** How many of its own standard deviations that is above its own mean. */
  readonly score: number;
};

/**
 * The channels by their answer at one place, the strongest first.
 *
 * Channels differ in size by orders of magnitude, so by plain value the same few large ones would win at every place.
 * What marks a place is how far a channel answers above what it usually does: (value − mean) / std over this map.
 * (Without the mean a nearly constant channel would win everywhere.) A channel that is constant says nothing: score 0.
 *
 * @param answers one value per channel, as they stand at the place.
 */
export function rankChannels(
  answers: Float32Array,
  statistics: Pick<ChannelStatistics, 'mean' | 'std'>,
): readonly RankedChannel[] {
  const ranked = Array.from(answers, (value, channel): RankedChannel => {
    const std = statistics.std[channel] as number;
    const score = std > 0 && Number.isFinite(value) ? (value - (statistics.mean[channel] as number)) / std : 0;
    return { channel, value, score };
  });
  return ranked.sort((a, b) => b.score - a.score || a.channel - b.channel);
}

/** The same from a whole map (NHWC) of this width. */
export function rankAt(
  values: Float32Array,
  width: number,
  statistics: Pick<ChannelStatistics, 'mean' | 'std'>,
  y: number,
  x: number,
): readonly RankedChannel[] {
  const channels = statistics.mean.length;
  const from = (y * width + x) * channels;
  return rankChannels(values.subarray(from, from + channels), statistics);
}
