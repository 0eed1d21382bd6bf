/** Where somebody was in the articles. */
export interface ReadingPlace {
  readonly slug: string;
  /** The id and the text of the section; null at the beginning. */
  readonly section: { readonly id: string; readonly text: string } | null;
}

const KEY = 'atlas-reading';

/** Storage may be denied, full or filled by something else: then nobody was anywhere. */
export function readPlace(storage: () => Storage = () => window.localStorage): ReadingPlace | null {
  try {
    const found: unknown = JSON.parse(storage().getItem(KEY) ?? 'null');
    if (typeof found !== 'object' || found === null || !('slug' in found) || typeof found.slug !== 'string')
      return null;
    const section = 'section' in found ? found.section : null;
    const named =
      typeof section === 'object' &&
      section !== null &&
      'id' in section &&
      'text' in section &&
      typeof section.id === 'string' &&
      typeof section.text === 'string'
        ? { id: section.id, text: section.text }
        : null;
    return { slug: found.slug, section: named };
  } catch {
    return null;
  }
}

/** Remembers a place, or forgets it with null. */
export function writePlace(place: ReadingPlace | null, storage: () => Storage = () => window.localStorage): void {
  try {
    if (place) storage().setItem(KEY, JSON.stringify(place));
    else storage().removeItem(KEY);
  } catch {
    // Without storage nothing is remembered, which breaks nothing.
  }
}
