import { max, scaleLinear } from 'd3';
import type { SideName } from './comparing';

/** One bar: its band in px from the top, and how much of the width it takes, 0 to 1. */
export interface Bar {
  /** Null where the side has no such stage. */
  readonly value: number | null;
  readonly y: number;
  readonly height: number;
  readonly share: number;
}

/** The bars of one stage, and the band of its name above them. */
export interface BarGroup {
  readonly id: string;
  readonly y: number;
  /** Where the name stands. */
  readonly baseline: number;
  readonly height: number;
  /** One for each side; a side without the stage has a bar of no length. */
  readonly bars: Readonly<Record<SideName, Bar>>;
}

const NAME = 20;
const BAR = 13;
const GAP = 3;
const GROUP_GAP = 15;

/** What is left of the full width for bars; the rest is for the numbers at their ends. */
export const BAR_SHARE = 0.76;

/**
 * Paired bars, one group per stage in order, all on one scale.
 * @param stages their values; null where a side has no such stage.
 */
export function layoutStageBars(
  stages: readonly { readonly id: string; readonly a: number | null; readonly b: number | null }[],
): { readonly height: number; readonly groups: readonly BarGroup[] } {
  const most = max(stages, ({ a, b }) => Math.max(a ?? 0, b ?? 0)) ?? 0;
  const share = scaleLinear()
    .domain([0, Math.max(most, 1)])
    .range([0, BAR_SHARE]);
  let y = 0;
  const groups = stages.map((stage): BarGroup => {
    const bar = (value: number | null, place: number): Bar => ({
      value,
      y: y + NAME + place * (BAR + GAP),
      height: BAR,
      share: share(value ?? 0),
    });
    const bars = { a: bar(stage.a, 0), b: bar(stage.b, 1) };
    const height = NAME + 2 * BAR + GAP;
    const group = { id: stage.id, y, baseline: y + 14, height, bars };
    y += height + GROUP_GAP;
    return group;
  });
  return { height: Math.max(0, y - GROUP_GAP), groups };
}
