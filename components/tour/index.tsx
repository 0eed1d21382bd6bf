'use client';

import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import { loadPart } from '@/components/ui/load-part';
import type { Language } from '@/content/languages';
import type { TourProps } from './tour';

type SpokenTourProps = Omit<TourProps, 'words'>;

// One chunk per language, as the words of the pages are.
const tours: Readonly<Record<Language, ComponentType<SpokenTourProps>>> = {
  en: dynamic(
    loadPart(() => import('./tour-en').then((module) => module.default)),
    { ssr: false },
  ),
  zh: dynamic(
    loadPart(() => import('./tour-zh').then((module) => module.default)),
    { ssr: false },
  ),
};

/** The tour in a language. */
export function TourIn({ language, ...rest }: SpokenTourProps & { language: Language }) {
  const Spoken = tours[language];
  return <Spoken {...rest} />;
}
