import type { ListingLine } from './listing-line';

type Token = ListingLine['tokens'][number];

/** Tokens that stay on one line of the page, and whether the page may break right before them. */
export interface TokenGroup {
  readonly tokens: readonly Token[];
  /** True for an argument with its value: `padding=(0, 3),` reads badly in two halves. */
  readonly whole: boolean;
  /** True behind the bracket of a call. */
  readonly breakBefore: boolean;
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;

/** Where the argument that begins at `from` ends: behind its comma or the bracket that closes the call. */
function endOfArgument(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let i = from + 1; i < tokens.length; i++) {
    const [kind, text] = tokens[i] ?? ['plain', ''];
    if (kind !== 'mark') continue;
    depth += count(text, '(') - count(text, ')');
    if (depth <= 0 && /[,)]/.test(text)) return i + 1;
  }
  return tokens.length;
}

/** A line as the groups that a narrow page keeps together. */
export function tokenGroups(tokens: readonly Token[]): readonly TokenGroup[] {
  const groups: TokenGroup[] = [];
  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i];
    if (!token) break;
    const before = tokens[i - 1];
    const called = tokens[i - 2]?.[0];
    const breakBefore = before?.[1].endsWith('(') === true && (called === 'class' || called === 'call');
    const end = token[0] === 'argument' ? endOfArgument(tokens, i) : i + 1;
    groups.push({ tokens: tokens.slice(i, end), whole: end > i + 1, breakBefore });
    i = end;
  }
  return groups;
}
