import type { PictureErrors } from './errors';
import type { PictureNote, Rectangle } from './image';
import type { PictureKind } from './kind';
import type { CropChoice } from './prepare';
import type { Preprocessing } from './preprocessing';

/**
 * What the page asks the picture worker. Every request carries the file itself, so that a worker that was replaced
 * answers as the old one would have; it keeps the pixels of the last picture only to be quick.
 */
export type PictureRequest =
  | { readonly type: 'open'; readonly request: number; readonly id: string; readonly blob: Blob }
  | {
      readonly type: 'prepare';
      readonly request: number;
      readonly id: string;
      readonly blob: Blob;
      readonly preprocessing: Preprocessing;
      readonly choice?: CropChoice;
    };

/** What the worker answers: one answer for each request. Bitmaps and pixels are transferred. */
export type PictureAnswer =
  | { readonly type: 'opened'; readonly request: number; readonly picture: OpenedPicture }
  | { readonly type: 'prepared'; readonly request: number; readonly picture: PreparedPicture }
  | { readonly type: 'failed'; readonly request: number; readonly failure: PictureFailure };

/** An error as data: its code and the facts of that code. */
export type PictureFailure = {
  [Code in keyof PictureErrors]: { readonly code: Code; readonly data: PictureErrors[Code] };
}[keyof PictureErrors];

export type OpenedPicture = {
  readonly id: string;
  readonly kind: PictureKind;
  /** Pixels, upright. */
  readonly width: number;
  readonly height: number;
  readonly notes: readonly PictureNote[];
  /** The whole picture on white, longest side at most 640. The receiver closes it. */
  readonly preview: ImageBitmap;
};

export type PreparedPicture = {
  /** Network input, height×width×3, NHWC, normalised RGB. */
  readonly pixels: Float32Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** The part of the picture that the network sees, in source pixels. */
  readonly crop: Rectangle;
  readonly notes: readonly PictureNote[];
  /** Exactly the crop, as sharp as 512 pixels show it. The receiver closes it. */
  readonly preview: ImageBitmap;
  /** Content key of the input: equal inputs, equal keys. */
  readonly key: string;
};
