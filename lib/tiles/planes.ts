/** Channels that are taken out of a line of the map together: 16 floats are a cache line. */
const TOGETHER = 16;

/**
 * A map with the values of each channel side by side: flat H×W×C → C×H×W. What is done channel by channel afterwards
 * reads memory in order and holds its sums in registers, which gains more than this copy costs.
 * @param into a buffer to write to, of at least that many values; a new one where there is none.
 * @throws RangeError where the values are not places×channels.
 */
export function channelPlanes(
  values: Float32Array,
  places: number,
  channels: number,
  into?: Float32Array<ArrayBuffer>,
): Float32Array<ArrayBuffer> {
  if (values.length !== places * channels) {
    throw new RangeError(`${values.length} values are not ${places}×${channels}`);
  }
  const planes = into ?? new Float32Array(values.length);
  for (let first = 0; first < channels; first += TOGETHER) {
    const last = Math.min(first + TOGETHER, channels);
    for (let place = 0; place < places; place++) {
      const from = place * channels;
      for (let c = first; c < last; c++) planes[c * places + place] = values[from + c] as number;
    }
  }
  return planes;
}
