import type { AtlasError, ErrorData } from './error';

/** An error in words: what happened, what it means for the reader, and what they can do. Each a sentence. */
export interface Explanation {
  readonly what: string;
  readonly means: string;
  readonly next: string;
}

/** The words of one language for every code of a catalog; exhaustive by type. */
export type ErrorWords<Catalog> = { readonly [Code in keyof Catalog]: (data: Catalog[Code]) => Explanation };

/**
 * The words for an error.
 * @param words one language's, for all catalogs together.
 * @returns null for a code without words: an error that no reader was meant to see.
 */
export function explain(
  words: Readonly<Record<string, (data: never) => Explanation>>,
  error: AtlasError,
): Explanation | null {
  // The catalogs tie each code to its data where errors are made; here only the code is known.
  const word = words[error.code] as ((data: ErrorData) => Explanation) | undefined;
  return word ? word(error.data) : null;
}
