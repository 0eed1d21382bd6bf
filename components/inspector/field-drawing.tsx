'use client';

import type { Region } from '@/lib/analysis/receptive-field';
import type { Extent } from '@/lib/reading/size';
import styles from './field-drawing.module.css';

/** The side of the drawing, in its own units; the picture takes half of it or more. */
const SIDE = 160;
/** How far beyond the picture the drawing goes at most, in longer sides of the picture. */
const MOST_BEYOND = 0.5;

/** By how many pixels a region reaches beyond the picture, on the side where it reaches farthest. */
const reachBeyond = ({ top, left, height, width }: Region, extent: Extent): number =>
  Math.max(0, -top, -left, top + height - extent.height, left + width - extent.width);

const longerSide = ({ height, width }: Extent): number => Math.max(height, width);

/** Whether the drawing has room for all of a region. */
export const fitsDrawing = (region: Region, extent: Extent): boolean =>
  reachBeyond(region, extent) <= longerSide(extent) * MOST_BEYOND;

type FieldDrawingProps = {
  /** Of the picture in pixels. */
  extent: Extent;
  unclipped: Region;
  clipped: Region;
  /** Fields of the branches of a join, drawn as outlines. */
  branches: readonly Region[];
  /** What the drawing shows, for those who cannot see it. */
  label: string;
};

const rectOf = ({ left, top, width, height }: Region) => ({ x: left, y: top, width, height });

/** The receptive field of one value on the picture, to scale; a dashed line where it reaches into padding. */
export function FieldDrawing({ extent, unclipped, clipped, branches, label }: FieldDrawingProps) {
  const reach = reachBeyond(unclipped, extent);
  const fits = fitsDrawing(unclipped, extent);
  const longer = longerSide(extent);
  const beyond = (fits ? reach : longer * MOST_BEYOND) + longer * 0.02;
  const unit = (longer + 2 * beyond) / SIDE;
  const { height, width } = extent;
  return (
    <svg
      className={styles.drawing}
      viewBox={`${-beyond} ${-beyond} ${width + 2 * beyond} ${height + 2 * beyond}`}
      role="img"
      aria-label={label}
      strokeWidth={unit * 1.5}
    >
      <rect className={styles.picture} x={0} y={0} width={width} height={height} />
      {reach > 0 && fits ? (
        <rect className={styles.beyond} {...rectOf(unclipped)} strokeDasharray={`${unit * 4} ${unit * 3}`} />
      ) : null}
      <rect className={styles.field} {...rectOf(clipped)} />
      {branches.map((branch) => (
        <rect
          key={`${branch.top},${branch.left},${branch.height},${branch.width}`}
          className={styles.branch}
          {...rectOf(branch)}
          strokeWidth={unit}
        />
      ))}
      <rect className={styles.edge} x={0} y={0} width={width} height={height} />
    </svg>
  );
}
