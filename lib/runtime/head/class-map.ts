/** Maps that a head averages, flat H×W×C. */
export interface Features {
  readonly values: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/**
 * How much each place spoke for a class: Σ_c w[c]·f_c(y, x), flat H×W, without the bias. Its mean plus the bias is the
 * logit, since the mean over places and the sum over channels can change places (Zhou et al. 2016, section 2).
 * @param weights of the class, one for each channel.
 */
export function classMap({ values, height, width, channels }: Features, weights: Float32Array): Float32Array {
  return Float32Array.from({ length: height * width }, (_, place) => {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += (weights[c] ?? 0) * (values[place * channels + c] ?? 0);
    return sum;
  });
}

/**
 * What each channel adds to the logit of a class: w[c] times the mean of its map. Their sum plus the bias is the logit.
 * @param weights of the class, one for each channel.
 */
export function contributions({ values, height, width, channels }: Features, weights: Float32Array): Float32Array {
  const places = height * width;
  const sums = new Float64Array(channels);
  for (let at = 0; at < places * channels; at++) sums[at % channels] = (sums[at % channels] ?? 0) + (values[at] ?? 0);
  return Float32Array.from(sums, (sum, c) => ((weights[c] ?? 0) * sum) / places);
}

/** Channels by what they add, the most first, equal ones in index order. */
export const byContribution = (added: Float32Array): Uint32Array =>
  Uint32Array.from(added, (_, channel) => channel).sort((a, b) => (added[b] ?? 0) - (added[a] ?? 0) || a - b);

/** The maps of some channels, one after the other, each flat H×W. */
export function channelMaps({ values, height, width, channels }: Features, wanted: readonly number[]): Float32Array {
  const places = height * width;
  const maps = new Float32Array(places * wanted.length);
  wanted.forEach((channel, at) => {
    for (let place = 0; place < places; place++) {
      maps[at * places + place] = values[place * channels + channel] ?? 0;
    }
  });
  return maps;
}
