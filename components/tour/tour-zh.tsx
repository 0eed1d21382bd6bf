'use client';

import { tour } from '@/content/zh/words/tour';
import { Tour, type TourProps } from './tour';

/** The tour in Chinese; loaded by `TourIn`. */
export default function ChineseTour(props: Omit<TourProps, 'words'>) {
  return <Tour words={tour} {...props} />;
}
