import { extent, scaleLinear } from 'd3';
import { textWidth } from '@/lib/diagram/text-metrics';
import { type Box, type PlacedLabel, placeLabels } from './place-labels';

/** Something measured twice: along x and along y. */
export interface ScatterMark {
  /** Unique in a chart; the same mark of another view keeps it. */
  readonly id: string;
  readonly name: string;
  /** Its y as people read it; stands after the name. */
  readonly reading: string;
  readonly x: number;
  readonly y: number;
  readonly shape: 'circle' | 'diamond';
  /** A second place on the same height, joined by a dashed line; null for none. */
  readonly other: { readonly x: number; readonly name: string } | null;
}

/** The size of a chart in px, and what is left free around its plot for ticks and titles. */
export interface ScatterFrame {
  readonly id: 'narrow' | 'middle' | 'wide';
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  /** About how many ticks the axes get. */
  readonly ticks: { readonly x: number; readonly y: number };
}

/** One drawing for each kind of screen: text would shrink away with a drawing that scales. */
export const FRAMES: readonly ScatterFrame[] = [
  { id: 'narrow', width: 336, height: 380, fontSize: 12, ticks: { x: 4, y: 5 } },
  { id: 'middle', width: 580, height: 400, fontSize: 13, ticks: { x: 5, y: 6 } },
  { id: 'wide', width: 900, height: 460, fontSize: 14, ticks: { x: 8, y: 6 } },
];

const MARGIN = { top: 34, right: 10, bottom: 50, left: 40 };

/** Half the width of a mark. */
export const MARK_RADIUS = 6;

export interface Tick {
  readonly value: number;
  /** Along its axis, in px. */
  readonly at: number;
}

export interface PlacedMark {
  readonly mark: ScatterMark;
  readonly x: number;
  readonly y: number;
  /** Null where there was no room. */
  readonly label: PlacedLabel | null;
  readonly other: { readonly x: number; readonly label: PlacedLabel | null } | null;
}

export interface ScatterLayout {
  readonly plot: Box;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly marks: readonly PlacedMark[];
}

/** The text of a label; its name is set semibold. */
export const labelParts = ({ name, reading }: Pick<ScatterMark, 'name' | 'reading'>): readonly [string, string] => [
  name,
  ` ${reading}`,
];

/** A domain with air at both ends; one apart where all values are the same. */
function domainOf(values: readonly number[]): [number, number] {
  const [low = 0, high = 1] = extent(values);
  const air = high > low ? (high - low) * 0.1 : 1;
  return [low - air, high + air];
}

const around = (x: number, y: number): Box => ({
  x: x - MARK_RADIUS - 1,
  y: y - MARK_RADIUS - 1,
  width: 2 * MARK_RADIUS + 2,
  height: 2 * MARK_RADIUS + 2,
});

/** Where everything of a chart stands, in px of its frame; no two labels overlap, and none covers a mark or a line. */
export function layOutScatter(marks: readonly ScatterMark[], frame: ScatterFrame): ScatterLayout {
  const plot: Box = {
    x: MARGIN.left,
    y: MARGIN.top,
    width: frame.width - MARGIN.left - MARGIN.right,
    height: frame.height - MARGIN.top - MARGIN.bottom,
  };
  const xs = marks.flatMap(({ x, other }) => (other ? [x, other.x] : [x]));
  const x = scaleLinear(domainOf(xs), [plot.x, plot.x + plot.width]).nice(frame.ticks.x);
  const y = scaleLinear(domainOf(marks.map((mark) => mark.y)), [plot.y + plot.height, plot.y]).nice(frame.ticks.y);

  const height = Math.ceil(frame.fontSize * 1.25);
  const places = marks.map((mark) => ({ mark, x: x(mark.x), y: y(mark.y), other: mark.other && x(mark.other.x) }));
  const wishes = places.flatMap((place) => {
    const [name, reading] = labelParts(place.mark);
    const width = textWidth(name, frame.fontSize, 'semibold') + textWidth(reading, frame.fontSize);
    const own = { id: place.mark.id, at: { x: place.x, y: place.y }, width, height };
    if (place.other === null || place.mark.other === null) return [own];
    const otherWidth = textWidth(place.mark.other.name, frame.fontSize);
    return [own, { id: `${place.mark.id}+`, at: { x: place.other, y: place.y }, width: otherWidth, height }];
  });
  const obstacles = places.flatMap((place) =>
    place.other === null
      ? [around(place.x, place.y)]
      : [
          around(place.x, place.y),
          around(place.other, place.y),
          {
            x: Math.min(place.x, place.other),
            y: place.y - 1,
            width: Math.abs(place.other - place.x),
            height: 2,
          },
        ],
  );
  const labels = new Map(placeLabels(wishes, obstacles, plot).map((label) => [label.id, label]));
  return {
    plot,
    xTicks: x.ticks(frame.ticks.x).map((value) => ({ value, at: x(value) })),
    yTicks: y.ticks(frame.ticks.y).map((value) => ({ value, at: y(value) })),
    marks: places.map((place) => ({
      mark: place.mark,
      x: place.x,
      y: place.y,
      label: labels.get(place.mark.id) ?? null,
      other: place.other === null ? null : { x: place.other, label: labels.get(`${place.mark.id}+`) ?? null },
    })),
  };
}
