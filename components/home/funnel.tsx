import { OP_KINDS } from '@/lib/diagram/op-kind';
import { layoutStrip, type Slice } from '@/lib/diagram/strip';
import { modelOf, networks } from '@/lib/networks';
import { readingOf } from '@/lib/reading/reading';
import styles from './family.module.css';

/** One scale for all, so that they can be compared: the largest picture, and the most channels of any network. */
const LARGEST = {
  side: Math.max(...networks.map(({ defaultSize }) => defaultSize)),
  channels: Math.max(...networks.flatMap(({ id }) => modelOf(id).graph.nodes.map(({ channels }) => channels))),
};
const REACH = 100;

const bar = (x: number, { y, height }: Pick<Slice, 'y' | 'height'>, width: number): string =>
  `M${x},${y}h${width}v${height}h${-width}z`;

/** A network as a silhouette: down the layers, to the left the shrinking grid, to the right the growing channels. */
export function Funnel({ network }: { network: string }) {
  const definition = networks.find(({ id }) => id === network);
  if (!definition) return null;
  const model = modelOf(network);
  const { width, height, axis, slices, picture } = layoutStrip(model, readingOf(model, definition.defaultSize).shapes, {
    layerHeight: 3,
    reach: REACH,
    least: 3,
    gap: 1,
    stageGap: 6,
    whole: LARGEST,
  });
  return (
    <svg
      className={styles.funnel}
      viewBox={`0 0 ${width} ${height + 1}`}
      width={width}
      height={height + 1}
      aria-hidden="true"
    >
      <path className={styles.picture} d={bar(axis - picture.size, picture, picture.size + picture.channels)} />
      <path className={styles.grid} d={slices.map((slice) => bar(axis - slice.size, slice, slice.size)).join('')} />
      {OP_KINDS.map((kind) => (
        <path
          key={kind}
          className={styles.channels}
          data-kind={kind}
          d={slices
            .filter((slice) => slice.kind === kind)
            .map((slice) => bar(axis, slice, slice.channels))
            .join('')}
        />
      ))}
      <line className={styles.axis} x1={axis} x2={axis} y2={height} />
    </svg>
  );
}
