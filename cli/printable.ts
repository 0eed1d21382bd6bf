/**
 * What moves a terminal instead of standing on it: control characters (C0 but line ends and tab, DEL, C1), marks of
 * direction (bidi), line and paragraph separators.
 */
const MOVING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /\r(?!\n)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Text as a terminal may show it: names of files, keys and metadata come from anywhere, and what would move the cursor,
 * colour the screen or turn the reading order is written out (`\u001b`). In JSON the same escapes mean the same text.
 */
export const printable = (text: string): string => text.replace(MOVING, escaped);
