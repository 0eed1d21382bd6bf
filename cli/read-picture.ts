import sharp, { type SharpOptions } from 'sharp';
import { AtlasError } from '@/lib/error';
import { decodeBmp } from '@/lib/picture/bmp';
import { cmykToRgba } from '@/lib/picture/cmyk';
import { carried } from '@/lib/picture/colour-profile';
import { pictureError } from '@/lib/picture/errors';
import { flatten } from '@/lib/picture/flatten';
import { admit, checkSize, type Identity } from '@/lib/picture/identify';
import type { DecodedPicture, RgbaImage } from '@/lib/picture/image';
import { PICTURE_LIMITS } from '@/lib/picture/limits';
import { notesOf } from '@/lib/picture/notes';
import { upright } from '@/lib/picture/upright';

const OPTIONS: SharpOptions = {
  page: 0,
  pages: 1,
  failOn: 'error',
  ignoreIcc: true,
  limitInputPixels: PICTURE_LIMITS.maxPixels,
};

/**
 * Decodes a picture in Node for the command line: the same refusals, notes and RGBA as `lib/picture/decode` gives in a
 * browser (upright, first frame, no colour profile applied, alpha on white). The decoders differ, so a lossy picture
 * may differ by a step or two of 255 (in Chromium JPEG and WebP do not, AVIF does); what comes after (resize, crop,
 * normalise) is the same code. TIFF is read here and in few browsers, JPEG XL in some browsers and not here.
 *
 * @throws every picture/… error of `admit`, and picture/heic, picture/kind-unread, picture/undecodable
 */
export async function readPicture(bytes: Uint8Array): Promise<DecodedPicture & { readonly identity: Identity }> {
  const admitted = admit(bytes);
  const { kind } = admitted;
  if (kind === 'jxl' || kind === 'jp2') throw pictureError('picture/kind-unread', { kind });
  try {
    const { stored, identity } =
      kind === 'bmp' ? { stored: decodeBmp(bytes), identity: admitted } : await bySharp(bytes, admitted);
    checkSize(kind, stored.width, stored.height);
    const { image, notes } = flatten(identity.untold ? upright(stored, identity.orientation) : stored);
    return { image, notes: [...(await notesOf(identity, image)), ...notes], identity };
  } catch (cause) {
    if (cause instanceof AtlasError) throw cause;
    throw kind === 'heic'
      ? pictureError('picture/heic', {}, { cause })
      : pictureError('picture/undecodable', { kind }, { cause });
  }
}

/** RGBA by libvips, turned where `identity` leaves turning to the decoder, and what is known of a TIFF only by it. */
async function bySharp(
  bytes: Uint8Array,
  identity: Identity,
): Promise<{ readonly stored: RgbaImage; readonly identity: Identity }> {
  const { untold } = identity;
  const file = untold ? Buffer.concat([bytes.subarray(0, untold.start), untold.by, bytes.subarray(untold.end)]) : bytes;
  const { space, icc, pages = 1, orientation = 1 } = await sharp(file, OPTIONS).metadata();
  const whole = identity.kind === 'tiff' ? { ...identity, ...tiffOf(icc, pages, orientation) } : identity;
  const turned = sharp(file, OPTIONS).autoOrient();
  // libvips turns CMYK into RGB by a profile of its own; its inks are taken as they are instead.
  const converted =
    space === 'cmyk'
      ? turned.pipelineColourspace('cmyk').toColourspace('cmyk')
      : turned.toColourspace('srgb').ensureAlpha();
  const { data, info } = await converted.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const stored =
    space === 'cmyk'
      ? cmykToRgba(data, width, height, channels)
      : { width, height, data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength) };
  return { stored, identity: whole };
}

const tiffOf = (icc: Uint8Array | undefined, frames: number, orientation: number): Partial<Identity> => ({
  frames,
  orientation,
  turned: orientation !== 1,
  profile: icc === undefined ? null : carried(icc, 0, icc.length),
});
