'use client';

import { tour } from '@/content/en/words/tour';
import { Tour, type TourProps } from './tour';

/** The tour in English; loaded by `TourIn`. */
export default function EnglishTour(props: Omit<TourProps, 'words'>) {
  return <Tour words={tour} {...props} />;
}
