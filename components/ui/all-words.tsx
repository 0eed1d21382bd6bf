'use client';

import dynamic from 'next/dynamic';
import { type ComponentType, type ReactNode, useContext } from 'react';
import type { Language } from '@/content/language-list';
import type { Words } from '@/content/words-type';
import { loadPart } from './load-part';
import { useLanguage } from './words';
import { AllWordsContext } from './words-context';

const providers: Readonly<Record<Language, ComponentType<{ children: ReactNode }>>> = {
  en: dynamic(loadPart(() => import('./all-words-en').then((module) => module.default))),
  zh: dynamic(loadPart(() => import('./all-words-zh').then((module) => module.default))),
};

/** Gives everything below it all words of the page's language: for the workbench, which an article opens late or never. */
export function AllWordsProvider({ children }: { children: ReactNode }) {
  const Provider = providers[useLanguage()];
  return <Provider>{children}</Provider>;
}

/** All words of the page's language, by area: `useAllWords().lab.run`. */
export function useAllWords(): Words {
  const words = useContext(AllWordsContext);
  if (!words) throw new Error('words of the workbench are asked for outside of an <AllWordsProvider>');
  return words;
}
