import type { Preprocessing } from '@/lib/networks';

/** How far a picture may be enlarged before its centre is cut out: a tenth of it fills the input at most. */
export const SMALLEST_CROP = 0.1;

type Three = Preprocessing['mean'];

const threeOf = (text: string): Three | null => {
  const numbers = text.split(',').map(Number);
  const [r, g, b] = numbers;
  if (numbers.length !== 3 || r === undefined || g === undefined || b === undefined) return null;
  return numbers.every((value) => Number.isFinite(value) && Math.abs(value) <= 1000) ? [r, g, b] : null;
};

/** As it stands in an address: `0.875~bicubic~0.5,0.5,0.5~0.5,0.5,0.5`. */
export const preprocessingText = ({ cropShare, interpolation, mean, std }: Preprocessing): string =>
  [cropShare, interpolation, mean.join(), std.join()].join('~');

/** Reads what `preprocessingText` wrote; null for anything else. */
export function readPreprocessing(text: string | null): Preprocessing | null {
  const [crop = '', filter = '', means = '', stds = '', ...more] = (text ?? '').split('~');
  const cropShare = Number(crop);
  const interpolation = filter === 'bilinear' || filter === 'bicubic' ? filter : null;
  const mean = threeOf(means);
  const std = threeOf(stds);
  if (more.length > 0 || !interpolation || !mean || !std || std.some((value) => value <= 0)) return null;
  if (!(cropShare >= SMALLEST_CROP && cropShare <= 1)) return null;
  return { cropShare, interpolation, mean, std };
}

export const samePreprocessing = (a: Preprocessing, b: Preprocessing): boolean =>
  preprocessingText(a) === preprocessingText(b);
