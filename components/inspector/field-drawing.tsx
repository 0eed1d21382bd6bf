'use client';

import type { Region } from '@/lib/analysis/receptive-field';
import styles from './field-drawing.module.css';

/** The side of the drawing, in its own units; the picture takes half of it or more. */
const SIDE = 160;
/** How far beyond the picture the drawing goes at most, in sides of the picture. */
const MOST_BEYOND = 0.5;

/** By how many pixels a region reaches beyond the picture, on the side where it reaches farthest. */
const reachBeyond = ({ top, left, height, width }: Region, size: number): number =>
  Math.max(0, -top, -left, top + height - size, left + width - size);

/** Whether the drawing has room for all of a region. */
export const fitsDrawing = (region: Region, size: number): boolean => reachBeyond(region, size) <= size * MOST_BEYOND;

type FieldDrawingProps = {
  /** Side of the picture in pixels. */
  size: number;
  unclipped: Region;
  clipped: Region;
  /** Fields of the branches of a join, drawn as outlines. */
  branches: readonly Region[];
  /** What the drawing shows, for those who cannot see it. */
  label: string;
};

const rectOf = ({ left, top, width, height }: Region) => ({ x: left, y: top, width, height });

/** The receptive field of one value on the square picture, to scale; a dashed line where it reaches into padding. */
export function FieldDrawing({ size, unclipped, clipped, branches, label }: FieldDrawingProps) {
  const reach = reachBeyond(unclipped, size);
  const fits = fitsDrawing(unclipped, size);
  const beyond = (fits ? reach : size * MOST_BEYOND) + size * 0.02;
  const extent = size + 2 * beyond;
  const unit = extent / SIDE;
  return (
    <svg
      className={styles.drawing}
      viewBox={`${-beyond} ${-beyond} ${extent} ${extent}`}
      role="img"
      aria-label={label}
      strokeWidth={unit * 1.5}
    >
      <rect className={styles.picture} x={0} y={0} width={size} height={size} />
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
      <rect className={styles.edge} x={0} y={0} width={size} height={size} />
    </svg>
  );
}
