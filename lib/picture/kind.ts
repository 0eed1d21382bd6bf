import type { Resemblance } from './errors';

/** The kinds of picture that are told apart, by their bytes. */
export type PictureKind =
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'webp'
  | 'bmp'
  | 'avif'
  | 'heic'
  | 'jxl'
  | 'jp2'
  | 'ico'
  | 'svg'
  | 'tiff'
  | 'unknown';

const AVIF_BRANDS = new Set(['avif', 'avis']);
const HEIF_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs', 'mif1', 'msf1']);

/** Bytes `start` to `end` as Latin-1, so that every byte is one character. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, Math.min(end, bytes.length)));
}

const startsWith = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);

/** The kind by its first bytes; a file's name and declared type are never asked. */
export function kindOf(bytes: Uint8Array): PictureKind {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (/^GIF8[79]a/.test(latin1(bytes, 0, 6))) return 'gif';
  if (latin1(bytes, 0, 4) === 'RIFF' && latin1(bytes, 8, 12) === 'WEBP') return 'webp';
  // "BM" alone is two letters of text: the reserved words are zero and the header size is one of a few.
  if (latin1(bytes, 0, 2) === 'BM' && startsWith(bytes.subarray(6), 0, 0, 0, 0) && (bytes[14] ?? 0) >= 12) return 'bmp';
  // 43 in the place of 42 is BigTIFF.
  if (startsWith(bytes, 0x49, 0x49, 0x2a, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'tiff';
  if (startsWith(bytes, 0x49, 0x49, 0x2b, 0) || startsWith(bytes, 0x4d, 0x4d, 0, 0x2b)) return 'tiff';
  if (startsWith(bytes, 0xff, 0x0a) || latin1(bytes, 0, 12) === '\0\0\0\x0cJXL \r\n\x87\n') return 'jxl';
  if (startsWith(bytes, 0xff, 0x4f, 0xff, 0x51) || latin1(bytes, 0, 12) === '\0\0\0\x0cjP  \r\n\x87\n') return 'jp2';
  if (isIcon(bytes)) return 'ico';
  const brands = isoBrands(bytes);
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return 'avif';
  if (brands.some((brand) => HEIF_BRANDS.has(brand))) return 'heic';
  return isSvg(bytes) ? 'svg' : 'unknown';
}

/** A Windows icon or cursor: a directory whose first entry points behind the directory. */
function isIcon(bytes: Uint8Array): boolean {
  if (bytes.length < 22 || !(startsWith(bytes, 0, 0, 1, 0) || startsWith(bytes, 0, 0, 2, 0))) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const count = view.getUint16(4, true);
  return count > 0 && bytes[9] === 0 && view.getUint32(18, true) >= 6 + 16 * count && view.getUint32(14, true) > 0;
}

/** Major and compatible brands of an ISO base media file, or none. */
function isoBrands(bytes: Uint8Array): readonly string[] {
  if (latin1(bytes, 4, 8) !== 'ftyp') return [];
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 512);
  const brands = [latin1(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(latin1(bytes, at, at + 4));
  return brands;
}

/** Text whose first element is <svg>, after any declaration, comments and doctype; HTML with an inline SVG is not. */
function isSvg(bytes: Uint8Array): boolean {
  const text = firstText(bytes);
  const prolog = /^\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE\s+svg[^>[]*(?:\[[^\]]*\])?[^>]*>\s*)*/i.exec(text);
  return /^<(?:[\w-]+:)?svg[\s>/]/.test(text.slice(prolog?.[0].length ?? 0));
}

function firstText(bytes: Uint8Array): string {
  const utf16 = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  return new TextDecoder(utf16).decode(bytes.subarray(0, 4096));
}

const ARCHIVES = ['PK\x03\x04', '\x1f\x8b', 'Rar!', '7z\xbc\xaf', 'BZh', '\xfd7zXZ'];
const MATROSKA = '\x1a\x45\xdf\xa3';
const AUDIO = ['ID3', 'OggS', 'fLaC'];

/** What a file of unknown kind looks like, for a refusal that helps. */
export function resemblanceOf(bytes: Uint8Array): Resemblance {
  const first = latin1(bytes, 0, 12);
  const begins = (magics: readonly string[]) => magics.some((magic) => first.startsWith(magic));
  if (first.startsWith('%PDF')) return 'pdf';
  if (begins(ARCHIVES)) return 'archive';
  if (first.slice(4, 8) === 'ftyp' || first.startsWith(MATROSKA) || first.slice(8, 11) === 'AVI') return 'video';
  if (begins(AUDIO) || first.slice(8, 12) === 'WAVE') return 'audio';
  return isText(bytes.subarray(0, 1024)) ? 'text' : 'nothing-known';
}

/** Bytes without control characters other than tab and line ends; letters beyond ASCII are text too. */
function isText(head: Uint8Array): boolean {
  return head.length > 0 && head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}
