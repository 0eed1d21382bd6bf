import type { TileLayout } from '@/lib/tiles/tile-layout';
import all from './posters.json';

/** At most so many channels are on a poster: more are not seen before the reader scrolls. */
export const POSTER_CHANNELS = 96;

/** The maps of a node, drawn when the site was made (`scripts/posters.ts`). */
export interface Poster extends Pick<TileLayout, 'columns' | 'tileWidth' | 'tileHeight' | 'gap'> {
  /** The structural hash of the tensor that it shows. */
  readonly key: string;
  /** Tiles on it: the first channels. */
  readonly count: number;
}

const posters: Readonly<Record<string, Readonly<Record<string, Poster>>>> = all;

/** The poster of a node on the first sample at the published size with calibrated weights; null where there is none. */
export const posterOf = (network: string, node: string): Poster | null => posters[network]?.[node] ?? null;

/** Every poster of a network by node. */
export const postersOf = (network: string): Readonly<Record<string, Poster>> => posters[network] ?? {};

/** Where a poster lies on the site. */
export const posterPath = (network: string, node: string): string =>
  `/posters/${network}/${node.replace('@', '-')}.webp`;
