/**
 * Channels of a map that show most and repeat each other least: the one with the widest spread first, then whichever has
 * the widest spread left after what it shares with those before (its largest correlation with one of them).
 * @param values flat H×W×C. @returns `count` channels, fewer where there are fewer with any spread.
 */
export function tellingChannels(values: Float32Array, channels: number, count: number): readonly number[] {
  const places = values.length / channels;
  const centred = Array.from({ length: channels }, (_, channel) => {
    const own = Float64Array.from({ length: places }, (_, place) => values[place * channels + channel] ?? 0);
    const mean = own.reduce((sum, value) => sum + value, 0) / places;
    return own.map((value) => value - mean);
  });
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
  const spread = centred.map((own) => Math.sqrt(dot(own, own)));
  /** The largest correlation with a chosen channel so far. */
  const alike = new Float64Array(channels);
  const chosen: number[] = [];
  while (chosen.length < count) {
    const score = (channel: number): number =>
      chosen.includes(channel) ? -1 : (spread[channel] ?? 0) * (1 - (alike[channel] ?? 0));
    let best = 0;
    for (let channel = 1; channel < channels; channel++) if (score(channel) > score(best)) best = channel;
    if (!(score(best) > 0)) break;
    chosen.push(best);
    for (let channel = 0; channel < channels; channel++) {
      const both = (spread[channel] ?? 0) * (spread[best] ?? 0);
      const correlation =
        both > 0
          ? Math.abs(dot(centred[channel] ?? new Float64Array(0), centred[best] ?? new Float64Array(0))) / both
          : 0;
      alike[channel] = Math.max(alike[channel] ?? 0, correlation);
    }
  }
  return chosen;
}
