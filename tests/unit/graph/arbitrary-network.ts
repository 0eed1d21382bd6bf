import fc from 'fast-check';
import {
  avgPool,
  batchNorm,
  block,
  chain,
  concat,
  conv,
  dropout,
  globalAvgPool,
  l2Norm,
  linear,
  maxPool,
  named,
  network,
  residual,
  softmax,
  stage,
  times,
} from '@/lib/graph/combinators';
import type { Expression, Network, Pair } from '@/lib/graph/expression';

const KERNELS: readonly Pair[] = [
  [1, 1],
  [3, 3],
  [5, 5],
  [1, 3],
  [3, 1],
  [1, 7],
  [7, 1],
  // Even kernels pad more after than before.
  [2, 2],
  [4, 1],
];

const kernel = fc.constantFrom(...KERNELS);
const filters = fc.integer({ min: 1, max: 5 });
/** A window that changes the size, and every branch beside it the same way. */
type Reduction = { readonly kernel: number; readonly stride: number };
const reduction: fc.Arbitrary<Reduction> = fc.record({
  kernel: fc.integer({ min: 2, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
});

/** An op that keeps height and width. */
const keepingOp: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(filters, kernel).map(([f, k]) => conv(f, k)) },
  { weight: 1, arbitrary: kernel.map((k) => maxPool(k)) },
  { weight: 1, arbitrary: fc.constant(batchNorm()) },
  {
    weight: 1,
    arbitrary: fc.tuple(kernel, fc.boolean()).map(([k, countPadding]) => avgPool(k, { countPadding })),
  },
);

/** Any expression that keeps height and width, up to `depth` joins deep. */
function keeping(depth: number): fc.Arbitrary<Expression> {
  if (depth === 0) return keepingOp;
  const inner = keeping(depth - 1);
  return fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: keepingOp },
    { weight: 2, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }).map((parts) => chain(...parts)) },
    { weight: 3, arbitrary: fc.array(inner, { minLength: 1, maxLength: 4 }).map((parts) => concat(...parts)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(inner, fc.constantFrom(1, 0.1, 0.17), fc.boolean())
        .map(([body, scale, relu]) => residual(body, { scale, relu })),
    },
    { weight: 1, arbitrary: inner.map((body) => block('Block', body)) },
    { weight: 1, arbitrary: inner.map((body) => named('part', body)) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), inner).map(([count, body]) => chain(times(count, body))),
    },
  );
}

const reducingOp = ({ kernel: k, stride }: Reduction): fc.Arbitrary<Expression> =>
  fc.oneof(
    filters.map((f) => conv(f, k, { stride, padding: 'valid' })),
    fc.constant(maxPool(k, { stride, padding: 'valid' })),
    fc.constant(avgPool(k, { stride, padding: 'valid' })),
  );

/** Branches that all shrink the map by the same window, as the reductions of the family do. */
const reducing: fc.Arbitrary<Expression> = reduction.chain((window) =>
  fc
    .array(
      fc.tuple(fc.option(keeping(1), { nil: null }), reducingOp(window)).map(([before, op]) => {
        return before === null ? op : chain(before, op);
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((branches) => {
      const [only] = branches;
      return branches.length === 1 && only ? only : block('Reduction', concat(...branches));
    }),
);

const part = fc.oneof({ weight: 3, arbitrary: keeping(2) }, { weight: 1, arbitrary: reducing });

const head: fc.Arbitrary<readonly [string, Expression][]> = fc.oneof(
  fc.constant([]),
  fc.constant<[string, Expression][]>([['pool', globalAvgPool()]]),
  fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()).map(([units, bias]): [string, Expression][] => [
    ['pool', globalAvgPool()],
    ['drop', dropout(0.2)],
    ['classes', linear(units, { bias })],
    ['softmax', softmax()],
  ]),
  fc.integer({ min: 1, max: 6 }).map((units): [string, Expression][] => [
    ['pool', globalAvgPool()],
    ['embedding', linear(units, { bias: false })],
    ['norm', batchNorm()],
    ['unit', l2Norm()],
  ]),
);

/** Every `named` part gets a name of its own, except inside `times`, where it is dropped: there it cannot be unique. */
function withUniqueNames(expression: Expression, counter: { next: number }, repeated = false): Expression {
  const inside = (each: Expression): Expression => withUniqueNames(each, counter, repeated);
  switch (expression.kind) {
    case 'named':
      return repeated ? inside(expression.body) : named(`part${counter.next++}`, inside(expression.body));
    case 'chain':
      return chain(...expression.parts.map(inside));
    case 'stage':
      return stage(expression.name, ...expression.parts.map(inside));
    case 'concat':
      return concat(...expression.branches.map(inside));
    case 'times':
      return times(expression.count, withUniqueNames(expression.body, counter, true));
    case 'residual':
      return residual(inside(expression.body), { scale: expression.scale, relu: expression.relu });
    case 'block':
      return block(expression.name, inside(expression.body));
    default:
      return expression;
  }
}

/**
 * Well-formed networks: chains, joins, residuals, repetitions, stages and names nested at random, reductions between
 * them, with or without a head. Every one of them has shapes from `smallestSize` on.
 */
export const arbitraryNetwork: fc.Arbitrary<Network> = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.boolean(), head, fc.integer({ min: 1, max: 4 }))
  .map(([parts, staged, tail, inputChannels]) => {
    const body = withUniqueNames(staged ? chain(stage('Body', ...parts)) : chain(...parts), { next: 0 });
    return network({ features: body, ...Object.fromEntries(tail) }, { inputChannels });
  });

/** One network of every kind of mistake that only shapes can show, with the code of its error. */
export const impossibleNetwork: fc.Arbitrary<{ readonly network: Network; readonly code: string }> = fc
  .tuple(keeping(1), filters)
  .chain(([before, f]) => {
    const start = withUniqueNames(before, { next: 0 });
    return fc.constantFrom(
      // One branch shrinks, the other does not.
      {
        network: network({ x: chain(start, concat(conv(f, 1), conv(f, 3, { stride: 2 }))) }),
        code: 'shape/join-mismatch',
      },
      {
        network: network({ x: chain(start, concat(conv(f, [1, 3]), conv(f, [1, 3], { padding: 'valid' }))) }),
        code: 'shape/join-mismatch',
      },
      // The body of a residual shrinks.
      {
        network: network({ x: chain(start, residual(conv(f, 3, { padding: 'valid' }))) }),
        code: 'shape/join-mismatch',
      },
      { network: network({ x: chain(start, conv(f, 99, { padding: 'valid' })) }), code: 'shape/window-too-large' },
      { network: network({ x: start, classes: linear(3) }), code: 'shape/wrong-rank' },
      { network: network({ x: start, pool: globalAvgPool(), late: conv(f, 3) }), code: 'shape/wrong-rank' },
      { network: network({ x: start, pool: globalAvgPool(), late: maxPool(3) }), code: 'shape/wrong-rank' },
      {
        network: network({ x: start, pool: globalAvgPool(), late: concat(dropout(0.1), softmax()) }),
        code: 'shape/wrong-rank',
      },
      { network: network({ x: start, pool: globalAvgPool(), again: globalAvgPool() }), code: 'shape/wrong-rank' },
    );
  });
