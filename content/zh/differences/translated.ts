import type { DifferenceNote, PreparedPair } from '../../en/differences';

/** A comparison in this language: the networks and the citations are those of the original. */
export interface TranslatedPair {
  readonly title: string;
  readonly question: string;
  /** Title and explanation, by the id of a difference. */
  readonly notes: Readonly<Record<string, readonly [title: string, explanation: string]>>;
}

/** Puts the words of a comparison in the place of the original's. @throws Error for a note that has no translation. */
export function translated(original: PreparedPair, { title, question, notes }: TranslatedPair): PreparedPair {
  const note = (id: string, { citations }: DifferenceNote): DifferenceNote => {
    const words = notes[id];
    if (!words) throw new Error(`the note “${id}” of ${original.a} and ${original.b} is not translated`);
    return { title: words[0], explanation: words[1], citations };
  };
  return {
    ...original,
    title,
    question,
    notes: Object.fromEntries(Object.entries(original.notes).map(([id, each]) => [id, note(id, each)])),
  };
}
