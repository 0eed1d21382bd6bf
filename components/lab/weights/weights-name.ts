import type { Words } from '@/content/words-type';
import { type CatalogueEntry, EXACT, packagedInceptionV3 } from '@/lib/weights/catalogue';

type LabWords = Words['lab'];

/** A source in a few words, for a list. */
export function sourceLabel({ weights: { labels } }: LabWords, { kind, id, name }: CatalogueEntry): string {
  switch (kind) {
    case 'published':
      return labels.published(name);
    case 'packaged':
      return labels.packaged;
    case 'hosted':
      return labels.hosted(name);
    case 'file':
      return labels.file(name);
    case 'seeded':
      return id === EXACT ? labels.exact : labels.calibrated;
  }
}

/** Whose weights made a picture, what was done to them and where they end: it stands beside every picture of maps. */
export function weightsName(
  { weights: { short } }: LabWords,
  { kind, id, name, revision, roundedTo }: CatalogueEntry,
  lastBlock: string | null,
): string {
  const ending = (text: string): string => (lastBlock === null ? text : short.upTo(text, lastBlock));
  switch (kind) {
    case 'packaged':
      return short.packaged(`${name} ${revision}`, roundedTo ?? 8, lastBlock ?? packagedInceptionV3.lastBlock ?? '');
    case 'published':
      return ending(short.published(name));
    case 'hosted':
      return ending(roundedTo === null ? short.hosted(name) : short.rounded(short.hosted(name), roundedTo));
    case 'file':
      return ending(short.file(name));
    case 'seeded':
      return id === EXACT ? short.exact : short.calibrated;
  }
}

/** What sentences call a source. */
export const sourceName = ({ weights }: LabWords, { kind, name, revision }: CatalogueEntry): string =>
  kind === 'packaged' ? weights.maker(`${name} ${revision}`) : name;
