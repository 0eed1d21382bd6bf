'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import type { Language } from '@/content/languages';
import type { TourProps } from './tour';

type SpokenTourProps = Omit<TourProps, 'words'>;

// One chunk per language, as the words of the pages are.
const tours: Readonly<Record<Language, ComponentType<SpokenTourProps>>> = {
  en: dynamic(() => import('./tour-en'), { ssr: false }),
  zh: dynamic(() => import('./tour-zh'), { ssr: false }),
};

/** The tour in a language. */
export function TourIn({ language, ...rest }: SpokenTourProps & { language: Language }) {
  const Spoken = tours[language];
  return <Spoken {...rest} />;
}
