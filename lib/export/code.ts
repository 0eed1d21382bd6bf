/** What a piece of code is to its language; what a page colours. */
export type TokenKind =
  | 'plain'
  | 'keyword'
  | 'self'
  | 'class'
  | 'call'
  | 'argument'
  | 'number'
  | 'text'
  | 'comment'
  | 'mark';

export interface CodeToken {
  readonly kind: TokenKind;
  readonly text: string;
}

/** One line of generated code and the tensor that it makes. */
export interface CodeLine {
  /** Together the line without its end; the indent is the first token. */
  readonly tokens: readonly CodeToken[];
  /** The local address of the part or op that the line builds or runs, `features.6.branch1.0`; null for the rest. */
  readonly at: string | null;
  /** The id of the node whose tensor the address means; null with the address. */
  readonly node: string | null;
  /** Whether the line makes a module or computes with it; null for the rest. */
  readonly does: 'build' | 'run' | null;
}

/** The lines as a text to be saved, copied or run: UTF-8, each line ended. */
export const codeText = (lines: readonly CodeLine[]): string =>
  lines.map(({ tokens }) => `${tokens.map(({ text }) => text).join('')}\n`).join('');
