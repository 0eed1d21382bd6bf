import sharp from 'sharp';
import { AtlasError } from '@/lib/error';
import { pictureError } from '@/lib/picture/errors';
import { flatten } from '@/lib/picture/flatten';
import { admit, checkSize, type Identity } from '@/lib/picture/identify';
import type { DecodedPicture, PictureNote } from '@/lib/picture/image';
import { PICTURE_LIMITS } from '@/lib/picture/limits';

/**
 * Decodes a picture in Node for the command line: the same refusals, notes and RGBA as `lib/picture/decode` gives in a
 * browser (upright, first frame, no colour profile applied, alpha on white). The decoders differ, so a lossy picture
 * may differ by a step or two of 255 (in Chromium JPEG and WebP do not, AVIF does); what comes after (resize, crop, normalise) is the same code.
 *
 * @throws every picture/… error of `admit`, and picture/heic, picture/undecodable
 */
export async function readPicture(bytes: Uint8Array): Promise<DecodedPicture & { readonly identity: Identity }> {
  const identity = admit(bytes);
  const { kind, frames, orientation, size } = identity;
  try {
    const { data, info } = await sharp(bytes, {
      page: 0,
      pages: 1,
      failOn: 'error',
      ignoreIcc: true,
      limitInputPixels: PICTURE_LIMITS.maxPixels,
    })
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    checkSize(kind, width, height);
    const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength);
    const { image, notes } = flatten({ width, height, data: pixels });
    const seen: PictureNote[] = [];
    if (frames > 1) seen.push('first-frame');
    const swapped = size !== null && size.width !== size.height && size.width === height;
    if (orientation !== 1 || swapped) seen.push('rotated');
    return { image, notes: [...seen, ...notes], identity };
  } catch (cause) {
    if (cause instanceof AtlasError) throw cause;
    throw kind === 'heic'
      ? pictureError('picture/heic', {}, { cause })
      : pictureError('picture/undecodable', { kind }, { cause });
  }
}
