import { preparedPairsOf } from './differences';
import type { PreparedPair } from './en/differences';
import { type Language, wordsFor } from './languages';
import { type ProseContent, proseContentOf } from './prose';

/** What is known about pairs of networks, with the sources of all of it: plain data, which a page hands to its client. */
export interface CompareContent extends Pick<ProseContent, 'citations' | 'sources'> {
  readonly pairs: readonly PreparedPair[];
}

const only = <Value>(record: Readonly<Record<string, Value>>, ids: ReadonlySet<string>) =>
  Object.fromEntries(Object.entries(record).filter(([id]) => ids.has(id)));

/** What a language says about differences, with those places in sources that it or a slip of a figure cites. */
export function compareContentOf(language: Language): CompareContent {
  const pairs = preparedPairsOf(language);
  const all = proseContentOf(language);
  const cited = new Set<string>([
    ...pairs.flatMap(({ notes }) => Object.values(notes).flatMap((note) => note.citations)),
    ...Object.values(wordsFor(language).figureSlips).flatMap((slip) => slip.citations),
  ]);
  const citations = only(all.citations, cited);
  const works = new Set(Object.values(citations).map(({ source }) => source));
  return { pairs, citations, sources: only(all.sources, works) };
}
