/* Pictures: what their bytes are, and the numbers that a network takes. */

export { createPictureClient, type PictureClient, type PictureClientOptions } from './client';
export { decode } from './decode';
export type { PictureErrors } from './errors';
export { identify } from './identify';
export type { DecodedPicture, OpaqueImage, RgbaImage } from './image';
export { PICTURE_LIMITS, type PictureLimits } from './limits';
export { type PreparedImage, prepare } from './prepare';
export { type Preprocessing, preprocessingAt } from './preprocessing';
export { type ResizeOptions, resize } from './resize';
