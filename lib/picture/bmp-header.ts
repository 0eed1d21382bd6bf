import { type CarriedProfile, carried } from './colour-profile';

/** What the headers of a Windows or OS/2 bitmap say (BITMAPCOREHEADER to BITMAPV5HEADER). Positions in bytes. */
export type BmpHeader = {
  readonly width: number;
  readonly height: number;
  /** Rows from the top down; bitmaps usually begin with the lowest. */
  readonly topDown: boolean;
  readonly bits: number;
  readonly compression: number;
  /** Bits of a pixel that are red, green, blue and alpha (0: none), of 16 and 32 bits. */
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number];
  /** Where the palette begins, how many bytes an entry has, and how many entries there are. */
  readonly palette: { readonly at: number; readonly stride: 3 | 4; readonly length: number };
  /** Where the pixels begin. */
  readonly pixels: number;
  /** The colour profile that it carries (bV5CSType MBED). */
  readonly profile: CarriedProfile | undefined;
};

/** Values of biCompression. */
export const BMP_COMPRESSION = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 } as const;

/** Sizes of the information header, which tell its version. */
const CORE = 12;
const INFO = 40;
const OS2 = 64;
const WITH_MASKS = 52;
const WITH_ALPHA_MASK = 56;
const V5 = 124;

/** bV5CSType of a profile that lies in the file. */
const MBED = 0x4d424544;

/** bV5ProfileData counts from the information header on. */
function embedded(bytes: Uint8Array, view: DataView): CarriedProfile {
  const start = 14 + view.getUint32(126, true);
  return carried(bytes, start, start + view.getUint32(130, true));
}

/** The headers of a BMP, or null where they end early or contradict themselves. */
export function bmpHeader(bytes: Uint8Array): BmpHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 14 + CORE) return null;
  const pixels = view.getUint32(10, true);
  const size = view.getUint32(14, true);
  if (bytes.length < 14 + size) return null;
  if (size === CORE) {
    const bits = view.getUint16(24, true);
    const length = bits <= 8 ? Math.min(2 ** bits, Math.floor(Math.max(0, pixels - 26) / 3)) : 0;
    return sized({
      width: view.getUint16(18, true),
      height: view.getUint16(20, true),
      topDown: false,
      bits,
      compression: BMP_COMPRESSION.none,
      masks: [0, 0, 0, 0],
      palette: { at: 26, stride: 3, length },
      pixels,
      profile: undefined,
    });
  }
  if (size < INFO) return null;
  const signedHeight = view.getInt32(22, true);
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const used = view.getUint32(46, true);
  // In an OS/2 header the words after the fortieth byte are others.
  const inHeader = size >= WITH_MASKS && size !== OS2;
  const behind =
    !inHeader && (compression === BMP_COMPRESSION.bitFields || compression === BMP_COMPRESSION.alphaBitFields);
  const maskCount = inHeader
    ? size >= WITH_ALPHA_MASK
      ? 4
      : 3
    : compression === BMP_COMPRESSION.alphaBitFields
      ? 4
      : 3;
  if ((inHeader || behind) && bytes.length < 54 + maskCount * 4) return null;
  const mask = (i: number) => (i < maskCount && (inHeader || behind) ? view.getUint32(54 + i * 4, true) : 0);
  const usual = bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  const given = compression !== BMP_COMPRESSION.none;
  const colour = (i: number) => (given ? mask(i) : (usual[i] as number));
  const at = 14 + size + (behind ? maskCount * 4 : 0);
  const room = Math.floor(Math.max(0, Math.min(pixels, bytes.length) - at) / 4);
  return sized({
    width: view.getInt32(18, true),
    height: Math.abs(signedHeight),
    topDown: signedHeight < 0,
    bits,
    compression,
    masks: [colour(0), colour(1), colour(2), mask(3)],
    palette: { at, stride: 4, length: bits <= 8 ? Math.min(used || 2 ** bits, 2 ** bits, room) : 0 },
    pixels,
    profile: size >= V5 && view.getUint32(70, true) === MBED ? embedded(bytes, view) : undefined,
  });
}

const sized = (header: BmpHeader): BmpHeader | null => (header.width > 0 && header.height > 0 ? header : null);

/** Bytes of a row without compression: whole words of four. */
export const bmpRowBytes = ({ width, bits }: Pick<BmpHeader, 'width' | 'bits'>): number =>
  Math.ceil((width * bits) / 32) * 4;
