/**
 * The strong tag of one representation of a file: its bytes as they are and its compressed bytes are different ones, and
 * a range of one must never be joined to a range of the other (RFC 9110, 8.8.3.3).
 * @param {{ readonly size: number, readonly changed: number }} file changed in milliseconds
 * @param {string} [encoding] `br`, `gzip`; left out for the bytes as they are
 */
export function entityTag({ size, changed }, encoding) {
  const version = `${size.toString(36)}-${Math.round(changed).toString(36)}`;
  return `"${encoding === undefined ? version : `${version}-${encoding}`}"`;
}

/** @param {string} tag */
const opaque = (tag) => tag.replace(/^W\//, '');

/**
 * Whether a client that sends this If-None-Match has the representation already: `*`, or a list of tags, compared
 * weakly (RFC 9110, 13.1.2).
 * @param {string | undefined} header
 * @param {string} tag
 */
export function isKnown(header, tag) {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return (header.match(/(?:W\/)?"[^"]*"/g) ?? []).some((each) => opaque(each) === opaque(tag));
}

/**
 * Whether a range may be answered as one: without If-Range, or with the very tag of these bytes, compared strongly
 * (RFC 9110, 13.1.5). A date never holds, since no dates are sent.
 * @param {string | undefined} header
 * @param {string} tag
 */
export const mayBeRange = (header, tag) => header === undefined || header.trim() === tag;
