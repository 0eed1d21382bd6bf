import { latin1, type PictureKind } from './kind';

/**
 * What the containers themselves say, walked without decoding: whether the first picture is whole, and how many there
 * are. Sizes come from `image-size`, which does not look for an end.
 */
export type Structure = {
  /** False where the file ends before its first picture does. */
  readonly complete: boolean;
  /** Pictures in the file: 1, or the frames of an animation. */
  readonly frames: number;
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
      return bmp(view);
    case 'avif':
    case 'heic':
      return isoBoxes(view);
    case 'svg':
    case 'tiff':
    case 'unknown':
      return WHOLE;
  }
}

/** Segments up to EOI (ITU T.81, annex B). In entropy-coded data a marker is 0xFF not followed by 0 or RSTn. */
function jpeg(bytes: Uint8Array, view: DataView): Structure {
  let frameHeader: Structure['frameHeader'];
  let at = 2;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const marker = bytes[at + 1];
    if (at < 0 || marker === undefined) return { complete: false, frames: 1, frameHeader };
    if (marker === 0xd9) return { complete: true, frames: 1, frameHeader };
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
      // A length below 2 would go backwards; the two bytes of the length itself are always there.
      at = Math.max(end, at + 4);
    }
  }
}

/** Chunks up to IEND; acTL of an APNG gives the number of frames. */
function png(bytes: Uint8Array, view: DataView): Structure {
  let frames = 1;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const type = latin1(bytes, at + 4, at + 8);
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    if (type === 'IEND') return { complete: true, frames };
    if (type === 'acTL' && view.getUint32(at) >= 8) frames = Math.max(1, view.getUint32(at + 8));
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
  for (let at = 12; at + 8 <= bytes.length; ) {
    if (latin1(bytes, at, at + 4) === 'ANMF') animated += 1;
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size & 1);
  }
  return { complete, frames: Math.max(1, animated) };
}

/** Uncompressed rows, padded to four bytes, from the pixel offset on. */
function bmp(view: DataView): Structure {
  if (view.byteLength < 26) return { complete: false, frames: 1 };
  const offset = view.getUint32(10, true);
  const uncompressed = view.byteLength >= 34 && view.getUint32(14, true) >= 40 && view.getUint32(30, true) === 0;
  if (!uncompressed) return { complete: offset < view.byteLength, frames: 1 };
  const rowBytes = Math.ceil((view.getInt32(18, true) * view.getUint16(28, true)) / 32) * 4;
  return { complete: offset + rowBytes * Math.abs(view.getInt32(22, true)) <= view.byteLength, frames: 1 };
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
