import type { CodeToken, TokenKind } from './code';

const KEYWORDS = new Set([
  'import',
  'as',
  'class',
  'def',
  'return',
  'for',
  'in',
  'if',
  'else',
  'None',
  'True',
  'False',
]);

const PIECES: readonly (readonly [RegExp, TokenKind | 'name'])[] = [
  [/^#.*/, 'comment'],
  [/^"""(?:[^"]|"(?!""))*"""|^'[^']*'/, 'text'],
  [/^\d[\d._]*(?:e[+-]?\d+)?/, 'number'],
  [/^[A-Za-z_]\w*/, 'name'],
  [/^\s+/, 'plain'],
  [/^[^\sA-Za-z_0-9#'"]+/, 'mark'],
];

/** What a name is, by itself and by what follows it. */
function kindOfName(name: string, rest: string, inBrackets: boolean): TokenKind {
  if (KEYWORDS.has(name)) return 'keyword';
  if (name === 'self' || name === 'super') return 'self';
  if (rest.startsWith('(')) return /^[A-Z]/.test(name) ? 'class' : 'call';
  // `kernel_size=1` inside a call, but not `x = …`.
  if (inBrackets && /^=[^=]/.test(rest)) return 'argument';
  return 'plain';
}

/** Splits a line of the Python that this folder writes (no more of the language than that). */
export function pythonTokens(line: string, inBrackets = false): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  let rest = line;
  let depth = inBrackets ? 1 : 0;
  while (rest !== '') {
    const found = PIECES.map(([pattern, kind]) => ({ text: pattern.exec(rest)?.[0] ?? '', kind })).find(
      ({ text }) => text !== '',
    ) ?? { text: rest.slice(0, 1), kind: 'plain' as const };
    rest = rest.slice(found.text.length);
    if (found.kind === 'mark') {
      depth += found.text.split('(').length - found.text.split(')').length;
    }
    tokens.push({
      text: found.text,
      kind: found.kind === 'name' ? kindOfName(found.text, rest, depth > 0) : found.kind,
    });
  }
  return tokens;
}
