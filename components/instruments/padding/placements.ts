import { windowPlaces } from '@/lib/graph/shapes';

/** A row of values under a window that slides along it. Sizes in values, padding on each side. */
export interface Sliding {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly before: number;
  readonly after: number;
}

/** One stop of the window. */
export interface Placement {
  /** The first value under it, counted from 0; negative in the padding. */
  readonly start: number;
  /** How many of the values under it are real. */
  readonly real: number;
}

export interface Placements {
  readonly places: readonly Placement[];
  /** Values of the row, and of the padding behind it, that no window reaches. */
  readonly unread: number;
}

/** The padding that keeps the size at stride 1: k − 1 in total, the larger half after. */
export const samePadding = (kernel: number): Pick<Sliding, 'before' | 'after'> => ({
  before: Math.floor((kernel - 1) / 2),
  after: Math.ceil((kernel - 1) / 2),
});

/** Every stop of the window, and what it never reaches; no stop where the window is larger than the padded row. */
export function placementsOf({ size, kernel, stride, before, after }: Sliding): Placements {
  const count = Math.max(0, windowPlaces(size, kernel, stride, before + after));
  const places = Array.from({ length: count }, (_, i) => {
    const start = i * stride - before;
    return { start, real: Math.max(0, Math.min(size, start + kernel) - Math.max(0, start)) };
  });
  const last = places.at(-1);
  return { places, unread: last ? Math.max(0, size + after - (last.start + kernel)) : size };
}
