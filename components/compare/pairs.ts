import { networks } from '@/lib/networks';

/** Two networks or variants as in addresses, each with its variant: `inception-v4:paper`. */
export interface Pair {
  readonly a: string;
  readonly b: string;
}

/** The pair that the page shows where its address says nothing. */
export const DEFAULT_PAIR: Pair = { a: 'inception-resnet-v2:paper', b: 'inception-resnet-v2:released' };

/** What can be chosen on either side, in the order of the networks. */
export const subjects = networks.flatMap((definition) =>
  definition.variants.map((variant) => ({ key: `${definition.id}:${variant.id}`, definition, variant })),
);

/**
 * Side of the square picture at which costs are compared, in pixels: one for both, so that they can be. The largest
 * of the networks' own.
 */
export const COMMON_SIZE = Math.max(...networks.map(({ defaultSize }) => defaultSize));
