import { block, chain, concat, conv, maxPool } from '../graph/combinators';
import type { Block } from '../graph/expression';

/** @param k, l, m, n as in Table 1 of the paper: the only numbers in which the 35 → 17 reductions differ. */
export const reductionA = (k: number, l: number, m: number, n: number): Block =>
  block(
    'Reduction-A',
    concat(
      conv(n, 3, { stride: 2 }),
      chain(conv(k, 1), conv(l, 3), conv(m, 3, { stride: 2 })),
      maxPool(3, { stride: 2 }),
    ),
  );

/** The 17 → 8 reduction of both Inception-ResNets: @param second, third filters of the branches beside 256 > 384. */
export const residualReductionB = (second: number, third: readonly [number, number]): Block =>
  block(
    'Reduction-B',
    concat(
      chain(conv(256, 1), conv(384, 3, { stride: 2 })),
      chain(conv(256, 1), conv(second, 3, { stride: 2 })),
      chain(conv(256, 1), conv(third[0], 3), conv(third[1], 3, { stride: 2 })),
      maxPool(3, { stride: 2 }),
    ),
  );
