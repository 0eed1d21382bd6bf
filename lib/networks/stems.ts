import { block, chain, concat, conv, maxPool, named } from '../graph/combinators';
import type { Block, Pair, Unit } from '../graph/expression';

/** The three convolutions that every network of the family begins with: 299×299×3 → 147×147×64. */
export const commonStart = (): readonly [Unit, Unit, Unit] => [
  conv(32, 3, { stride: 2 }),
  conv(32, 3, { padding: 'valid' }),
  conv(64, 3),
];

/** The first join of the stem of Inception-v4: pool beside convolution, the pool first (timm `Mixed3a`). */
const mixed3a = block(
  'Mixed_3a',
  concat(named('maxpool', maxPool(3, { stride: 2 })), named('conv', conv(96, 3, { stride: 2 }))),
);

/** @param order kernels of the factorised pair: the code has 1×7 > 7×1, the figure 7×1 > 1×7 (FACTS section 4). */
const mixed4a = (order: readonly [Pair, Pair]): Block =>
  block(
    'Mixed_4a',
    concat(
      chain(conv(64, 1), conv(96, 3, { padding: 'valid' })),
      chain(conv(64, 1), conv(64, order[0]), conv(64, order[1]), conv(96, 3, { padding: 'valid' })),
    ),
  );

/** As `mixed3a`, but the convolution first: the order that the released weights were trained with. */
const mixed5a = block(
  'Mixed_5a',
  concat(named('conv', conv(192, 3, { stride: 2 })), named('maxpool', maxPool(3, { stride: 2 }))),
);

/**
 * The three joins of the stem of Inception-v4, after the common start: 147×147×64 → 35×35×384 (paper, Figure 3). In the
 * figures Inception-ResNet-v2 begins with it too.
 */
export const stemJoins = (order: readonly [Pair, Pair]): readonly [Block, Block, Block] => [
  mixed3a,
  mixed4a(order),
  mixed5a,
];

/**
 * The plain rest of the stem of Inception-v3, after the common start: max pool, 1×1, 3×3 → 71×71×192. What follows
 * differs: a max pool in v3 and the released Inception-ResNet-v2, a strided convolution in Inception-ResNet-v1.
 */
export const plainStem = () => ({
  pool: maxPool(3, { stride: 2 }),
  reduce: conv(80, 1),
  widen: conv(192, 3, { padding: 'valid' }),
});
