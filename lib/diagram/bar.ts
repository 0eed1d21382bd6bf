import type { Segment } from './geometry';
import type { OpKind } from './op-kind';

/**
 * Divides a bar among the branches of a concat: widths in proportion to channels, whole pixels, no gaps, in branch
 * order. A branch is within a pixel of its exact share.
 */
export function segmentsOf(
  branches: readonly { readonly node: string; readonly channels: number; readonly kind: OpKind }[],
  x: number,
  width: number,
): Segment[] {
  const total = branches.reduce((sum, { channels }) => sum + channels, 0);
  let before = 0;
  return branches.map(({ node, channels, kind }) => {
    const from = Math.round((width * before) / total);
    before += channels;
    const to = Math.round((width * before) / total);
    return { node, x: x + from, width: to - from, channels, kind };
  });
}

/** Where an edge that comes down at `x` lands on its segment: straight below where it can, else nearest to that. */
export function landing(segment: Segment, x: number, margin: number): number {
  const inset = Math.min(margin, Math.floor(segment.width / 2));
  return Math.min(Math.max(x, segment.x + inset), segment.x + segment.width - inset);
}
