import { latin1 } from './kind';

/** What the header of a JPEG XL says (ISO/IEC 18181-1, SizeHeader and ImageMetadata). Pixels as stored. */
export type JxlHeader = {
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  readonly animated: boolean;
};

/** Ratios of width to height that have a number of their own. */
const RATIOS = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1],
] as const;

/** The header of a bare codestream or of one in a container; null where it is not found. */
export function jxlHeader(bytes: Uint8Array): JxlHeader | null {
  const start = codestreamOf(bytes);
  if (start === null || bytes[start] !== 0xff || bytes[start + 1] !== 0x0a) return null;
  let bit = (start + 2) * 8;
  /** The next bits, lowest first; zeros past the end, which is looked at once at last. */
  const read = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++, bit++) value += (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) * 2 ** i;
    return value;
  };
  const side = (small: boolean) => (small ? (read(5) + 1) * 8 : read([9, 13, 18, 30][read(2)] as number) + 1);
  const size = () => {
    const small = read(1) === 1;
    const height = side(small);
    const ratio = RATIOS[read(3) - 1];
    return { height, width: ratio === undefined ? side(small) : Math.floor((height * ratio[0]) / ratio[1]) };
  };
  const { width, height } = size();
  let orientation = 1;
  let animated = false;
  const plain = read(1) === 1;
  if (!plain && read(1) === 1) {
    orientation = read(3) + 1;
    if (read(1) === 1) size();
    // A preview has a header of its own before the animation's: what follows it is not looked for.
    animated = read(1) === 0 && read(1) === 1;
  }
  return bit > bytes.length * 8 ? null : { width, height, orientation, animated };
}

/** Where the codestream begins: at once, or in the box `jxlc`, or in the first `jxlp` behind its number. */
function codestreamOf(bytes: Uint8Array): number | null {
  if (bytes[0] === 0xff) return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 16 <= bytes.length; ) {
    const size = view.getUint32(at);
    const head = size === 1 ? 16 : 8;
    const type = latin1(bytes, at + 4, at + 8);
    if (type === 'jxlc') return at + head;
    if (type === 'jxlp') return at + head + 4;
    const length = size === 1 ? Number(view.getBigUint64(at + 8)) : size;
    if (length < head) return null;
    at += length;
  }
  return null;
}
