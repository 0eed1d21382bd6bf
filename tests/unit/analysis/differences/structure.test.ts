import { describe, expect, it } from 'vitest';
import { type ComparedNetwork, compareNetworks, type Difference } from '@/lib/analysis/differences';
import {
  avgPool,
  batchNorm,
  block,
  chain,
  concat,
  conv,
  globalAvgPool,
  linear,
  maxPool,
  network,
  residual,
  softmax,
  stage,
  times,
} from '@/lib/graph/combinators';
import type { Expression, Network } from '@/lib/graph/expression';
import { readNetwork } from '@/lib/graph/model';

const subject = (built: Network, variant: string): ComparedNetwork => ({
  definition: { id: 'n', defaultSize: 32 },
  variant: { id: variant },
  model: readNetwork(built),
});

/** A network of one stage around some parts. */
const of = (...parts: readonly Expression[]): Network => network({ x: chain(stage('Body', ...parts)) });

const between = (a: Network, b: Network): readonly Difference[] =>
  compareNetworks(subject(a, 'a'), subject(b, 'b')).differences;

const brief = ({ id, a, b, follows }: Difference) => [
  id,
  a.places.map((place) => place.slice(4)).join(' '),
  b.places.map((place) => place.slice(4)).join(' '),
  ...(follows ? ['follows'] : []),
];

describe('on the main line', () => {
  it('the same kernels in another order are one difference, filters another', () => {
    const found = between(
      of(conv(8, 3), conv(8, [1, 7]), conv(8, [7, 1])),
      of(conv(8, 3), conv(8, [7, 1]), conv(9, [1, 7])),
    );
    expect(found.map(brief)).toEqual([
      ['body.order', 'body', 'body'],
      ['body.conv-3.width', 'x.2', 'x.2'],
    ]);
  });

  it('what stands in the place of something else is one difference, however many parts it has', () => {
    const found = between(
      of(conv(8, 3), maxPool(3, { stride: 2 })),
      of(conv(8, 3), block('Mix', concat(conv(4, 1), conv(4, 3)))),
    );
    expect(found.map(brief)).toEqual([['body.topology', 'x.1', 'x.1']]);
  });

  it('what only one has is one difference for each gap', () => {
    const found = between(of(conv(8, 3)), of(maxPool(2), conv(8, 3), avgPool(3), batchNorm()));
    expect(found.map(brief)).toEqual([
      ['body.only-b', '', 'x.0'],
      ['body.only-b-2', '', 'x.2 x.3'],
    ]);
  });

  it('loose entries are rows of their own, named by their entry', () => {
    const head = { pool: globalAvgPool(), classes: linear(5), softmax: softmax() };
    const found = between(
      network({ x: chain(conv(8, 3)), ...head }),
      network({ x: chain(conv(8, 3)), ...head, classes: linear(7) }),
    );
    expect(found.map(brief)).toEqual([['classes.linear.units', 'classes', 'classes']]);
    expect(found[0]?.grid).toBeNull();
  });

  it('a run without a path of its own is addressed by its parts', () => {
    const found = between(network({ x: times(2, conv(8, 3)) }), network({ y: times(3, conv(8, [1, 7])) }));
    for (const { a, b } of found) {
      for (const place of [...a.places, ...b.places]) expect(place).toMatch(/^n:[ab]\/[xy]\.\d$/);
    }
    expect(found.length).toBeGreaterThan(0);
  });
});

describe('repeated blocks', () => {
  const unit = (filters: number) => block('Mix', concat(conv(filters, 1), conv(4, 3)));

  it('are counted, and what they share is said once', () => {
    const found = between(of(times(2, unit(8))), of(times(5, unit(6))));
    expect(found.map(brief)).toEqual([
      ['body.mix.repeat', 'x.0 x.1', 'x.0 x.1 x.2 x.3 x.4'],
      ['body.mix.branch0.width', 'x.0.branch0 x.1.branch0', [0, 1, 2, 3, 4].map((j) => `x.${j}.branch0`).join(' ')],
      ['body.width', 'body', 'body', 'follows'],
    ]);
  });

  it('are compared with the nearest where a last one differs', () => {
    const found = between(of(times(2, unit(8))), of(times(2, unit(8)), unit(6)));
    expect(found.map(brief)).toEqual([
      ['body.mix.repeat', 'x.0 x.1', 'x.0 x.1 x.2'],
      ['body.mix.last.branch0.width', 'x.1.branch0', 'x.2.branch0'],
      ['body.width', 'body', 'body', 'follows'],
    ]);
  });

  it('are not counted where one of them differs on both sides', () => {
    const found = between(of(unit(8), unit(7), unit(8)), of(unit(8), unit(6), unit(8)));
    expect(found.map(brief)).toEqual([['body.mix.branch0.width', 'x.1.branch0', 'x.1.branch0']]);
  });
});

describe('inside a block', () => {
  const mix = (...branches: readonly Expression[]) => of(block('Body', concat(...branches)));

  it('a branch more is that branch only', () => {
    const found = between(mix(conv(8, 1), conv(4, 3)), mix(conv(8, 1), avgPool(3), conv(4, 3)));
    expect(found.map(brief)).toEqual([
      ['body.branch1.only-b', '', 'x.0.branch1'],
      ['body.width', 'body', 'body', 'follows'],
    ]);
  });

  it('as many branches of which few agree, or another number of others, are another structure', () => {
    const few = between(
      mix(chain(conv(8, 1), conv(4, 3), conv(4, 3)), maxPool(3)),
      mix(avgPool(3), chain(maxPool(3), batchNorm(), conv(4, 1))),
    );
    expect(few.filter(({ follows }) => !follows).map(brief)).toEqual([['body.topology', 'x.0', 'x.0']]);
    const other = between(mix(conv(8, 1), conv(4, 3)), mix(conv(8, 1), conv(5, 3), conv(6, 3)));
    expect(other.filter(({ follows }) => !follows).map(brief)).toEqual([['body.topology', 'x.0', 'x.0']]);
  });

  it('the same branches in another order are one difference', () => {
    const found = between(mix(conv(8, 1), conv(4, 3), maxPool(3)), mix(maxPool(3), conv(8, 1), conv(4, 3)));
    expect(found.map(brief)).toEqual([['body.order', 'x.0', 'x.0']]);
    expect(found[0]?.a.value?.type).toBe('branches');
  });

  it('joining and adding are different structures', () => {
    const found = between(
      of(block('Body', concat(conv(8, 1), conv(8, 3)))),
      of(block('Body', residual(concat(conv(8, 1), conv(8, 3))))),
    );
    expect(found.filter(({ follows }) => !follows).map(brief)).toEqual([['body.topology', 'x.0', 'x.0']]);
  });

  it('a kernel more in a chain is that op only', () => {
    const found = between(
      mix(conv(8, 1), chain(conv(8, 1), conv(4, 3))),
      mix(conv(8, 1), chain(conv(8, 1), conv(4, 3), conv(4, 3))),
    );
    expect(found.map(brief)).toEqual([['body.branch1.2.only-b', '', 'x.0.branch1.2']]);
  });
});

describe('attributes', () => {
  it('a padding that goes with the stride follows from it', () => {
    expect(between(of(conv(8, 3)), of(conv(8, 3, { stride: 2 }))).map(brief)).toEqual([
      ['body.conv.stride', 'x.0', 'x.0'],
      ['body.conv.padding', 'x.0', 'x.0', 'follows'],
    ]);
  });

  it('“same” stays the same for another kernel, and says nothing for a 1×1', () => {
    expect(between(of(conv(8, 3)), of(conv(8, 5))).map(brief)).toEqual([['body.conv.kernel', 'x.0', 'x.0']]);
    expect(between(of(conv(8, 3, { padding: 'valid' })), of(conv(8, 1))).map(brief)).toEqual([
      ['body.conv.kernel', 'x.0', 'x.0'],
    ]);
    expect(between(of(conv(8, 3)), of(conv(8, 3, { padding: 'valid' }))).map(brief)).toEqual([
      ['body.conv.padding', 'x.0', 'x.0'],
    ]);
  });

  it('another kind of pool in the same place is a difference of pooling', () => {
    const [found, ...others] = between(of(conv(8, 3), maxPool(3)), of(conv(8, 3), avgPool(3)));
    expect(others).toEqual([]);
    expect([found?.kind, found?.a.value, found?.b.value]).toEqual([
      'pooling',
      { type: 'pool', pool: 'maxPool' },
      { type: 'pool', pool: 'avgPool' },
    ]);
  });

  it('the channels of the picture are compared', () => {
    const grey = network({ x: conv(8, 3) }, { inputChannels: 1 });
    const [found] = between(network({ x: conv(8, 3) }), grey);
    expect(found && brief(found)).toEqual(['x.input.width', '', '']);
    expect(found?.a).toEqual({ address: 'n:a', places: ['n:a'], value: { type: 'filters', filters: 3 } });
  });

  it('are found where no map fits the picture', () => {
    const broken = of(concat(conv(8, 3, { stride: 2 }), conv(8, 3)));
    const found = between(of(concat(conv(8, 3), conv(8, 3))), broken);
    expect(found.filter(({ follows }) => !follows).map(brief)).toEqual([
      ['body.concat.branch0.stride', 'x.0.branch0', 'x.0.branch0'],
    ]);
  });
});
