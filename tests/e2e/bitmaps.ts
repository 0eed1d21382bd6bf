/*
 * Bitmaps of every variety that is read or refused, made byte by byte from one picture of 16 colours, 13×7.
 */

export const BITMAP = { width: 13, height: 7 } as const;

/** Sixteen colours, RGB. */
const PALETTE = Array.from({ length: 16 }, (_, i) => [(i * 67 + 24) % 256, (i * 29 + 85) % 256, (i * 151 + 110) % 256]);

const indexAt = (x: number, y: number): number => (x * 5 + y * 3 + ((x * y) % 7)) % 16;
const alphaAt = (x: number, y: number): number => (x * 19 + y * 37) % 256;
const colourAt = (x: number, y: number): readonly number[] => PALETTE[indexAt(x, y)] as readonly number[];

const rowsOf = (topDown: boolean) =>
  Array.from({ length: BITMAP.height }, (_, i) => (topDown ? i : BITMAP.height - 1 - i));

const padded = (row: number[]): number[] => [...row, ...Array.from({ length: (4 - (row.length % 4)) % 4 }, () => 0)];

/** Pixel data without compression: `bytesOf` gives a row from its number. */
const plain = (bytesOf: (y: number) => number[], topDown = false): number[] =>
  rowsOf(topDown).flatMap((y) => padded(bytesOf(y)));

const columns = Array.from({ length: BITMAP.width }, (_, x) => x);

const little = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);

const packed = (bits: number) => (y: number) => {
  const row: number[] = Array.from({ length: Math.ceil((BITMAP.width * bits) / 8) }, () => 0);
  for (const x of columns) {
    const at = (x * bits) >> 3;
    row[at] = (row[at] as number) | ((indexAt(x, y) % 2 ** bits) << (8 - bits - ((x * bits) & 7)));
  }
  return row;
};
const triples = (y: number) => columns.flatMap((x) => [...colourAt(x, y)].reverse());
const words = (bytes: number, of: (x: number, y: number) => number) => (y: number) =>
  columns.flatMap((x) => little(of(x, y), bytes));

const bgra = (x: number, y: number) => {
  const [r = 0, g = 0, b = 0] = colourAt(x, y);
  return ((alphaAt(x, y) * 256 + r) * 256 + g) * 256 + b;
};
const bits = (widths: readonly number[]) => (x: number, y: number) =>
  [alphaAt(x, y), ...colourAt(x, y)].reduce(
    (word, value, c) => word * 2 ** (widths[c] as number) + (value >> (8 - (widths[c] as number))),
    0,
  );

type Header = {
  readonly bits: number;
  readonly compression?: number;
  readonly size?: number;
  readonly topDown?: boolean;
  readonly used?: number;
  readonly masks?: readonly number[];
  readonly width?: number;
  readonly height?: number;
};

function info(header: Header): number[] {
  const { compression = 0, size = 40, topDown = false, used = 0, masks = [] } = header;
  const { width = BITMAP.width, height = topDown ? -BITMAP.height : BITMAP.height } = header;
  const signed = (value: number) => little(value < 0 ? 2 ** 32 + value : value, 4);
  const fields = [...little(size, 4), ...signed(width), ...signed(height), 1, 0, ...little(header.bits, 2)];
  const rest = [...little(compression, 4), ...little(0, 12), ...little(used, 4), ...little(0, 4)];
  const all = [...fields, ...rest, ...masks.flatMap((mask) => little(mask, 4))];
  return [...all, ...Array.from({ length: Math.max(0, size - all.length) }, () => 0)];
}

const core = (bitsPerPixel: number): number[] => [
  ...[12, 0, 0, 0],
  ...little(BITMAP.width, 2),
  ...little(BITMAP.height, 2),
  ...[1, 0],
  ...little(bitsPerPixel, 2),
];

const paletteOf = (count: number, stride: 3 | 4 = 4): number[] =>
  Array.from({ length: count }, (_, i) => PALETTE[i] ?? [0, 0, 0]).flatMap(([r = 0, g = 0, b = 0]) =>
    stride === 3 ? [b, g, r] : [b, g, r, 0],
  );

function file(header: number[], palette: number[], data: number[]): Buffer {
  const offset = 14 + header.length + palette.length;
  const size = offset + data.length;
  return Buffer.from([
    0x42,
    0x4d,
    ...little(size, 4),
    0,
    0,
    0,
    0,
    ...little(offset, 4),
    ...header,
    ...palette,
    ...data,
  ]);
}

/** A stretch of five pixels as they are and runs for the rest, each row with an end, and the end of all. */
function runs(depth: 4 | 8): number[] {
  const pair = (a: number, b: number) => a * 16 + b;
  const rows = rowsOf(false).flatMap((y) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, ...rest] = columns.map((x) => indexAt(x, y));
    const stretch = depth === 8 ? [a, b, c, d, e, 0] : [pair(a, b), pair(c, d), pair(e, 0), 0];
    return [0, 5, ...stretch, ...rest.flatMap((index) => [1, depth === 8 ? index : pair(index, 0)]), 0, 0];
  });
  return [...rows, 0, 1];
}

const RGB = [0xff0000, 0xff00, 0xff] as const;
const RGBA = [...RGB, 0xff000000] as const;

/** Every variety that is read, by name. `alpha` has alpha, `own` shows other pixels than the picture's. */
export const BITMAPS: Readonly<Record<string, { bytes: Buffer; alpha?: true; depth?: number; own?: true }>> = {
  '24 bits': { bytes: file(info({ bits: 24 }), [], plain(triples)) },
  '24 bits, top down': { bytes: file(info({ bits: 24, topDown: true }), [], plain(triples, true)) },
  '24 bits with a palette': { bytes: file(info({ bits: 24, used: 16 }), paletteOf(16), plain(triples)) },
  '8 bits, short palette': { bytes: file(info({ bits: 8, used: 16 }), paletteOf(16), plain(packed(8))) },
  '8 bits, whole palette': { bytes: file(info({ bits: 8 }), paletteOf(256), plain(packed(8))) },
  '8 bits, top down': {
    bytes: file(info({ bits: 8, used: 16, topDown: true }), paletteOf(16), plain(packed(8), true)),
  },
  '8 bits beyond the palette': { bytes: file(info({ bits: 8, used: 10 }), paletteOf(10), plain(packed(8))), own: true },
  '4 bits': { bytes: file(info({ bits: 4 }), paletteOf(16), plain(packed(4))) },
  '2 bits': { bytes: file(info({ bits: 2 }), paletteOf(4), plain(packed(2))), own: true },
  '1 bit': { bytes: file(info({ bits: 1 }), paletteOf(2), plain(packed(1))), own: true },
  '32 bits without alpha': { bytes: file(info({ bits: 32 }), [], plain(words(4, bgra))) },
  '32 bits, masks behind': {
    bytes: file(info({ bits: 32, compression: 3, masks: RGB }), [], plain(words(4, bgra))),
  },
  '32 bits, other order': {
    bytes: file(
      info({ bits: 32, compression: 3, masks: [0xff000000, 0xff0000, 0xff00] }),
      [],
      plain(words(4, (x, y) => (bgra(x, y) % 2 ** 24) * 256)),
    ),
  },
  '32 bits, version 2': {
    bytes: file(info({ bits: 32, compression: 3, size: 52, masks: RGB }), [], plain(words(4, bgra))),
  },
  ...Object.fromEntries(
    [56, 108, 124].map((size) => [
      `32 bits, header of ${size}`,
      {
        bytes: file(info({ bits: 32, compression: 3, size, masks: RGBA }), [], plain(words(4, bgra))),
        alpha: true as const,
      },
    ]),
  ),
  '32 bits, version 4, no compression': {
    bytes: file(info({ bits: 32, size: 108, masks: RGBA }), [], plain(words(4, bgra))),
    alpha: true,
  },
  '32 bits, alpha behind': {
    bytes: file(info({ bits: 32, compression: 6, masks: RGBA }), [], plain(words(4, bgra))),
    alpha: true,
  },
  '16 bits': { bytes: file(info({ bits: 16 }), [], plain(words(2, bits([0, 5, 5, 5])))), depth: 5 },
  '16 bits, 5-6-5': {
    bytes: file(
      info({ bits: 16, compression: 3, masks: [0xf800, 0x7e0, 0x1f] }),
      [],
      plain(words(2, bits([0, 5, 6, 5]))),
    ),
    depth: 5,
  },
  '16 bits, 4-4-4-4': {
    bytes: file(
      info({ bits: 16, compression: 3, size: 108, masks: [0xf00, 0xf0, 0xf, 0xf000] }),
      [],
      plain(words(2, bits([4, 4, 4, 4]))),
    ),
    alpha: true,
    depth: 4,
  },
  'OS/2, 24 bits': { bytes: file(core(24), [], plain(triples)) },
  'OS/2, 8 bits': { bytes: file(core(8), paletteOf(256, 3), plain(packed(8))) },
  'OS/2, version 2': { bytes: file(info({ bits: 24, size: 64 }), [], plain(triples)) },
  'runs of 8 bits': { bytes: file(info({ bits: 8, compression: 1, used: 16 }), paletteOf(16), runs(8)) },
  'runs of 4 bits': { bytes: file(info({ bits: 4, compression: 2, used: 16 }), paletteOf(16), runs(4)) },
  'runs without an end': {
    bytes: file(info({ bits: 8, compression: 1, used: 16 }), paletteOf(16), runs(8).slice(0, -2)),
  },
  'runs with jumps': {
    bytes: file(info({ bits: 8, compression: 1, used: 16 }), paletteOf(16), [3, 1, 0, 2, 4, 1, 2, 5, 0, 0, 4, 2, 0, 1]),
    own: true,
  },
  'runs beyond the row': {
    bytes: file(info({ bits: 8, compression: 1, used: 16 }), paletteOf(16), [20, 1, 0, 0, 2, 3, 0, 1]),
    own: true,
  },
};

/** What is no bitmap that anybody reads, by name. */
export const BROKEN_BITMAPS: Readonly<Record<string, Buffer>> = {
  'runs that end early': file(info({ bits: 8, compression: 1, used: 16 }), paletteOf(16), runs(8).slice(0, 40)),
  'a PNG inside': file(info({ bits: 0, compression: 5 }), [], [0x89, 0x50, 0x4e, 0x47]),
  'a JPEG inside': file(info({ bits: 0, compression: 4 }), [], [0xff, 0xd8, 0xff, 0xe0]),
  'Huffman coding': file(info({ bits: 1, compression: 3 }), paletteOf(2), plain(packed(1))),
  'a negative width': file(info({ bits: 24, width: -BITMAP.width }), [], plain(triples)),
  'no height': file(info({ bits: 24, height: 0 }), [], plain(triples)),
};

/** The picture itself, RGBA; alpha is 255 without `alpha`. Channels have `depth` bits, stretched to 255. */
export function bitmapPixels({ alpha, depth = 8 }: { alpha?: boolean; depth?: number } = {}): number[] {
  const stretched = (value: number) => Math.round(((value >> (8 - depth)) * 255) / (2 ** depth - 1));
  return rowsOf(true).flatMap((y) =>
    columns.flatMap((x) => [...colourAt(x, y).map(stretched), alpha ? stretched(alphaAt(x, y)) : 255]),
  );
}
