import { GIF } from 'image-size/types/gif';
import { HEIF } from 'image-size/types/heif';
import type { ISizeCalculationResult } from 'image-size/types/interface';
import { JP2 } from 'image-size/types/jp2';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { TIFF } from 'image-size/types/tiff';
import { WEBP } from 'image-size/types/webp';
import type { CarriedProfile } from './colour-profile';
import { pictureError } from './errors';
import { kindOf, type PictureKind, resemblanceOf } from './kind';
import { PICTURE_LIMITS, type PictureLimits } from './limits';
import { type Replacement, type Structure, structureOf } from './structure';

/** What the bytes of a file say about the picture in it, before anything is decoded. */
export type Identity = {
  readonly kind: PictureKind;
  readonly bytes: number;
  /** Pixels as stored, before the EXIF orientation; null where the header does not say. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Orientation 1 to 8 (EXIF, or the header of a JPEG XL); 1 where nothing is said. */
  readonly orientation: number;
  /** Whether it is turned or mirrored upright, by its orientation or by a property of its container. */
  readonly turned: boolean;
  /** WebP and PNG that are turned: what makes every decoder leave them as stored, since not all of them turn these. */
  readonly untold: Replacement | null;
  /** Pictures in the file: more than 1 is an animation; 2 for any of JPEG XL, whose frames are not counted. */
  readonly frames: number;
  /** The colour profile that comes with it. None is applied. */
  readonly profile: CarriedProfile | null;
  /** False where the file ends before its first picture does. */
  readonly complete: boolean;
};

/** Tells what kind of picture the bytes hold. Never throws: anything else is of kind `unknown`. */
export function identify(bytes: Uint8Array): Identity {
  const kind = kindOf(bytes);
  // image-size reads on into the buffer behind a view, so that a cut file would show its neighbour's size; and slices
  // of a Node Buffer are such views. So it gets a plain array over a buffer of its own.
  const whole = bytes.byteLength === bytes.buffer.byteLength;
  const own = whole ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
  const structure = structureOf(kind, own);
  const header = headerOf(kind, own, structure);
  const { width, height } = header ?? structure.size ?? { width: 0, height: 0 };
  const orientation = structure.orientation ?? header?.orientation ?? 1;
  const known = Number.isInteger(orientation) && orientation >= 1 && orientation <= 8 ? orientation : 1;
  return {
    kind,
    bytes: bytes.byteLength,
    size: width > 0 && height > 0 ? { width, height } : null,
    orientation: known,
    turned: known !== 1 || structure.turned === true,
    untold: structure.untold ?? null,
    frames: structure.frames,
    profile: structure.profile ?? null,
    complete: structure.complete,
  };
}

/** Size and orientation by image-size, or null where it finds none (it throws on short headers). */
function headerOf(kind: PictureKind, bytes: Uint8Array, structure: Structure): ISizeCalculationResult | null {
  try {
    switch (kind) {
      case 'jpeg': {
        const frame = structure.frameHeader;
        if (frame === undefined) return null;
        // The head alone: past the frame header image-size would look at every byte of a file without one.
        const found = safely(() => JPG.calculate(bytes.slice(0, frame.end + 2)));
        return { width: frame.width, height: frame.height, orientation: found?.orientation };
      }
      case 'png':
        return PNG.validate(bytes) ? PNG.calculate(bytes) : null;
      case 'gif':
        return GIF.calculate(bytes);
      case 'webp':
        return WEBP.calculate(bytes);
      case 'tiff':
        return TIFF.calculate(bytes);
      case 'avif':
      case 'heic':
        return largest(HEIF.calculate(bytes));
      case 'jp2':
        return JP2.validate(bytes) ? JP2.calculate(bytes) : null;
      case 'bmp':
      case 'jxl':
      case 'ico':
      case 'svg':
      case 'unknown':
        return null;
    }
  } catch {
    return null;
  }
}

function safely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** A HEIF file lists its tiles and thumbnails beside the picture, which is the largest. */
function largest(found: ISizeCalculationResult): ISizeCalculationResult {
  return (found.images ?? [found]).reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a), found);
}

/**
 * Identifies the bytes and lets through what may be decoded.
 *
 * An SVG is refused by name: it is a drawing, not pixels. It has no size of its own, what it looks like depends on
 * fonts and files that are not in it, and no worker can draw it. So is an icon, which is several pictures, of which
 * decoders take one or another or none. HEIC, TIFF, JPEG 2000 and JPEG XL are let through: some browsers read them.
 *
 * @throws picture/empty, too-heavy, not-a-picture, svg, kind-unread, too-large, truncated
 */
export function admit(bytes: Uint8Array, limits: PictureLimits = PICTURE_LIMITS): Identity {
  if (bytes.byteLength === 0) throw pictureError('picture/empty', {});
  if (bytes.byteLength > limits.maxBytes) {
    throw pictureError('picture/too-heavy', { bytes: bytes.byteLength, maxBytes: limits.maxBytes });
  }
  const identity = identify(bytes);
  if (identity.kind === 'unknown') {
    throw pictureError('picture/not-a-picture', { bytes: bytes.byteLength, resembles: resemblanceOf(bytes) });
  }
  if (identity.kind === 'svg') throw pictureError('picture/svg', {});
  if (identity.kind === 'ico') throw pictureError('picture/kind-unread', { kind: 'ico' });
  if (identity.size !== null) checkSize(identity.kind, identity.size.width, identity.size.height, limits);
  if (!identity.complete) throw pictureError('picture/truncated', { kind: identity.kind, bytes: bytes.byteLength });
  return identity;
}

/** @throws picture/too-large */
export function checkSize(
  kind: PictureKind,
  width: number,
  height: number,
  limits: PictureLimits = PICTURE_LIMITS,
): void {
  const { maxSide, maxPixels } = limits;
  if (width > maxSide || height > maxSide || width * height > maxPixels) {
    throw pictureError('picture/too-large', { kind, width, height, maxSide, maxPixels });
  }
}
