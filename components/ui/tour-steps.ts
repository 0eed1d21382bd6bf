/**
 * The network that the tour walks through. Trained weights of most of it come with the site, so that nearly every step
 * shows learned maps without a connection; of no other network there are any.
 */
export const TOUR_NETWORK = 'inception-v3';

/** The steps of the tour, in order; the words of each are in `content/<language>/words/tour.ts` under the same name. */
export const TOUR_STEPS = [
  'picture',
  'crop',
  'funnel',
  'stem',
  'channel',
  'place',
  'branches',
  'reduction',
  'relu',
  'last',
] as const;
export type TourStepId = (typeof TOUR_STEPS)[number];

/** The step of an address, 1…10; the first for anything else. */
export function stepOf(text: string): number {
  const step = Number(text);
  return /^\d+$/.test(text) && step >= 1 && step <= TOUR_STEPS.length ? step : 1;
}
