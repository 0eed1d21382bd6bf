import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/*
 * Pictures of every kind, whole and broken, made with sharp or byte by byte; the few that neither makes are kept in
 * `tests/golden/picture/files`. All but the tiny ones show `scene`.
 */

const kept = (name: string): Buffer => readFileSync(new URL(`../golden/picture/files/${name}`, import.meta.url));

/** Width and height of the upright scene. */
export const SCENE = { width: 160, height: 120 } as const;

/** Corners of an upright scene, clockwise from the top left: so different that any turn or mirroring shows. */
export const CORNERS = {
  topLeft: [220, 40, 40],
  topRight: [40, 180, 60],
  bottomRight: [40, 70, 220],
  bottomLeft: [230, 200, 50],
} as const;

/** RGB, height×width×3: a coloured quarter for each corner, with waves over it so that filters have work. */
export function scene(width: number = SCENE.width, height: number = SCENE.height): Buffer {
  const out = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const left = x < width / 2;
      const top = y < height / 2;
      const colour = top
        ? left
          ? CORNERS.topLeft
          : CORNERS.topRight
        : left
          ? CORNERS.bottomLeft
          : CORNERS.bottomRight;
      const wave = Math.round(12 * Math.sin(x / 5) * Math.sin(y / 7));
      colour.forEach((value, c) => {
        out[(y * width + x) * 3 + c] = value + wave;
      });
    }
  }
  return out;
}

function raw(width: number = SCENE.width, height: number = SCENE.height): Sharp {
  return sharp(scene(width, height), { raw: { width, height, channels: 3 } });
}

/** The scene stored so that this EXIF orientation turns it upright. */
async function oriented(orientation: number, format: 'jpeg' | 'webp' | 'png' | 'avif' = 'jpeg'): Promise<Buffer> {
  const upright = raw();
  // The inverse of what a viewer does (EXIF 2.3, tag 274): mirror, then turn.
  const stored =
    orientation === 2
      ? upright.flop()
      : orientation === 3
        ? upright.rotate(180)
        : orientation === 4
          ? upright.flip()
          : orientation === 5
            ? sharp(await upright.rotate(90).png().toBuffer()).flop()
            : orientation === 6
              ? upright.rotate(270)
              : orientation === 7
                ? sharp(await upright.rotate(270).png().toBuffer()).flop()
                : orientation === 8
                  ? upright.rotate(90)
                  : upright;
  const said = stored.withMetadata({ orientation });
  if (format === 'webp') return said.webp({ lossless: true }).toBuffer();
  if (format === 'avif') return said.avif({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
  return format === 'png' ? said.png().toBuffer() : said.jpeg({ quality: 95 }).toBuffer();
}

/** The scene in printing colours, with the profile of a press or with none. */
async function printed(profile: boolean): Promise<Buffer> {
  const png = await raw().png().toBuffer();
  const inks = profile ? sharp(png).withIccProfile('cmyk') : sharp(png).toColourspace('cmyk');
  return inks.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer();
}

/** Without the segment that Adobe marks its JPEGs with (APP14). */
function unmarked(jpeg: Buffer): Buffer {
  const at = jpeg.indexOf('Adobe') - 4;
  return Buffer.concat([jpeg.subarray(0, at), jpeg.subarray(at + 2 + jpeg.readUInt16BE(at + 2))]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(data.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), named.length + 4);
  return out;
}

/** A whole 8-bit grey PNG that claims this size; its pixel data is one row of zeros. */
export function claimingPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(Math.min(width, 20_000) + 1))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function box(type: string, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

const word = (...values: number[]) => {
  const out = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => {
    out.writeUInt32BE(value, i * 4);
  });
  return out;
};

/** The boxes of an iPhone photograph of 4032×3024 with no picture data: nothing without HEVC reads it. */
function heic(): Buffer {
  const ispe = box('ispe', word(0, 4032, 3024));
  const meta = box('meta', word(0), box('iprp', box('ipco', ispe)));
  return Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
    meta,
    box('mdat', Buffer.alloc(512, 0x5a)),
  ]);
}

/** A 24-bit BMP of the scene, bottom row first. */
function bmp(): Buffer {
  const { width, height } = SCENE;
  const rowBytes = Math.ceil((width * 3) / 4) * 4;
  const out = Buffer.alloc(54 + rowBytes * height);
  out.write('BM', 0, 'latin1');
  out.writeUInt32LE(out.length, 2);
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(width, 18);
  out.writeInt32LE(height, 22);
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(24, 28);
  const rgb = scene();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = ((height - 1 - y) * width + x) * 3;
      const to = 54 + y * rowBytes + x * 3;
      for (let c = 0; c < 3; c++) out[to + c] = rgb[from + 2 - c] as number;
    }
  }
  return out;
}

/** The scene with a left half that lets through everything. */
function withAlpha(): Sharp {
  const { width, height } = SCENE;
  const rgb = scene();
  const rgba = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    rgb.copy(rgba, i * 4, i * 3, i * 3 + 3);
    rgba[i * 4 + 3] = i % width < width / 2 ? 0 : 255;
  }
  return sharp(rgba, { raw: { width, height, channels: 4 } });
}

/** Three frames; the first is the scene, the others are darker and darker. */
async function animated(): Promise<Sharp> {
  const { width, height } = SCENE;
  const plain = (background: string) =>
    sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();
  const frames = [await raw().png().toBuffer(), await plain('#444'), await plain('#000')];
  return sharp(frames, { join: { animated: true } });
}

const SVG =
  '<?xml version="1.0"?>\n<!-- a circle -->\n<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"><circle r="20"/></svg>';

/** What each file is to be met with: its kind and notes, or the code of its refusal. */
export type Expectation =
  | { readonly kind: string; readonly notes: readonly string[] }
  | { readonly refused: string; readonly facts?: Readonly<Record<string, unknown>> };

/** Kinds that a browser and the command line read otherwise have an expectation for each. */
type Entry = {
  readonly type: string;
  readonly make: () => Promise<Buffer> | Buffer;
  readonly expect: Expectation;
  readonly commandLine?: Expectation;
};

const cut = (bytes: Buffer, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));
const jpeg = () => raw().jpeg({ quality: 95 }).toBuffer();
const unread = (kind: string): Expectation => ({ refused: 'picture/kind-unread', facts: { kind } });
const accepted = (kind: string, ...notes: string[]): Expectation => ({ kind, notes });

const ENTRIES = {
  'photograph.jpg': { type: 'image/jpeg', make: jpeg, expect: accepted('jpeg') },
  'progressive.jpg': {
    type: 'image/jpeg',
    make: () => raw().jpeg({ quality: 95, progressive: true }).toBuffer(),
    expect: accepted('jpeg'),
  },
  'grey.jpg': { type: 'image/jpeg', make: () => raw().greyscale().jpeg().toBuffer(), expect: accepted('jpeg', 'grey') },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => [
      `orientation-${orientation}.jpg`,
      {
        type: 'image/jpeg',
        make: () => oriented(orientation),
        expect: orientation === 1 ? accepted('jpeg') : accepted('jpeg', 'rotated'),
      },
    ]),
  ),
  ...Object.fromEntries(
    (['webp', 'png', 'avif'] as const).flatMap((format) =>
      [2, 3, 4, 5, 6, 7, 8].map((orientation) => [
        `orientation-${orientation}.${format}`,
        {
          type: `image/${format}`,
          make: () => oriented(orientation, format),
          expect: accepted(format, 'rotated'),
        },
      ]),
    ),
  ),
  'printed.jpg': { type: 'image/jpeg', make: () => printed(false), expect: accepted('jpeg') },
  'printed-unmarked.jpg': {
    type: 'image/jpeg',
    make: async () => unmarked(await printed(false)),
    expect: accepted('jpeg'),
  },
  'printed-profile.jpg': {
    type: 'image/jpeg',
    make: () => printed(true),
    expect: accepted('jpeg', 'profile-ignored'),
  },
  'wide-gamut.jpg': {
    type: 'image/jpeg',
    make: () => raw().withIccProfile('p3').jpeg({ quality: 95 }).toBuffer(),
    expect: accepted('jpeg', 'profile-ignored'),
  },
  'wide-gamut.webp': {
    type: 'image/webp',
    make: () => raw().withIccProfile('p3').webp({ quality: 95 }).toBuffer(),
    expect: accepted('webp', 'profile-ignored'),
  },
  'wide-gamut.png': {
    type: 'image/png',
    make: () => raw().withIccProfile('p3').png().toBuffer(),
    expect: accepted('png', 'profile-ignored'),
  },
  'wide-gamut.avif': {
    type: 'image/avif',
    make: () => raw().withIccProfile('p3').avif({ quality: 80 }).toBuffer(),
    expect: accepted('avif', 'profile-ignored'),
  },
  'said-srgb.png': {
    type: 'image/png',
    make: () => raw().withIccProfile('srgb').png().toBuffer(),
    expect: accepted('png'),
  },
  'said-srgb.jpg': {
    type: 'image/jpeg',
    make: () => raw().withIccProfile('srgb').jpeg({ quality: 95 }).toBuffer(),
    expect: accepted('jpeg'),
  },
  'picture.png': { type: 'image/png', make: () => raw().png().toBuffer(), expect: accepted('png') },
  'palette.png': {
    type: 'image/png',
    make: () => raw().png({ palette: true, colours: 32 }).toBuffer(),
    expect: accepted('png'),
  },
  'deep.png': { type: 'image/png', make: () => raw().toColourspace('rgb16').png().toBuffer(), expect: accepted('png') },
  'alpha.png': {
    type: 'image/png',
    make: () => withAlpha().png().toBuffer(),
    expect: accepted('png', 'alpha-on-white'),
  },
  'grey.png': { type: 'image/png', make: () => raw().greyscale().png().toBuffer(), expect: accepted('png', 'grey') },
  'animated.gif': {
    type: 'image/gif',
    make: async () => (await animated()).gif().toBuffer(),
    expect: accepted('gif', 'first-frame'),
  },
  'still.gif': { type: 'image/gif', make: () => raw().gif().toBuffer(), expect: accepted('gif') },
  'picture.webp': { type: 'image/webp', make: () => raw().webp({ quality: 95 }).toBuffer(), expect: accepted('webp') },
  'lossless.webp': {
    type: 'image/webp',
    make: () => raw().webp({ lossless: true }).toBuffer(),
    expect: accepted('webp'),
  },
  'animated.webp': {
    type: 'image/webp',
    make: async () => (await animated()).webp({ quality: 95 }).toBuffer(),
    expect: accepted('webp', 'first-frame'),
  },
  'picture.avif': { type: 'image/avif', make: () => raw().avif({ quality: 80 }).toBuffer(), expect: accepted('avif') },
  'picture.bmp': { type: 'image/bmp', make: bmp, expect: accepted('bmp') },
  'picture.jxl': {
    type: 'image/jxl',
    make: () => kept('scene.jxl'),
    expect: accepted('jxl'),
    commandLine: unread('jxl'),
  },
  'picture.tif': {
    type: 'image/tiff',
    make: () => raw().tiff({ compression: 'deflate' }).toBuffer(),
    expect: unread('tiff'),
    commandLine: accepted('tiff'),
  },
  'picture.jp2': { type: 'image/jp2', make: () => kept('scene.jp2'), expect: unread('jp2') },
  'codestream.j2k': { type: 'image/jp2', make: () => kept('scene.j2k'), expect: unread('jp2') },
  'icon.ico': { type: 'image/x-icon', make: () => kept('scene.ico'), expect: unread('ico') },
  'one-pixel.png': {
    type: 'image/png',
    make: () =>
      sharp({ create: { width: 1, height: 1, channels: 3, background: '#f80' } })
        .png()
        .toBuffer(),
    expect: accepted('png'),
  },
  // The name and the type lie: the bytes decide.
  'really-a-png.jpg': { type: 'image/jpeg', make: () => raw().png().toBuffer(), expect: accepted('png') },
  'truncated.jpg': {
    type: 'image/jpeg',
    make: async () => cut(await jpeg(), 0.6),
    expect: { refused: 'picture/truncated', facts: { kind: 'jpeg' } },
  },
  'truncated.png': {
    type: 'image/png',
    make: async () => cut(await raw().png().toBuffer(), 0.6),
    expect: { refused: 'picture/truncated', facts: { kind: 'png' } },
  },
  'truncated.gif': {
    type: 'image/gif',
    make: async () => cut(await raw().gif().toBuffer(), 0.6),
    expect: { refused: 'picture/truncated', facts: { kind: 'gif' } },
  },
  'truncated.webp': {
    type: 'image/webp',
    make: async () => cut(await raw().webp().toBuffer(), 0.6),
    expect: { refused: 'picture/truncated', facts: { kind: 'webp' } },
  },
  'damaged.png': {
    type: 'image/png',
    make: async () => {
      const bytes = await raw().png().toBuffer();
      const data = bytes.indexOf('IDAT') + 4;
      bytes.fill(0xa5, data, data + 400);
      return bytes;
    },
    expect: { refused: 'picture/undecodable', facts: { kind: 'png' } },
  },
  'huge.png': {
    type: 'image/png',
    make: () => claimingPng(20_000, 20_000),
    expect: { refused: 'picture/too-large', facts: { kind: 'png', width: 20_000, height: 20_000 } },
  },
  'photograph.heic': { type: 'image/heic', make: heic, expect: { refused: 'picture/heic' } },
  'drawing.svg': { type: 'image/svg+xml', make: () => Buffer.from(SVG), expect: { refused: 'picture/svg' } },
  'text.jpg': {
    type: 'image/jpeg',
    make: () => Buffer.from('This is a letter, not a photograph.\n'),
    expect: { refused: 'picture/not-a-picture', facts: { resembles: 'text' } },
  },
  'paper.pdf': {
    type: 'application/pdf',
    make: () => Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'),
    expect: { refused: 'picture/not-a-picture', facts: { resembles: 'pdf' } },
  },
  'empty.jpg': { type: 'image/jpeg', make: () => Buffer.alloc(0), expect: { refused: 'picture/empty' } },
} satisfies Readonly<Record<string, Entry>>;

/** Names of every picture that can be made, in order. */
export const PICTURE_NAMES: readonly string[] = Object.keys(ENTRIES);

function entryOf(name: string): Entry {
  const entry = (ENTRIES as Readonly<Record<string, Entry>>)[name];
  if (entry === undefined) throw new Error(`no picture is called ${name}: ${PICTURE_NAMES.join(', ')}`);
  return entry;
}

/** Makes a picture by name; the result fits Playwright's `setInputFiles({ name, mimeType, buffer })`. */
export async function picture(name: string): Promise<Buffer> {
  return entryOf(name).make();
}

export const mimeTypeOf = (name: string): string => entryOf(name).type;

export function expectationOf(name: string, reader: 'browser' | 'command line' = 'browser'): Expectation {
  const { expect, commandLine } = entryOf(name);
  return reader === 'command line' ? (commandLine ?? expect) : expect;
}
