import { type Citation, citations, type Source, sources } from './en/citations';
import { type GlossaryEntry, glossary } from './en/glossary';
import { type SeedRow, seed } from './en/seed';
import { type Language, wordsFor } from './languages';
import type { Words } from './words-type';
import { citations as zhCitations, sources as zhSources } from './zh/citations';
import { glossary as zhGlossary } from './zh/glossary';
import { seed as zhSeed } from './zh/seed';

/** Everything that the components of an article look up, in one language. */
export interface ProseContent {
  readonly language: Language;
  readonly words: Words['prose'];
  readonly citations: Readonly<Record<string, Citation>>;
  readonly sources: Readonly<Record<string, Source>>;
  readonly glossary: Readonly<Record<string, GlossaryEntry>>;
  readonly seed: Readonly<Record<string, SeedRow>>;
}

const lists: Readonly<Record<Language, Omit<ProseContent, 'language' | 'words'>>> = {
  en: { citations, sources, glossary, seed },
  zh: { citations: zhCitations, sources: zhSources, glossary: zhGlossary, seed: zhSeed },
};

/** The content of a language for the components of its articles. */
export function proseContentOf(language: Language): ProseContent {
  return { language, words: wordsFor(language).prose, ...lists[language] };
}
