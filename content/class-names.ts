import type { Language } from './languages';

const loaders: Readonly<Record<Language, () => Promise<Readonly<Record<string, string>>>>> = {
  en: async () => (await import('./en/words/imagenet-classes')).imagenetClasses,
  // The names are WordNet's, which are English; there is no authorised Chinese list.
  zh: async () => (await import('./en/words/imagenet-classes')).imagenetClasses,
};

/** The names of the 1000 classes of ImageNet by WordNet id, in the order of the outputs; loaded when they are asked for. */
export const loadClassNames = (language: Language): Promise<Readonly<Record<string, string>>> => loaders[language]();
