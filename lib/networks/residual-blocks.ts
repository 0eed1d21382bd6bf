import { block, chain, concat, conv, residual } from '../graph/combinators';
import type { Block } from '../graph/expression';

/** The scale of the residual, and whether a ReLU follows the sum. */
export interface ResidualOptions {
  readonly scale: number;
  readonly relu?: boolean;
}

/** Inception-ResNet-A (`Block35` in code). @param third filters of the two 3×3 of the longest branch. */
export const inceptionResnetA = (third: readonly [number, number], options: ResidualOptions): Block =>
  block(
    'Inception-ResNet-A',
    residual(
      concat(conv(32, 1), chain(conv(32, 1), conv(32, 3)), chain(conv(32, 1), conv(third[0], 3), conv(third[1], 3))),
      options,
    ),
  );

/** Inception-ResNet-B (`Block17`). @param long filters of 1×1 > 1×7 > 7×1; `short` those of the 1×1 beside. */
export const inceptionResnetB = (
  short: number,
  long: readonly [number, number, number],
  options: ResidualOptions,
): Block =>
  block(
    'Inception-ResNet-B',
    residual(concat(conv(short, 1), chain(conv(long[0], 1), conv(long[1], [1, 7]), conv(long[2], [7, 1]))), options),
  );

/** Inception-ResNet-C (`Block8`). @param long filters of 1×1 > 1×3 > 3×1. */
export const inceptionResnetC = (long: readonly [number, number, number], options: ResidualOptions): Block =>
  block(
    'Inception-ResNet-C',
    residual(concat(conv(192, 1), chain(conv(long[0], 1), conv(long[1], [1, 3]), conv(long[2], [3, 1]))), options),
  );

/** The scales that every released code agrees on (FACTS section 2). */
export const RELEASED_SCALES = { a: 0.17, b: 0.1, c: 0.2, last: 1 } as const;

/** The paper gives no number per block: "between 0.1 and 0.3" (section 3.3), "typically around 0.1" (Figure 20). */
export const PAPER_SCALE = 0.1;
