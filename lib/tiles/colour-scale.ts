import { interpolateRdBu, interpolateViridis, rgb } from 'd3';

/** `sequential` for maps without negative values (after ReLU), `diverging` and centred on 0 for signed ones. */
export type Scale = 'sequential' | 'diverging';

/** Steps of a table; odd, so that the middle of a diverging scale is one step: exactly 0, exactly its neutral colour. */
export const LUT_STEPS = 257;

export type Lut = {
  readonly scale: Scale;
  /** RGBA, four bytes a step; the step after the last is the colour of what is not a finite number. */
  readonly bytes: Uint8ClampedArray;
  /** The same in memory, one word a step. */
  readonly words: Uint32Array;
};

/** Magenta is on neither scale, so that a NaN cannot be taken for a value. */
const NOT_FINITE = '#f0f';

/**
 * Viridis: its lightness rises evenly, reads without colour and for every kind of colour blindness, and its ends stand
 * out from white and from near-black paper. Red and blue of ColorBrewer around near-white: blue below 0, red above;
 * this pair is kept apart by the colour-blind too (red and green is the one that is not).
 */
const INTERPOLATORS: Readonly<Record<Scale, (t: number) => string>> = {
  sequential: interpolateViridis,
  diverging: (t) => interpolateRdBu(1 - t),
};

function build(scale: Scale): Lut {
  const bytes = new Uint8ClampedArray((LUT_STEPS + 1) * 4);
  for (let step = 0; step <= LUT_STEPS; step++) {
    const { r, g, b } = rgb(step === LUT_STEPS ? NOT_FINITE : INTERPOLATORS[scale](step / (LUT_STEPS - 1)));
    bytes.set([r, g, b, 255], step * 4);
  }
  return { scale, bytes, words: new Uint32Array(bytes.buffer) };
}

const built = new Map<Scale, Lut>();

/** The colours of a scale from its low to its high end, in 257 steps; made once. */
export function lutOf(scale: Scale): Lut {
  const known = built.get(scale);
  if (known !== undefined) return known;
  const made = build(scale);
  built.set(scale, made);
  return made;
}

/** The step of a value: the nearest one, the ends beyond the range, and step 257 where it is not finite. */
export function stepOf(value: number, low: number, high: number): number {
  if (value - value !== 0) return LUT_STEPS;
  const step = Math.floor(((value - low) / (high - low)) * (LUT_STEPS - 1) + 0.5);
  return step < 0 ? 0 : step < LUT_STEPS ? step : LUT_STEPS - 1;
}

export type GradientStop = {
  /** 0 at the low end, 1 at the high end. */
  readonly offset: number;
  /** CSS colour, which SVG understands as well. */
  readonly colour: string;
};

/** Stops of a gradient for a colour bar; between 33 the straight line is within three levels of the table. */
export function gradientStops(scale: Scale, count = 33): readonly GradientStop[] {
  const { bytes } = lutOf(scale);
  return Array.from({ length: count }, (_, i) => {
    const offset = i / (count - 1);
    const at = Math.round(offset * (LUT_STEPS - 1)) * 4;
    return { offset, colour: `rgb(${bytes[at]} ${bytes[at + 1]} ${bytes[at + 2]})` };
  });
}

/** The scale as a CSS gradient, low end first in the given direction. */
export function cssGradient(scale: Scale, direction = 'to right'): string {
  const stops = gradientStops(scale).map(({ offset, colour }) => `${colour} ${offset * 100}%`);
  return `linear-gradient(${direction}, ${stops.join(', ')})`;
}
