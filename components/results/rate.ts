import type { Language } from '@/content/languages';
import type { Trial } from '@/content/results';

type Measure = Trial['measure'];

/** What a reader wants to see: what the source prints, or all of one kind. */
export type ShownMeasure = 'printed' | Measure;

/** Error = 100 − accuracy, in per cent, at the digits of the source: 78.0 is 22.0, not 21.999999999999996. */
export function convertRate(rate: number, from: Measure, to: Measure, decimals: number): number {
  return from === to ? rate : Number((100 - rate).toFixed(decimals));
}

/** A rate with all digits that the source prints: 5.0. */
export function rateText(language: Language, rate: number, decimals: number): string {
  return new Intl.NumberFormat(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    rate,
  );
}

/** The same with its sign, for running text: 5.0%. */
export function percentText(language: Language, rate: number, decimals: number): string {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(rate / 100);
}
