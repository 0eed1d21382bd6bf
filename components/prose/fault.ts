/** A mistake in an article. It stops the build and says what would be right; no reader ever sees one. */
export class ArticleFault extends Error {
  /** @param tag the component as written, e.g. `<Num of="…">`. @param fault what is wrong and what would be right. */
  constructor(tag: string, fault: string) {
    super(`${tag}: ${fault}`);
    this.name = 'ArticleFault';
  }
}

/** How many letters two words differ in (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known words nearest to a wrong one, best first. */
export function nearest(wrong: string, known: readonly string[], count = 4): readonly string[] {
  return known
    .map((word) => ({ word, far: distance(wrong, word) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ word }) => word);
}

/** Looks an id up in a list of an article's language. @throws ArticleFault naming the nearest ids. */
export function lookUp<Entry>(tag: string, entries: Readonly<Record<string, Entry>>, id: string): Entry {
  const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
  if (entry === undefined) {
    throw new ArticleFault(tag, `there is no “${id}”; near it: ${nearest(id, Object.keys(entries)).join(', ')}`);
  }
  return entry;
}
