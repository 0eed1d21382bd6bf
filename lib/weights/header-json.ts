import { weightError } from './errors';

/** A header is an object of entries, an entry an object with lists. */
const DEEPEST = 3;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where the string that begins at `start` ends: the place after its closing quote. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

/** A name as it is meant: escapes may spell the same one in several ways. */
function unescaped(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    // It is no JSON, which the parser says.
    return literal;
  }
}

/**
 * What `JSON.parse` does not tell of a text: how deep it goes, and whether an object has a name twice (it keeps the
 * last). Reads no further than the first fault; of a text that is not JSON it may say nothing.
 */
function faultOf(text: string): { readonly deep: boolean; readonly twice: string | null } {
  const names: (Set<string> | null)[] = [];
  let twice: string | null = null;
  for (let at = 0; at < text.length; ) {
    const letter = text[at];
    if (letter === '{' || letter === '[') {
      if (names.length === DEEPEST) return { deep: true, twice };
      names.push(letter === '{' ? new Set() : null);
    } else if (letter === '}' || letter === ']') {
      names.pop();
    } else if (letter === '"') {
      const end = endOfString(text, at);
      let next = end;
      while (' \t\r\n'.includes(text[next] ?? '.')) next++;
      const known = names.at(-1);
      if (known && text[next] === ':') {
        const name = unescaped(text.slice(at, end));
        if (known.has(name)) twice ??= name;
        known.add(name);
      }
      at = end;
      continue;
    }
    at++;
  }
  return { deep: false, twice };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The header of a safetensors file as an object.
 * @throws `weights/header-depth`, `weights/header-json`, `weights/duplicate-key`.
 */
export function parseHeader(name: string, bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  let twice: string | null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const fault = faultOf(text);
    if (fault.deep) throw weightError('weights/header-depth', { name, most: DEEPEST });
    twice = fault.twice;
    header = JSON.parse(text);
  } catch (cause) {
    // A text that cannot be decoded is a TypeError, one that cannot be parsed a SyntaxError.
    if (!(cause instanceof TypeError || cause instanceof SyntaxError)) throw cause;
    throw weightError('weights/header-json', { name, reason: cause.message }, { cause });
  }
  if (!isRecord(header)) throw weightError('weights/header-json', { name, reason: 'not an object' });
  if (twice !== null) throw weightError('weights/duplicate-key', { name, key: twice });
  return header;
}
