import fc from 'fast-check';
import { avgPool, block, chain, concat, conv, maxPool, network, residual, stage, times } from '@/lib/graph/combinators';
import type { Expression } from '@/lib/graph/expression';
import { type NetworkModel, readNetwork } from '@/lib/graph/model';

const channels = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 16, max: 1600 }));
const kernel = fc.oneof(
  fc.constantFrom(1, 3, 5),
  fc.constantFrom<readonly [number, number]>([1, 7], [7, 1], [1, 3], [3, 1]),
);

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(channels, kernel).map(([filters, size]) => conv(filters, size)) },
  { weight: 1, arbitrary: fc.constantFrom(maxPool(3), avgPool(3)) },
);

/** Expressions that keep height and width, nested up to the given depth. */
const expression = (depth: number): fc.Arbitrary<Expression> => {
  if (depth === 0) return leaf;
  const inner = expression(depth - 1);
  const parts = fc.array(inner, { minLength: 1, maxLength: 4 });
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 3, arbitrary: parts.map((list) => chain(...list)) },
    { weight: 4, arbitrary: parts.map((list) => concat(...list)) },
    {
      weight: 2,
      // A body of its own path: a chain around it.
      arbitrary: fc
        .record({ body: inner, scale: fc.constantFrom(1, 0.17), relu: fc.boolean() })
        .map(({ body, scale, relu }) => residual(chain(body), { scale, relu })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('A', 'A block of a long name'), inner)
        .map(([name, body]) => block(name, chain(body))),
    },
  );
};

/** A random network of stages, repeated blocks and loose parts, on a picture of 9 × 9. */
export const arbitraryModel: fc.Arbitrary<NetworkModel> = fc
  .array(
    fc.oneof(
      expression(3),
      fc.tuple(fc.array(expression(2), { minLength: 1, maxLength: 3 })).map(([parts]) => ({ stageOf: parts })),
      fc
        .tuple(fc.integer({ min: 1, max: 3 }), expression(2))
        .map(([count, body]) => times(count, block('Repeated', chain(body)))),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) =>
    readNetwork(
      network({
        body: chain(
          ...parts.map((part, index) => ('stageOf' in part ? stage(`Stage ${index}`, ...part.stageOf) : part)),
        ),
      }),
    ),
  );
