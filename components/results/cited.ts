import { countCites, ensembleCite, faceCite, trials } from '@/content/results';
import type { Words } from '@/content/words-type';

/** Every place that the page of results cites, in the order of the page. */
export function citedByResults({ answer, belongs, tables }: Words['results']): readonly string[] {
  return [
    ...new Set([
      ...answer.flatMap(({ cites }) => cites),
      ...belongs.text.flat().flatMap(({ cites }) => cites),
      ...Object.values(trials).map(({ cite }) => cite),
      ...Object.values(tables.notes).flatMap(({ cites }) => cites),
      ensembleCite,
      faceCite,
      ...Object.values(countCites).flat(),
    ]),
  ];
}
