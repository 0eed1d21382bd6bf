/** What was done to a picture, or is to be known of it, beyond its pixels; shown beside it. */
export type PictureNote =
  /** An animation: the first frame is used. */
  | 'first-frame'
  /** Turned or mirrored upright, as its EXIF orientation or its container asks. */
  | 'rotated'
  /** A colour profile other than sRGB's comes with it and is not applied, as Pillow does not. */
  | 'profile-ignored'
  /** Transparent parts were laid on white. */
  | 'alpha-on-white'
  /** Every pixel is grey: the network gets the same value three times. */
  | 'grey'
  /** Smaller than the network's input, so that it was enlarged. */
  | 'enlarged'
  /** Smaller than the crop and not resized: surrounded with black, as torchvision does. */
  | 'padded';

/** 8-bit RGBA, row by row (height×width×4), not premultiplied, upright. */
export type RgbaImage = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
};

/** An RGBA image whose alpha is 255 everywhere: what `flatten` gives and `prepare` takes. */
export type OpaqueImage = RgbaImage & { readonly opaque: true };

/** An upright, opaque picture and what was done to it. */
export type DecodedPicture = { readonly image: OpaqueImage; readonly notes: readonly PictureNote[] };

/** A rectangle in pixels; fractions of a pixel are meant. */
export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
