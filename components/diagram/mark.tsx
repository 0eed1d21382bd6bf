import { NOTE_SIZE } from '@/lib/diagram/measures';
import { textWidth } from '@/lib/diagram/text-metrics';
import styles from './drawing.module.css';

/** Something said about an item or frame of a drawing from outside: a difference, a slip of the figure. */
export interface Mark {
  /** What its badge shows; null for a mark without one. */
  readonly badge: string | null;
  /** Read out after the name of what is marked. */
  readonly label: string;
  /** Drawn thin: it is there, and not the point. */
  readonly quiet: boolean;
  /** Whether it is the one that the page speaks of. */
  readonly lit: boolean;
}

const BADGE_HEIGHT = 18;

type MarkShapeProps = { mark: Mark; width: number; height: number; radius: number };

/** A second outline around a box, and a badge on its upper right corner. */
export function MarkShape({ mark, width, height, radius }: MarkShapeProps) {
  const badgeWidth = Math.max(BADGE_HEIGHT, Math.ceil(textWidth(mark.badge ?? '', NOTE_SIZE)) + 10);
  return (
    <g className={styles.mark} data-mark="" data-quiet={mark.quiet || undefined} data-lit={mark.lit || undefined}>
      <rect className={styles.markRing} x={-4} y={-4} width={width + 8} height={height + 8} rx={radius + 4} />
      {mark.badge === null ? null : (
        <g transform={`translate(${width + 9 - badgeWidth},-9)`}>
          <rect className={styles.badge} width={badgeWidth} height={BADGE_HEIGHT} rx={BADGE_HEIGHT / 2} />
          <text className={styles.badgeText} x={badgeWidth / 2} y={13} fontSize={NOTE_SIZE}>
            {mark.badge}
          </text>
        </g>
      )}
    </g>
  );
}
