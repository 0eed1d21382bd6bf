import { pictureError } from './errors';
import type { OpaqueImage, PictureNote, Rectangle } from './image';
import { type Preprocessing, wholeSize } from './preprocessing';
import { resize, type Size } from './resize';

/**
 * A crop of the reader's own, in source pixels. Without a side the scale is the published one and the crop is moved;
 * with a side that square of the source (of a rectangular input: that short side of its shape) is resized to the input
 * size (as Pillow's `box`). Both are kept inside.
 */
export type CropChoice = { readonly x: number; readonly y: number; readonly side?: number };

export type PreparedImage = {
  /** Normalised input, height×width×3, NHWC, RGB. */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** The same before normalisation, 8-bit RGBA: exactly what the network sees. */
  readonly visible: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** What part of the source it is, in source pixels; beyond the source where it was padded. */
  readonly crop: Rectangle;
  readonly notes: readonly PictureNote[];
};

/** Largest side that is prepared: far above any use of the networks here. */
const MAX_SIDE = 8192;

/**
 * Resizes, crops and normalises as timm's evaluation transform does with Pillow and torchvision:
 * the short side to `resizeShort` and the long one to ⌊resizeShort · long / short⌋, the centre crop at
 * round((side − crop) / 2) with halves to even, /255, (x − mean) / std, each step rounded to float32.
 * For a rectangular crop the resize is timm's `ResizeKeepRatio`: see `resizedSize`.
 * Only what the crop needs is computed; its pixels are those of the whole resize.
 *
 * @throws picture/bad-preprocessing
 */
export function prepare(image: OpaqueImage, preprocessing: Preprocessing, choice?: CropChoice): PreparedImage {
  const { interpolation } = preprocessing;
  check(preprocessing);
  const target = wholeSize(preprocessing.crop);
  const samples = { ...image, channels: 4 as const };
  const notes: PictureNote[] = [];

  if (choice?.side !== undefined) {
    const { width, height } = ownPart(image, target, choice.side);
    const x = clamp(choice.x, 0, image.width - width);
    const y = clamp(choice.y, 0, image.height - height);
    const rgb = resize(samples, target, interpolation, { box: [x, y, x + width, y + height] });
    if (width < target.width) notes.push('enlarged');
    const crop = { x, y, width, height };
    return { ...finish(rgb, target, { x: 0, y: 0 }, preprocessing), crop, notes };
  }

  const resized = resizedSize(image, preprocessing.resizeShort);
  if (resized.width > image.width) notes.push('enlarged');
  if (resized.width < target.width || resized.height < target.height) notes.push('padded');
  const scale = { x: image.width / resized.width, y: image.height / resized.height };
  const offset = {
    x: cropStart(resized.width, target.width, choice === undefined ? undefined : choice.x / scale.x),
    y: cropStart(resized.height, target.height, choice === undefined ? undefined : choice.y / scale.y),
  };
  const window = {
    x: Math.max(offset.x, 0),
    y: Math.max(offset.y, 0),
    width: Math.min(target.width, resized.width),
    height: Math.min(target.height, resized.height),
  };
  const rgb = resize(samples, resized, interpolation, { window });
  const place = { x: Math.max(-offset.x, 0), y: Math.max(-offset.y, 0) };
  const crop = {
    x: offset.x * scale.x,
    y: offset.y * scale.y,
    width: target.width * scale.x,
    height: target.height * scale.y,
  };
  return { ...finish(rgb, window, place, preprocessing), crop, notes };
}

/** The part of the source with the shape of the input and that short side, as far as it fits. */
function ownPart(image: Size, target: Size, side: number): Size {
  const short = Math.min(target.width, target.height);
  const [across, down] = [target.width / short, target.height / short];
  const held = clamp(side, 1, Math.min(image.width / across, image.height / down));
  return { width: Math.min(held * across, image.width), height: Math.min(held * down, image.height) };
}

/**
 * torchvision's Resize(int): the short side to `short`, the long one truncated. Of width and height: timm's
 * `ResizeKeepRatio` (timm/data/transforms.py), the smallest size of the picture's shape that covers both, rounded.
 */
export function resizedSize({ width, height }: Size, short: number | Size | null): Size {
  if (short === null) return { width, height };
  if (typeof short === 'object') {
    const ratio = Math.min(width / short.width, height / short.height);
    return { width: roundHalfEven(width / ratio), height: roundHalfEven(height / ratio) };
  }
  const long = Math.trunc((short * Math.max(width, height)) / Math.min(width, height));
  return width <= height ? { width: short, height: long } : { width: long, height: short };
}

/**
 * Where the crop starts on one side: torchvision's centre, or as wanted but inside.
 * Negative where the side is smaller than the crop (torchvision pads half of what is missing, rounded down, before).
 */
function cropStart(side: number, crop: number, wanted: number | undefined): number {
  if (side < crop) return -Math.floor((crop - side) / 2);
  return wanted === undefined ? roundHalfEven((side - crop) / 2) : clamp(Math.round(wanted), 0, side - crop);
}

/** Python's round: a half goes to the even neighbour. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
}

/** Lays RGB of `part` at `place` on black and normalises it. */
function finish(rgb: Uint8ClampedArray, part: Size, place: { x: number; y: number }, preprocessing: Preprocessing) {
  const { width, height } = wholeSize(preprocessing.crop);
  const visible = new Uint8ClampedArray(width * height * 4);
  for (let i = 3; i < visible.length; i += 4) visible[i] = 255;
  for (let y = 0; y < part.height; y++) {
    let from = y * part.width * 3;
    let to = ((place.y + y) * width + place.x) * 4;
    for (let x = 0; x < part.width; x++, from += 3, to += 4) {
      visible[to] = rgb[from] as number;
      visible[to + 1] = rgb[from + 1] as number;
      visible[to + 2] = rgb[from + 2] as number;
    }
  }
  const tables = [0, 1, 2].map((channel) => normalised(preprocessing, channel));
  const pixels = new Float32Array(width * height * 3);
  tables.forEach((table, channel) => {
    for (let i = 0; i < width * height; i++) {
      pixels[i * 3 + channel] = table[visible[i * 4 + channel] as number] as number;
    }
  });
  return { pixels, visible, width, height };
}

/** The 256 normalised values of a channel; float32 after each step, as the tensors of torchvision are. */
function normalised({ mean, std }: Preprocessing, channel: number): Float32Array {
  const f32 = Math.fround;
  const center = f32(mean[channel] as number);
  const spread = f32(std[channel] as number);
  return Float32Array.from({ length: 256 }, (_, value) => f32(f32(value / 255) - center) / spread);
}

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

function check({ crop, resizeShort, std }: Preprocessing): void {
  const whole = (field: string, value: number) => {
    if (!Number.isInteger(value) || value < 1 || value > MAX_SIDE) {
      throw pictureError('picture/bad-preprocessing', { field, value });
    }
  };
  for (const side of Object.values(wholeSize(crop))) whole('crop', side);
  if (resizeShort !== null) for (const side of Object.values(wholeSize(resizeShort))) whole('resizeShort', side);
  for (const value of std) {
    if (!(value > 0)) throw pictureError('picture/bad-preprocessing', { field: 'std', value });
  }
}
