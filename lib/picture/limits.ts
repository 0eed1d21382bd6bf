/**
 * What is decoded at most. The longest side is the largest canvas side that every current browser grants.
 * The pixel count is 2^26 = 67.1 million: RGBA of exactly 256 MiB, just above the 64-megapixel photographs of phones
 * (9248×6944) and about what a tab on a phone survives once more for the decoder's own copy.
 * The file size bounds what is read into memory at all; no camera writes a picture of 64 megapixels that is larger.
 */
export const PICTURE_LIMITS = { maxSide: 16_384, maxPixels: 2 ** 26, maxBytes: 256 * 2 ** 20 } as const;

export type PictureLimits = { readonly maxSide: number; readonly maxPixels: number; readonly maxBytes: number };
