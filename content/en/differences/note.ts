import type { CitationId } from '../citations';

/** What is known about one difference. The values stand beside it, so a note says no number of a network. */
export interface DifferenceNote {
  readonly title: string;
  /** One to three sentences: what differs, and what is known about why. */
  readonly explanation: string;
  /** Where each side is from, and where people asked; at least one. */
  readonly citations: readonly [CitationId, ...CitationId[]];
}

/** A comparison that is explained difference by difference. */
export interface PreparedPair {
  /** Networks as in addresses, with a variant where it is not the network's own: `inception-v4:paper`. */
  readonly a: string;
  readonly b: string;
  readonly title: string;
  /** What the comparison is good for, in a sentence or two. */
  readonly question: string;
  /** By the id of a difference that does not follow from another. */
  readonly notes: Readonly<Record<string, DifferenceNote>>;
}
