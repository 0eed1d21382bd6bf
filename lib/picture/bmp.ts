import { BMP_COMPRESSION, type BmpHeader, bmpHeader, bmpRowBytes } from './bmp-header';
import { pictureError } from './errors';
import type { RgbaImage } from './image';

/**
 * Decodes a BMP as Chromium does: 1, 2, 4 and 8 bits with a palette, 16, 24 and 32 bits, RLE4 and RLE8, from below or
 * from the top. Alpha counts where a header names its bits. What a palette lacks and what RLE skips is black.
 * Ours, since bmp-ts 1.0.9 misplaces palettes and runs, and fast-bmp 4.0.1 knows half of these.
 *
 * @throws picture/undecodable: another compression (JPEG, PNG, Huffman), or data that end early.
 */
export function decodeBmp(bytes: Uint8Array): RgbaImage {
  const header = bmpHeader(bytes);
  if (header === null) throw undecodable();
  const { width, height, compression, bits } = header;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  if (compression === BMP_COMPRESSION.rle8 && bits === 8) runs(header, bytes, data);
  else if (compression === BMP_COMPRESSION.rle4 && bits === 4) runs(header, bytes, data);
  else if (compression === BMP_COMPRESSION.none && [1, 2, 4, 8].includes(bits)) indices(header, bytes, data);
  else if (compression === BMP_COMPRESSION.none && bits === 24) triples(header, bytes, data);
  else if (isMasked(compression) && (bits === 16 || bits === 32)) masked(header, bytes, data);
  else throw undecodable();
  return { width, height, data };
}

const undecodable = () => pictureError('picture/undecodable', { kind: 'bmp' });

const isMasked = (compression: number): boolean =>
  [BMP_COMPRESSION.none, BMP_COMPRESSION.bitFields, BMP_COMPRESSION.alphaBitFields].some((one) => one === compression);

/** Calls `row` with the place in the file and in the picture (of four values a pixel) where each row begins. */
function eachRow(header: BmpHeader, bytes: Uint8Array, row: (from: number, to: number) => void): void {
  const { width, height, topDown, pixels } = header;
  const rowBytes = bmpRowBytes(header);
  if (pixels + rowBytes * height > bytes.length) throw undecodable();
  for (let i = 0; i < height; i++) row(pixels + i * rowBytes, (topDown ? i : height - 1 - i) * width * 4);
}

function paint({ palette }: BmpHeader, bytes: Uint8Array, index: number, data: Uint8ClampedArray, to: number): void {
  if (index >= palette.length) return;
  const at = palette.at + index * palette.stride;
  for (let c = 0; c < 3; c++) data[to + c] = bytes[at + 2 - c] as number;
}

function indices(header: BmpHeader, bytes: Uint8Array, data: Uint8ClampedArray): void {
  const { width, bits } = header;
  const mask = 2 ** bits - 1;
  eachRow(header, bytes, (from, to) => {
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      const byte = bytes[from + (bit >> 3)] as number;
      paint(header, bytes, (byte >> (8 - bits - (bit & 7))) & mask, data, to + x * 4);
    }
  });
}

function triples(header: BmpHeader, bytes: Uint8Array, data: Uint8ClampedArray): void {
  eachRow(header, bytes, (from, to) => {
    for (let x = 0; x < header.width; x++) {
      for (let c = 0; c < 3; c++) data[to + x * 4 + c] = bytes[from + x * 3 + 2 - c] as number;
    }
  });
}

/** Pixels whose channels are bits of a word; values of fewer than eight bits are stretched to 0 to 255. */
function masked(header: BmpHeader, bytes: Uint8Array, data: Uint8ClampedArray): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wordBytes = header.bits / 8;
  const channels = header.masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { shift, most: mask >>> shift };
  });
  eachRow(header, bytes, (from, to) => {
    for (let x = 0; x < header.width; x++) {
      const at = from + x * wordBytes;
      const word = wordBytes === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
      channels.forEach(({ shift, most }, c) => {
        if (most === 0) return;
        data[to + x * 4 + c] = Math.round((((word >>> shift) & most) >>> 0) * (255 / most));
      });
    }
  });
}

/** RLE4 and RLE8: runs of one byte, stretches as they are, ends of rows, jumps, and the end. */
function runs(header: BmpHeader, bytes: Uint8Array, data: Uint8ClampedArray): void {
  const { width, height, topDown, bits } = header;
  let x = 0;
  let row = 0;
  const put = (index: number) => {
    if (x < width) paint(header, bytes, index, data, ((topDown ? row : height - 1 - row) * width + x) * 4);
    x += 1;
  };
  const indexAt = (byte: number, i: number) => (bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15);
  let at = header.pixels;
  const next = (): number => {
    const byte = bytes[at++];
    if (byte === undefined) throw undecodable();
    return byte;
  };
  while (row < height) {
    const count = next();
    const value = next();
    if (count > 0) {
      for (let i = 0; i < count; i++) put(indexAt(value, i));
    } else if (value === 0) {
      x = 0;
      row += 1;
    } else if (value === 1) {
      return;
    } else if (value === 2) {
      x += next();
      row += next();
    } else {
      const start = at;
      let byte = 0;
      for (let i = 0; i < value; i++) {
        if (bits === 8 || i % 2 === 0) byte = next();
        put(indexAt(byte, i));
      }
      // A stretch ends at an even byte.
      if ((at - start) % 2 === 1) at += 1;
    }
  }
}
