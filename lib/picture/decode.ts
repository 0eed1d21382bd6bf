import { pictureError } from './errors';
import { flatten } from './flatten';
import { admit, checkSize, type Identity } from './identify';
import type { DecodedPicture, PictureNote, RgbaImage } from './image';
import { PICTURE_LIMITS } from './limits';

/** Bytes of one strip that is read back from a canvas at a time (4 MiB). */
const STRIP_BYTES = 4 * 2 ** 20;

/**
 * Decodes a picture in a browser, in a worker or a page: upright, without colour conversion (Pillow reads the stored
 * values too), alpha on white.
 * @throws every picture/… error of `admit`, and picture/heic, undecodable, unreadable
 */
export async function decode(blob: Blob): Promise<DecodedPicture & { readonly identity: Identity }> {
  const identity = admit(await bytesOf(blob));
  const bitmap = await bitmapOf(blob, identity);
  try {
    checkSize(identity.kind, bitmap.width, bitmap.height);
    const { image, notes } = flatten(pixelsOf(bitmap));
    const seen: PictureNote[] = [];
    if (identity.frames > 1) seen.push('first-frame');
    if (isTurned(identity, bitmap)) seen.push('rotated');
    return { image, notes: [...seen, ...notes], identity };
  } finally {
    bitmap.close();
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  // A file beyond the limit is refused by its size alone: it is never read.
  if (blob.size === 0) return new Uint8Array(0);
  if (blob.size > PICTURE_LIMITS.maxBytes) {
    throw pictureError('picture/too-heavy', { bytes: blob.size, maxBytes: PICTURE_LIMITS.maxBytes });
  }
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    const reason = cause instanceof Error ? cause.name : String(cause);
    throw pictureError('picture/unreadable', { reason }, { cause });
  }
}

async function bitmapOf(blob: Blob, { kind }: Identity): Promise<ImageBitmap> {
  // The type as the bytes say it: the declared one may be missing or wrong, and some browsers go by it.
  const typed = blob.slice(0, blob.size, `image/${kind}`);
  try {
    return await createImageBitmap(typed, {
      colorSpaceConversion: 'none',
      premultiplyAlpha: 'none',
      imageOrientation: 'from-image',
    });
  } catch (cause) {
    throw kind === 'heic'
      ? pictureError('picture/heic', {}, { cause })
      : pictureError('picture/undecodable', { kind }, { cause });
  }
}

/** A JPEG says its orientation; other containers show it by a size that is swapped. */
function isTurned(identity: Identity, upright: { width: number; height: number }): boolean {
  const { size, orientation } = identity;
  return orientation !== 1 || (size !== null && size.width !== size.height && size.width === upright.height);
}

/** RGBA of a bitmap, read in strips: a canvas of the whole picture is refused by phones above 16 megapixels. */
function pixelsOf(bitmap: ImageBitmap): RgbaImage {
  const { width, height } = bitmap;
  const rows = Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / (width * 4))));
  const canvas = new OffscreenCanvas(width, rows);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw pictureError('picture/worker-failed', { reason: 'no 2d context' });
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += rows) {
    const count = Math.min(rows, height - y);
    context.clearRect(0, 0, width, rows);
    context.drawImage(bitmap, 0, y, width, count, 0, 0, width, count);
    data.set(context.getImageData(0, 0, width, count).data, y * width * 4);
  }
  return { width, height, data };
}
