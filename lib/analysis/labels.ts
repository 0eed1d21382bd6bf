/** A class that a network was trained to tell. */
export interface Label {
  /** The output that scores it. */
  readonly index: number;
  /** Its WordNet id. */
  readonly synset: string;
  /** What it is most often called. Two classes may share it: a crane is a bird and a machine. */
  readonly name: string;
  /** All its names, the first included. */
  readonly names: readonly string[];
}

/** Labels in the order of the outputs. @param classes WordNet id → names with commas between them, in that order. */
export const labelsOf = (classes: Readonly<Record<string, string>>): readonly Label[] =>
  Object.entries(classes).map(([synset, text], index) => {
    const names = text.split(', ');
    return { index, synset, name: names[0] ?? synset, names };
  });

/** Lower case, without the hyphens and apostrophes that people leave out. */
const searchable = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .replaceAll(/[-\s]+/g, ' ')
    .trim();

/**
 * How well a label answers: its number or id, a whole name, whole words of a name, a name that begins so, words that begin
 * so, the rest; null where it does not.
 */
function rankOf(label: Label, query: string): number | null {
  if (query === String(label.index) || query === label.synset) return 0;
  const names = label.names.map(searchable);
  if (names.includes(query)) return 1;
  const words = query.split(' ');
  if (names.some((name) => words.every((word) => name.split(' ').includes(word)))) return 2;
  if (names.some((name) => name.startsWith(query))) return 3;
  const begins = (name: string, word: string): boolean => ` ${name}`.includes(` ${word}`);
  if (names.some((name) => words.every((word) => begins(name, word)))) return 4;
  return words.every((word) => names.some((name) => name.includes(word))) ? 5 : null;
}

/** The labels that hold every word of a query, best first, equally good ones in order. An empty query finds nothing. */
export function searchLabels(labels: readonly Label[], query: string, limit = 12): readonly Label[] {
  const wanted = searchable(query);
  if (wanted === '') return [];
  return labels
    .flatMap((label) => {
      const rank = rankOf(label, wanted);
      return rank === null ? [] : [{ label, rank }];
    })
    .sort((a, b) => a.rank - b.rank || a.label.index - b.label.index)
    .slice(0, limit)
    .map(({ label }) => label);
}

/** The labels that a text names exactly: by number, by WordNet id, or by one of their names, in any case. */
export const labelsNamed = (labels: readonly Label[], text: string): readonly Label[] => {
  const wanted = searchable(text);
  return labels.filter((label) => {
    const rank = wanted === '' ? null : rankOf(label, wanted);
    return rank !== null && rank <= 1;
  });
};
