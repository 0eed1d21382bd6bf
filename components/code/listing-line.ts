import type { OpKind } from '@/lib/diagram/op-kind';
import type { TokenKind } from '@/lib/export/code';

/** A line of code as a page shows it: plain data, so that it crosses from server to client. */
export interface ListingLine {
  readonly tokens: readonly (readonly [kind: TokenKind, text: string])[];
  /** The local address of what it is about; null for lines about nothing. */
  readonly at: string | null;
  readonly node: string | null;
  readonly kind: OpKind | null;
  /** The shape of its tensor; null where the line makes none. */
  readonly shape: string | null;
  /** What it is about, in words. */
  readonly about: string | null;
}

/** The code alone, to be copied. */
export const listingText = (lines: readonly ListingLine[]): string =>
  lines.map(({ tokens }) => `${tokens.map(([, text]) => text).join('')}\n`).join('');
