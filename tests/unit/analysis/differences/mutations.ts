import type { DifferenceKind } from '@/lib/analysis/differences';
import type { Expression, Network, Padding, Pair } from '@/lib/graph/expression';

/** One attribute of one expression changed; `name` ends the id of the difference that must be found. */
export interface Mutation {
  readonly name: string;
  readonly kind: DifferenceKind;
  /** What differs, as the difference must say it, read off an expression before and after. */
  readonly value: (expression: Expression) => unknown;
  /** Changes the expression in place; it is a copy. */
  readonly apply: () => void;
}

/** A place in the tree that can be changed, and how. */
export interface Site {
  readonly expression: Expression;
  readonly mutations: readonly Mutation[];
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A copy in which every place of the tree is an object of its own, also where blocks are shared. */
export const copyOf = (network: Network): Network => JSON.parse(JSON.stringify(network)) as Network;

const otherCount = (count: number, seed: number): number => {
  const other = 1 + (seed % (count + 8));
  return other === count ? count + 1 : other;
};

const same = ([rows, columns]: Pair): Padding => ({
  top: Math.floor((rows - 1) / 2),
  bottom: Math.ceil((rows - 1) / 2),
  left: Math.floor((columns - 1) / 2),
  right: Math.ceil((columns - 1) / 2),
});
const NONE: Padding = { top: 0, bottom: 0, left: 0, right: 0 };

const KERNELS: readonly Pair[] = [
  [1, 1],
  [3, 3],
  [5, 5],
  [1, 7],
  [7, 1],
  [1, 3],
  [3, 1],
  [2, 2],
];

interface Window {
  kernel: Pair;
  stride: Pair;
  padding: Padding;
}

const samePixels = (a: Padding, b: Padding): boolean => JSON.stringify(a) === JSON.stringify(b);

function windowMutations(window: Window, seed: number): Mutation[] {
  const kernel = KERNELS.filter(([rows, columns]) => rows !== window.kernel[0] || columns !== window.kernel[1]);
  const padded = !samePixels(window.padding, NONE);
  const one = window.stride[0] === 1 && window.stride[1] === 1;
  const pixels = { top: 2, bottom: 0, left: 1, right: 3 };
  return [
    {
      name: 'kernel',
      kind: 'kernel',
      value: (expression) => 'kernel' in expression && expression.kernel,
      apply: () => {
        window.kernel = kernel[seed % kernel.length] ?? [9, 9];
        // “Same” and “valid” mean the same as before for the new kernel.
        if (padded) window.padding = same(window.kernel);
      },
    },
    {
      name: 'kernel',
      kind: 'kernel',
      value: (expression) => 'kernel' in expression && expression.kernel,
      apply: () => {
        window.kernel = kernel[seed % kernel.length] ?? [9, 9];
      },
    },
    {
      name: 'stride',
      kind: 'stride',
      value: (expression) => 'stride' in expression && expression.stride,
      apply: () => {
        window.stride = one ? [2, 2] : [1, 1];
        // As wherever nothing else is said: stride 1 is same, stride 2 is valid.
        if (one && samePixels(window.padding, same(window.kernel))) window.padding = NONE;
        else if (!one && !padded) window.padding = same(window.kernel);
      },
    },
    {
      name: 'stride',
      kind: 'stride',
      value: (expression) => 'stride' in expression && expression.stride,
      apply: () => {
        window.stride = [window.stride[0] + 1, window.stride[1]];
      },
    },
    {
      name: 'padding',
      kind: 'padding',
      value: (expression) => {
        if (!('padding' in expression)) return null;
        const { padding, kernel: size } = expression;
        if (samePixels(padding, same(size)) && (!samePixels(padding, NONE) || one)) return { mode: 'same' };
        return samePixels(padding, NONE) ? { mode: 'valid' } : { mode: 'pixels', pixels: padding };
      },
      apply: () => {
        const other = [same(window.kernel), NONE].find((candidate) => !samePixels(candidate, window.padding));
        window.padding = seed % 2 === 0 ? (other ?? pixels) : pixels;
      },
    },
  ];
}

/** Everything that can be changed at a place, one attribute at a time. */
function mutationsAt(expression: Expression, seed: number): readonly Mutation[] {
  switch (expression.kind) {
    case 'unit': {
      const unit = expression as Mutable<typeof expression>;
      return [
        {
          name: 'width',
          kind: 'width',
          value: (each) => each.kind === 'unit' && each.filters,
          apply: () => {
            unit.filters = otherCount(unit.filters, seed);
          },
        },
        ...windowMutations(unit, seed),
        {
          name: 'epsilon',
          kind: 'normalisation',
          value: (each) => each.kind === 'unit' && each.epsilon,
          apply: () => {
            unit.epsilon *= 2;
          },
        },
      ];
    }
    case 'maxPool':
    case 'avgPool': {
      const pool = expression as Mutable<typeof expression>;
      const counts: Mutation = {
        name: 'count-padding',
        kind: 'pooling',
        value: (each) => 'countPadding' in each && each.countPadding,
        apply: () => {
          pool.countPadding = !pool.countPadding;
        },
      };
      const kinds: Mutation = {
        name: 'pool',
        kind: 'pooling',
        value: (each) => each.kind,
        apply: () => {
          pool.kind = pool.kind === 'maxPool' ? 'avgPool' : 'maxPool';
        },
      };
      // Only a mean can count its padding.
      return [...windowMutations(pool, seed), kinds, ...(pool.kind === 'avgPool' ? [counts] : [])];
    }
    case 'dropout': {
      const drop = expression as Mutable<typeof expression>;
      return [
        {
          name: 'rate',
          kind: 'dropout',
          value: (each) => each.kind === 'dropout' && each.rate,
          apply: () => {
            drop.rate = drop.rate === 0.25 ? 0.75 : 0.25;
          },
        },
      ];
    }
    case 'linear': {
      const layer = expression as Mutable<typeof expression>;
      return [
        {
          name: 'units',
          kind: 'head',
          value: (each) => each.kind === 'linear' && each.units,
          apply: () => {
            layer.units = otherCount(layer.units, seed);
          },
        },
        {
          name: 'bias',
          kind: 'head',
          value: (each) => each.kind === 'linear' && each.bias,
          apply: () => {
            layer.bias = !layer.bias;
          },
        },
      ];
    }
    case 'batchNorm':
    case 'l2Norm': {
      const norm = expression as Mutable<typeof expression>;
      return [
        {
          name: 'epsilon',
          kind: 'normalisation',
          value: (each) => (each.kind === 'batchNorm' || each.kind === 'l2Norm') && each.epsilon,
          apply: () => {
            norm.epsilon *= 10;
          },
        },
      ];
    }
    case 'residual': {
      const sum = expression as Mutable<typeof expression>;
      return [
        {
          name: 'scale',
          kind: 'scale',
          value: (each) => each.kind === 'residual' && each.scale,
          apply: () => {
            sum.scale = sum.scale === 0.3 ? 0.25 : 0.3;
          },
        },
        {
          name: 'activation',
          kind: 'activation',
          value: (each) => each.kind === 'residual' && each.relu,
          apply: () => {
            sum.relu = !sum.relu;
          },
        },
      ];
    }
    case 'times': {
      const run = expression as Mutable<typeof expression>;
      return [
        {
          name: 'repeat',
          kind: 'repeat',
          value: (each) => each.kind === 'times' && each.count,
          apply: () => {
            run.count = otherCount(run.count, seed);
          },
        },
      ];
    }
    case 'concat': {
      const join = expression as Mutable<typeof expression>;
      const [from, to] = [seed % join.branches.length, (seed + 1) % join.branches.length];
      return [
        {
          name: 'order',
          kind: 'order',
          value: () => 'branches',
          apply: () => {
            const branches = [...join.branches];
            const [first, second] = [branches[from], branches[to]];
            if (!first || !second) return;
            branches[from] = second;
            branches[to] = first;
            join.branches = branches;
          },
        },
      ];
    }
    default:
      return [];
  }
}

function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'chain':
    case 'stage':
      return expression.parts;
    case 'concat':
      return expression.branches;
    case 'residual':
    case 'block':
    case 'times':
    case 'named':
      return [expression.body];
    default:
      return [];
  }
}

/** Every place of a copied network that can be changed. @param seed chooses among the values to change to. */
export function sitesOf(network: Network, seed: number): readonly Site[] {
  const walk = (expression: Expression): readonly Site[] => [
    { expression, mutations: mutationsAt(expression, seed) },
    ...childrenOf(expression).flatMap(walk),
  ];
  return network.entries.flatMap(({ body }) => walk(body)).filter(({ mutations }) => mutations.length > 0);
}
