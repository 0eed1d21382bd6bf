import fc from 'fast-check';
import {
  avgPool,
  batchNorm,
  chain,
  concat,
  conv,
  globalAvgPool,
  l2Norm,
  linear,
  maxPool,
  network,
  residual,
  softmax,
} from '@/lib/graph/combinators';
import type { Expression, Network } from '@/lib/graph/expression';

const kernel = fc.constantFrom<readonly [number, number]>([1, 1], [3, 3], [1, 3], [3, 1], [2, 2], [1, 5], [2, 3]);
const padding = fc.oneof(
  fc.constantFrom('same' as const, 'valid' as const),
  fc
    .tuple(fc.nat(1), fc.nat(1), fc.nat(1), fc.nat(1))
    .map(([top, bottom, left, right]) => ({ top, bottom, left, right })),
);
/** No window may lie in the padding alone: the mean and the maximum of nothing are not defined (PyTorch refuses them too). */
const window = fc
  .record({ kernel, stride: fc.constantFrom(1, 2), padding })
  .map(({ kernel: [h, w], stride, padding: wanted }) => {
    if (typeof wanted === 'string')
      return { kernel: [h, w] as const, stride, padding: stride === 2 ? ('valid' as const) : wanted };
    const { top, bottom, left, right } = wanted;
    const [rows, columns] = [h - 1, w - 1];
    const inside = {
      top: Math.min(top, rows),
      bottom: Math.min(bottom, rows),
      left: Math.min(left, columns),
      right: Math.min(right, columns),
    };
    return { kernel: [h, w] as const, stride, padding: inside };
  });

const unit = fc
  .tuple(fc.integer({ min: 1, max: 4 }), window)
  .map(([filters, { kernel: k, ...options }]): Expression => conv(filters, k, options));
const pool = fc
  .tuple(fc.boolean(), fc.boolean(), window)
  .map(
    ([largest, countPadding, { kernel: k, ...options }]): Expression =>
      largest ? maxPool(k, options) : avgPool(k, { ...options, countPadding }),
  );
/** Parts that keep height and width, so that branches can be joined. */
const keeping = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom<readonly [number, number]>([1, 1], [3, 3], [1, 3], [5, 1]))
    .map(([filters, k]): Expression => conv(filters, k)),
  fc.boolean().map((countPadding): Expression => avgPool(3, { countPadding })),
);

const { block } = fc.letrec<{ block: Expression }>((tie) => ({
  block: fc.oneof(
    { depthSize: 'small' },
    unit,
    pool,
    keeping,
    fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((parts) => chain(...parts)),
    fc.array(keeping, { minLength: 1, maxLength: 3 }).map((branches) => concat(...branches)),
    fc
      .tuple(keeping, fc.constantFrom(0.1, 1), fc.boolean())
      .map(([body, scale, relu]) => residual(body, { scale, relu })),
  ),
}));

/** Vectors: scores, or an embedding on the unit sphere. */
const head = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()).map(
  ([units, scores]): Record<string, Expression> => ({
    pool: globalAvgPool(),
    last: linear(units, { bias: scores }),
    ...(scores ? { softmax: softmax() } : { norm: batchNorm(), unit: l2Norm() }),
  }),
);

/** Networks of a few ops of every kind; not every one fits every picture. */
export const randomNetwork: fc.Arbitrary<Network> = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 3 }), fc.option(head))
  .map(([parts, ended]) => network({ features: chain(...parts), ...ended }));
