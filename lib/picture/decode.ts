import { pictureError } from './errors';
import { flatten } from './flatten';
import { admit, checkSize, type Identity } from './identify';
import type { DecodedPicture, RgbaImage } from './image';
import { PICTURE_LIMITS } from './limits';
import { notesOf } from './notes';
import { upright } from './upright';

/** Bytes of one strip that is read back from a canvas at a time (4 MiB). */
const STRIP_BYTES = 4 * 2 ** 20;

/** One black pixel, written by libjxl 0.11.2. */
const SMALLEST_JXL = [
  0xff, 0x0a, 0x00, 0x10, 0x10, 0x09, 0x08, 0x04, 0x01, 0x00, 0x1c, 0x00, 0x4b, 0x18, 0x8b, 0x15, 0x82, 0x03, 0x00,
];

/**
 * Decodes a picture in a browser, in a worker or a page: upright, without colour conversion (Pillow reads the stored
 * values too), alpha on white.
 * @throws every picture/… error of `admit`, and picture/heic, kind-unread, undecodable, unreadable
 */
export async function decode(blob: Blob): Promise<DecodedPicture & { readonly identity: Identity }> {
  const identity = admit(await bytesOf(blob));
  const bitmap = await bitmapOf(blob, identity);
  try {
    checkSize(identity.kind, bitmap.width, bitmap.height);
    const stored = pixelsOf(bitmap);
    const { image, notes } = flatten(identity.untold ? upright(stored, identity.orientation) : stored);
    return { image, notes: [...(await notesOf(identity, image)), ...notes], identity };
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

async function bitmapOf(blob: Blob, { kind, untold }: Identity): Promise<ImageBitmap> {
  // The type as the bytes say it: the declared one may be missing or wrong, and some browsers go by it.
  const type = `image/${kind}`;
  const parts = untold ? [blob.slice(0, untold.start), untold.by, blob.slice(untold.end)] : [blob];
  try {
    return await bitmap(new Blob(parts, { type }));
  } catch (cause) {
    if (kind === 'heic') throw pictureError('picture/heic', {}, { cause });
    if (kind === 'tiff' || kind === 'jp2' || (kind === 'jxl' && !(await readsJxl()))) {
      throw pictureError('picture/kind-unread', { kind }, { cause });
    }
    throw pictureError('picture/undecodable', { kind }, { cause });
  }
}

const bitmap = (blob: Blob): Promise<ImageBitmap> =>
  createImageBitmap(blob, { colorSpaceConversion: 'none', premultiplyAlpha: 'none', imageOrientation: 'from-image' });

/** Whether this browser reads a JPEG XL that is known to be right. */
const readsJxl = (): Promise<boolean> =>
  bitmap(new Blob([Uint8Array.from(SMALLEST_JXL)], { type: 'image/jxl' })).then(
    (read) => {
      read.close();
      return true;
    },
    () => false,
  );

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
