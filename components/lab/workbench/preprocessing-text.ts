import type { Preprocessing } from '@/lib/networks';

/** How far a picture may be enlarged before its centre is cut out: a tenth of it fills the input at most. */
export const SMALLEST_CROP = 0.1;

/** No mean or deviation may be larger; values of pictures reach 255. */
export const LARGEST_VALUE = 1000;

export type Normalisation = Pick<Preprocessing, 'mean' | 'std'>;

const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const isMean = (value: number): boolean => Math.abs(value) <= LARGEST_VALUE;
const isDeviation = (value: number): boolean => value > 0 && isMean(value);

/** Whether a typed number can be a mean or a deviation. */
export const isUsable = (which: keyof Normalisation, text: string): boolean =>
  (which === 'mean' ? isMean : isDeviation)(numberOf(text));

/** Mean and deviation as they are typed, by colour; null where they are not three numbers each that can be used. */
export function normalisationOf(means: readonly string[], stds: readonly string[]): Normalisation | null {
  const [mean, std] = [means, stds].map((texts) => {
    const [r, g, b, ...more] = texts.map(numberOf);
    return r === undefined || g === undefined || b === undefined || more.length > 0 ? null : ([r, g, b] as const);
  });
  return mean?.every(isMean) && std?.every(isDeviation) ? { mean, std } : null;
}

/** As it stands in an address: `0.875~bicubic~0.5,0.5,0.5~0.5,0.5,0.5`. */
export const preprocessingText = ({ cropShare, interpolation, mean, std }: Preprocessing): string =>
  [cropShare, interpolation, mean.join(), std.join()].join('~');

/** Reads what `preprocessingText` wrote; null for anything else. */
export function readPreprocessing(text: string | null): Preprocessing | null {
  const [crop = '', filter = '', means = '', stds = '', ...more] = (text ?? '').split('~');
  const cropShare = Number(crop);
  const interpolation = filter === 'bilinear' || filter === 'bicubic' ? filter : null;
  const normalisation = normalisationOf(means.split(','), stds.split(','));
  if (more.length > 0 || !interpolation || !normalisation) return null;
  if (!(cropShare >= SMALLEST_CROP && cropShare <= 1)) return null;
  return { cropShare, interpolation, ...normalisation };
}

export const samePreprocessing = (a: Preprocessing, b: Preprocessing): boolean =>
  preprocessingText(a) === preprocessingText(b);
