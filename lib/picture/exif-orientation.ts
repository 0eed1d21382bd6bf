/** The EXIF orientation, and where its two bytes lie in what was read. */
export type ExifOrientation = {
  readonly orientation: number;
  readonly at: number;
  readonly littleEndian: boolean;
};

const ORIENTATION = 0x0112;
const SHORT = 3;

/**
 * The orientation (tag 274, EXIF 2.3) of an EXIF block, which is a TIFF header and its first directory; some writers put
 * `Exif\0\0` before it. Null where it says none of 2 to 8 or is nonsense.
 */
export function exifOrientation(block: Uint8Array): ExifOrientation | null {
  const start = block[0] === 0x45 ? 6 : 0;
  if (block.length < start + 14) return null;
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const order = view.getUint16(start);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const littleEndian = order === 0x4949;
  if (view.getUint16(start + 2, littleEndian) !== 42) return null;
  const directory = start + view.getUint32(start + 4, littleEndian);
  if (directory + 2 > block.length) return null;
  const count = view.getUint16(directory, littleEndian);
  for (let i = 0, entry = directory + 2; i < count && entry + 12 <= block.length; i++, entry += 12) {
    if (view.getUint16(entry, littleEndian) !== ORIENTATION) continue;
    if (view.getUint16(entry + 2, littleEndian) !== SHORT) return null;
    const orientation = view.getUint16(entry + 8, littleEndian);
    return orientation >= 2 && orientation <= 8 ? { orientation, at: entry + 8, littleEndian } : null;
  }
  return null;
}
