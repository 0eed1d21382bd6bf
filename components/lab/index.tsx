'use client';

import { AllWordsProvider } from '@/components/ui/all-words';
import { EmbeddedLab as Embedded } from './embedded-lab';
import { MapStrip as Strip } from './map-strip';

/** The lab of an article, with its words: the article itself did not load them. */
export function EmbeddedLab(props: Parameters<typeof Embedded>[0]) {
  return (
    <AllWordsProvider>
      <Embedded {...props} />
    </AllWordsProvider>
  );
}

/** A row of live maps in an article, with its words. */
export function MapStrip(props: Parameters<typeof Strip>[0]) {
  return (
    <AllWordsProvider>
      <Strip {...props} />
    </AllWordsProvider>
  );
}
