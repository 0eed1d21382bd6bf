import type { TileLayout } from '@/lib/tiles/tile-layout';
import all from './posters.json';

/** At most so many channels are on a poster: more are not seen before the reader scrolls. */
export const POSTER_CHANNELS = 96;

/** The maps of a node, drawn when the site was made (`scripts/posters.ts`). */
export interface Poster extends Pick<TileLayout, 'columns' | 'tileWidth' | 'tileHeight' | 'gap'> {
  /** The source in the catalogue whose weights made it. */
  readonly weights: string;
  /** The structural hash of the tensor that it shows. */
  readonly key: string;
  /** Where it lies on the site; variants that share a tensor share its poster. */
  readonly path: string;
  /** Tiles on it: the first channels. */
  readonly count: number;
}

const posters: Readonly<Record<string, Readonly<Record<string, Poster>>>> = all;

/** Every poster of a variant of a network (`inception-v4:paper`) by node. */
export const postersOf = (network: string, variant: string): Readonly<Record<string, Poster>> =>
  posters[`${network}:${variant}`] ?? {};

/** The poster of a node on the first sample at the published size with calibrated weights; null where there is none. */
export const posterOf = (network: string, variant: string, node: string): Poster | null =>
  postersOf(network, variant)[node] ?? null;
