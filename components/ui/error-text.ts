import type { ErrorText } from '@/components/ui/notice';
import type { Words } from '@/content/words-type';
import { AtlasError, type ErrorData } from '@/lib/error';

const sentencesOf = (words: Words, code: string): ((data: ErrorData) => ErrorText) | null => {
  const known: Readonly<Record<string, unknown>> = words.errors;
  const found = known[code];
  return typeof found === 'function' ? (found as (data: ErrorData) => ErrorText) : null;
};

/** What went wrong in three sentences; an error without words of its own is said to be one. */
export function errorText(words: Words, error: unknown): ErrorText {
  const code = error instanceof AtlasError ? error.code : error instanceof Error ? error.name : 'unknown';
  const sentences = error instanceof AtlasError ? sentencesOf(words, code) : null;
  if (sentences && error instanceof AtlasError) return sentences(error.data);
  const { what, means, next } = words.lab.unknownError;
  return { what: what(code), means, next };
}
