import { BMP_COMPRESSION, bmpHeader, bmpRowBytes } from './bmp-header';
import { type CarriedProfile, carried } from './colour-profile';
import { type ExifOrientation, exifOrientation } from './exif-orientation';
import { jxlHeader } from './jxl-header';
import { latin1, type PictureKind } from './kind';

/** Bytes of a file that are replaced by others, of any number. */
export type Replacement = { readonly start: number; readonly end: number; readonly by: Uint8Array<ArrayBuffer> };

/**
 * What the containers themselves say, walked without decoding: whether the first picture is whole, how many there are,
 * which way up. Sizes come from `image-size`, which does not look for an end.
 */
export type Structure = {
  /** False where the file ends before its first picture does. */
  readonly complete: boolean;
  /** Pictures in the file: 1, or the frames of an animation. */
  readonly frames: number;
  /** The colour profile that comes with it, where one does. */
  readonly profile?: CarriedProfile;
  /** BMP and JPEG XL: the size in the header. */
  readonly size?: { readonly width: number; readonly height: number };
  /** The orientation that the header gives, where it is not EXIF in a JPEG or a TIFF. */
  readonly orientation?: number;
  /** AVIF and HEIC: turned or mirrored by a property, which every decoder follows. */
  readonly turned?: boolean;
  /** WebP and PNG that are turned: what makes every decoder leave them as they are stored. */
  readonly untold?: Replacement;
  /** JPEG only: the size in the frame header, and where that header ends. */
  readonly frameHeader?: { readonly width: number; readonly height: number; readonly end: number };
};

const WHOLE: Structure = { complete: true, frames: 1 };

/** The structure of a file of this kind; kinds without a walk count as whole. */
export function structureOf(kind: PictureKind, bytes: Uint8Array): Structure {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (kind) {
    case 'jpeg':
      return jpeg(bytes, view);
    case 'png':
      return png(bytes, view);
    case 'gif':
      return gif(bytes);
    case 'webp':
      return webp(bytes, view);
    case 'bmp':
      return bmp(bytes);
    case 'jxl':
      return jxl(bytes, view);
    case 'avif':
    case 'heic':
      return { ...isoBoxes(view), ...isoProperties(bytes, view) };
    case 'jp2':
      return bytes[0] === 0 ? isoBoxes(view) : WHOLE;
    case 'svg':
    case 'tiff':
    case 'ico':
    case 'unknown':
      return WHOLE;
  }
}

/** Segments up to EOI (ITU T.81, annex B). In entropy-coded data a marker is 0xFF not followed by 0 or RSTn. */
function jpeg(bytes: Uint8Array, view: DataView): Structure {
  let frameHeader: Structure['frameHeader'];
  let profile: CarriedProfile | undefined;
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const marker = bytes[at + 1];
    if (at < 0 || marker === undefined) return { complete: false, frames: 1, frameHeader };
    if (marker === 0xd9) return { complete: true, frames: 1, frameHeader, profile };
    if (marker === 0xff) {
      at += 1;
    } else if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2;
    } else {
      const end = at + 4 <= bytes.length ? at + 2 + view.getUint16(at + 2) : bytes.length + 1;
      if (end > bytes.length) return { complete: false, frames: 1, frameHeader };
      const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
      if (isFrame && frameHeader === undefined && end >= at + 9) {
        frameHeader = { height: view.getUint16(at + 5), width: view.getUint16(at + 7), end };
      }
      // A profile of many segments says what it is in its first.
      if (marker === 0xe2 && latin1(bytes, at + 4, at + 17) === 'ICC_PROFILE\0\x01') {
        profile = carried(bytes, at + 18, end);
      }
      // A length below 2 would go backwards; the two bytes of the length itself are always there.
      at = Math.max(end, at + 4);
    }
  }
}

/** Chunks up to IEND; acTL of an APNG gives the number of frames, eXIf the orientation, iCCP the profile. */
function png(bytes: Uint8Array, view: DataView): Structure {
  let frames = 1;
  let profile: CarriedProfile | undefined;
  let turned: Pick<Structure, 'orientation' | 'untold'> = {};
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = latin1(bytes, at + 4, at + 8);
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    if (type === 'IEND') return { complete: true, frames, profile, ...turned };
    if (type === 'acTL' && view.getUint32(at) >= 8) frames = Math.max(1, view.getUint32(at + 8));
    // A name of up to 79 letters, a zero, the method, and what is deflated.
    if (type === 'iCCP') profile = carried(bytes, bytes.indexOf(0, at + 8) + 2, end - 4, true);
    if (type === 'eXIf') {
      const exif = exifOrientation(bytes.subarray(at + 8, end - 4));
      // The whole chunk goes, since its sum would not fit another orientation.
      if (exif) turned = { orientation: exif.orientation, untold: { start: at, end, by: new Uint8Array(0) } };
    }
    at = end;
  }
  return { complete: false, frames };
}

/** Blocks up to the trailer. A missing trailer after the first whole frame is forgiven, as decoders do. */
function gif(bytes: Uint8Array): Structure {
  const tableBytes = (packed: number) => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0);
  /** Past a chain of sub-blocks, or -1 where the file ends inside it. */
  const pastSubBlocks = (from: number): number => {
    let at = from;
    for (;;) {
      const size = bytes[at];
      if (size === undefined) return -1;
      at += 1 + size;
      if (size === 0) return at;
    }
  };
  let frames = 0;
  let at = 13 + tableBytes(bytes[10] ?? 0);
  while (at >= 0 && at < bytes.length) {
    const introducer = bytes[at];
    if (introducer === 0x21) {
      at = pastSubBlocks(at + 2);
    } else if (introducer === 0x2c) {
      at = pastSubBlocks(at + 11 + tableBytes(bytes[at + 9] ?? 0));
      if (at >= 0) frames += 1;
    } else break;
  }
  return { complete: frames > 0, frames: Math.max(1, frames) };
}

/** RIFF chunks; an animation has one ANMF chunk a frame. */
function webp(bytes: Uint8Array, view: DataView): Structure {
  if (bytes.length < 20) return { complete: false, frames: 1 };
  const complete = 8 + view.getUint32(4, true) <= bytes.length;
  let animated = 0;
  let profile: CarriedProfile | undefined;
  let turned: Pick<Structure, 'orientation' | 'untold'> = {};
  for (let at = 12; at + 8 <= bytes.length; ) {
    const type = latin1(bytes, at, at + 4);
    const size = view.getUint32(at + 4, true);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (type === 'ANMF') animated += 1;
    if (type === 'ICCP') profile = carried(bytes, at + 8, at + 8 + size);
    if (type === 'EXIF') turned = turnedBy(exifOrientation(content), at + 8);
    at += 8 + size + (size & 1);
  }
  return { complete, frames: Math.max(1, animated), profile, ...turned };
}

/** The orientation of an EXIF block that begins at `from`, and the 1 that would stand in its place. */
function turnedBy(exif: ExifOrientation | null, from: number): Pick<Structure, 'orientation' | 'untold'> {
  if (exif === null) return {};
  const start = from + exif.at;
  const by = Uint8Array.from(exif.littleEndian ? [1, 0] : [0, 1]);
  return { orientation: exif.orientation, untold: { start, end: start + 2, by } };
}

/** Uncompressed rows from the pixel offset on; of compressed ones the end is not known before they are decoded. */
function bmp(bytes: Uint8Array): Structure {
  const header = bmpHeader(bytes);
  if (header === null) return { complete: bytes.length >= 26 && whyNoHeader(bytes), frames: 1 };
  const { width, height, compression, pixels, profile } = header;
  const plain = [BMP_COMPRESSION.none, BMP_COMPRESSION.bitFields, BMP_COMPRESSION.alphaBitFields];
  const uncompressed = plain.some((one) => one === compression);
  const complete = uncompressed ? pixels + bmpRowBytes(header) * height <= bytes.length : pixels < bytes.length;
  return { complete, frames: 1, size: { width, height }, profile };
}

/** Whether a header that was not understood is at least there: then the file is strange, not cut. */
function whyNoHeader(bytes: Uint8Array): boolean {
  return bytes.length >= 14 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(14, true);
}

/** Boxes of a container; of a bare codestream the end is not known. The frames of an animation are not counted. */
function jxl(bytes: Uint8Array, view: DataView): Structure {
  const header = jxlHeader(bytes);
  const complete = header !== null && (bytes[0] === 0xff || isoBoxes(view).complete);
  if (header === null) return { complete, frames: 1 };
  const { width, height, orientation, animated } = header;
  return { complete, frames: animated ? 2 : 1, size: { width, height }, orientation };
}

/**
 * Properties of an AVIF or HEIC (ISO/IEC 23008-12), looked for in the first megabyte, where they are kept: the profile
 * (`colr`), and whether the picture is turned (`irot`, by quarters) or mirrored (`imir`).
 */
function isoProperties(bytes: Uint8Array, view: DataView): Pick<Structure, 'profile' | 'turned'> {
  const last = Math.min(bytes.length, 2 ** 20) - 9;
  let profile: CarriedProfile | undefined;
  let turned = false;
  for (let at = 0; at <= last; at++) {
    const first = bytes[at + 4];
    if (first !== 0x63 && first !== 0x69) continue;
    const type = latin1(bytes, at + 4, at + 8);
    const size = view.getUint32(at);
    if (type === 'irot' && size === 9) turned ||= ((bytes[at + 8] as number) & 3) !== 0;
    if (type === 'imir' && size === 9) turned = true;
    const isProfile = type === 'colr' && ['prof', 'rICC'].includes(latin1(bytes, at + 8, at + 12));
    if (isProfile) profile ??= carried(bytes, at + 12, at + size);
  }
  return { profile, turned };
}

/** Top-level boxes of an ISO base media file: size 0 runs to the end, size 1 has 64 bits more. */
function isoBoxes(view: DataView): Structure {
  for (let at = 0; at < view.byteLength; ) {
    if (at + 8 > view.byteLength) return { complete: false, frames: 1 };
    const short = view.getUint32(at);
    if (short === 0) return WHOLE;
    if (short === 1 && at + 16 > view.byteLength) return { complete: false, frames: 1 };
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (size < 8 || at + size > view.byteLength) return { complete: false, frames: 1 };
    at += size;
  }
  return WHOLE;
}
