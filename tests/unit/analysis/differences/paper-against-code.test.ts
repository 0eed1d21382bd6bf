import { describe, expect, it } from 'vitest';
import { compareNetworks, type Difference, type DifferenceValue } from '@/lib/analysis/differences';
import { findNetwork, modelOf, networks, resolveAddress } from '@/lib/networks';

/** Every row of the list “paper against code” of the fact sheet that is a property of a graph, found by comparing. */

const between = (a: string, b: string): readonly Difference[] =>
  compareNetworks(resolveAddress(a), resolveAddress(b)).differences;

const byId = (differences: readonly Difference[], id: string): Difference => {
  const found = differences.find((difference) => difference.id === id);
  if (!found) throw new Error(`${id} was not found among ${differences.map((each) => each.id).join(', ')}`);
  return found;
};

const own = (differences: readonly Difference[]): readonly string[] =>
  differences.filter(({ follows }) => !follows).map(({ id }) => id);

const values = ({ a, b }: Difference): readonly [DifferenceValue | null, DifferenceValue | null] => [a.value, b.value];

/** Kernels of a chain in order: `1x7 7x1`. */
const kernels = (value: DifferenceValue | null): string =>
  value?.type === 'chain' ? value.ops.map((op) => ('kernel' in op ? op.kernel.join('x') : op.kind)).join(' ') : '';

const filters = (value: DifferenceValue | null): readonly (number | string)[] =>
  value?.type === 'chain' ? value.ops.map((op) => ('filters' in op ? op.filters : op.kind)) : [];

describe('Inception-ResNet-v2, paper against code', () => {
  const differences = between('inception-resnet-v2:paper', 'inception-resnet-v2:released');

  it('finds ten differences that are decisions', () => {
    expect(own(differences)).toEqual([
      'stem.topology',
      'inception-a.only-b',
      'inception-resnet-a.repeat',
      'inception-resnet-a.scale',
      'inception-resnet-b.repeat',
      'inception-resnet-c.repeat',
      'inception-resnet-c.scale',
      'inception-resnet-c.last.scale',
      'inception-resnet-c.last.activation',
      'last-convolution.only-b',
    ]);
  });

  it('IR-v2 stem: three joins against a plain one, and Mixed_5b in the code only', () => {
    const stem = byId(differences, 'stem.topology');
    expect(stem.a.places).toEqual(
      ['mixed_3a', 'mixed_4a', 'mixed_5a'].map((path) => `inception-resnet-v2:paper/${path}`),
    );
    expect(stem.b.places).toEqual(
      ['maxpool_3a', 'conv2d_3b', 'conv2d_4a', 'maxpool_5a'].map((path) => `inception-resnet-v2:released/${path}`),
    );
    const mixed5b = byId(differences, 'inception-a.only-b');
    expect(mixed5b.a).toEqual({ address: null, places: [], value: null });
    expect(resolveAddress(mixed5b.b.address ?? '').node.id).toBe('mixed_5b');
  });

  it('IR-v2 repeats A/B/C: 5/10/5 against 10/20/9 + 1', () => {
    expect(values(byId(differences, 'inception-resnet-a.repeat'))).toEqual([
      { type: 'count', count: 5, runs: [5] },
      { type: 'count', count: 10, runs: [10] },
    ]);
    expect(values(byId(differences, 'inception-resnet-b.repeat'))).toEqual([
      { type: 'count', count: 10, runs: [10] },
      { type: 'count', count: 20, runs: [20] },
    ]);
    expect(values(byId(differences, 'inception-resnet-c.repeat'))).toEqual([
      { type: 'count', count: 5, runs: [5] },
      { type: 'count', count: 10, runs: [9, 1] },
    ]);
    expect(byId(differences, 'inception-resnet-c.repeat').b.places.at(-1)).toBe('inception-resnet-v2:released/block8');
  });

  it('IR-v2 widths: 384 > 1152 > 2144 against 320 > 1088 > 2080, which follow', () => {
    const trunk = ['inception-resnet-a', 'reduction-a', 'inception-resnet-b', 'reduction-b', 'inception-resnet-c'].map(
      (row) => byId(differences, `${row}.width`),
    );
    expect(trunk.map((each) => values(each).map((value) => value?.type === 'filters' && value.filters))).toEqual([
      [384, 320],
      [1152, 1088],
      [1152, 1088],
      [2144, 2080],
      [2144, 2080],
    ]);
    const linear = ['a', 'b', 'c'].map((block) => byId(differences, `inception-resnet-${block}.conv2d.width`));
    expect(linear.map(({ a, b }) => [a.places.length, b.places.length])).toEqual([
      [5, 10],
      [10, 20],
      [5, 10],
    ]);
    for (const each of [...trunk, ...linear]) expect(each.follows, each.id).toBe(true);
    expect(trunk.map(({ grid }) => grid)).toEqual([35, 17, 17, 8, 8]);
  });

  it('last conv: conv2d_7b in the code only', () => {
    const last = byId(differences, 'last-convolution.only-b');
    expect(last.a.value).toBeNull();
    expect(last.b.value).toEqual({
      type: 'parts',
      parts: [{ kind: 'unit', filters: 1536, kernel: [1, 1], stride: [1, 1] }],
    });
    expect(resolveAddress(last.b.address ?? '').node.referencePath).toBe('conv2d_7b');
  });

  it('last residual block: scale 1.0 and no ReLU', () => {
    const scale = byId(differences, 'inception-resnet-c.last.scale');
    const relu = byId(differences, 'inception-resnet-c.last.activation');
    expect(values(scale)).toEqual([
      { type: 'scale', scale: 0.1 },
      { type: 'scale', scale: 1 },
    ]);
    expect(values(relu)).toEqual([
      { type: 'relu', relu: true },
      { type: 'relu', relu: false },
    ]);
    for (const { a, b } of [scale, relu]) {
      expect([a.places, b.places]).toEqual([
        ['inception-resnet-v2:paper/repeat_2.4'],
        ['inception-resnet-v2:released/block8'],
      ]);
    }
  });

  it('residual scale: around 0.1 against 0.17 / 0.10 / 0.20', () => {
    const scales = (id: string) => values(byId(differences, id)).map((value) => value?.type === 'scale' && value.scale);
    expect(scales('inception-resnet-a.scale')).toEqual([0.1, 0.17]);
    expect(own(differences)).not.toContain('inception-resnet-b.scale');
    expect(scales('inception-resnet-c.scale')).toEqual([0.1, 0.2]);
    expect(byId(differences, 'inception-resnet-c.scale').b.places).toHaveLength(9);
  });

  it('Reduction-A k, l, m, n: the same, but for the width that comes in', () => {
    expect(differences.filter(({ stage }) => stage === 'reduction-a').map(({ id }) => id)).toEqual([
      'reduction-a.width',
    ]);
  });

  it('dropout: keep 0.8 in the paper and in the released code', () => {
    expect(differences.filter(({ kind }) => kind === 'dropout')).toEqual([]);
  });

  it('impossible widths of the figures: the network has what can be added, and the slip says what is printed', () => {
    const slips = findNetwork('inception-resnet-v2').variants.flatMap(({ figureSlips }) => figureSlips);
    expect(slips.map(({ printed, meant }) => [printed, meant])).toEqual([
      [1154, 1152],
      [2048, 2144],
    ]);
    const paper = modelOf('inception-resnet-v2', 'paper');
    for (const { at, meant } of slips) for (const path of at) expect(paper.nodes.get(path)?.channels).toBe(meant);
  });
});

describe('Inception-ResNet-v1, paper against code', () => {
  const differences = between('inception-resnet-v1:paper', 'inception-resnet-v1:released');

  it('finds nine differences, and none that follows: the widths agree', () => {
    expect(differences.map(({ id }) => id)).toEqual([
      'inception-resnet-a.scale',
      'inception-resnet-c.repeat',
      'inception-resnet-c.scale',
      'inception-resnet-c.last.scale',
      'inception-resnet-c.last.activation',
      'head.dropout.rate',
      'head.linear.units',
      'head.linear.bias',
      'head.ops',
    ]);
    expect(differences.every(({ follows }) => !follows)).toBe(true);
  });

  it('IR-v1 C blocks: 5 against 5 + 1', () => {
    expect(values(byId(differences, 'inception-resnet-c.repeat'))).toEqual([
      { type: 'count', count: 5, runs: [5] },
      { type: 'count', count: 6, runs: [5, 1] },
    ]);
  });

  it('last residual block: scale 1.0 and no ReLU', () => {
    expect(values(byId(differences, 'inception-resnet-c.last.scale'))[1]).toEqual({ type: 'scale', scale: 1 });
    expect(values(byId(differences, 'inception-resnet-c.last.activation'))[1]).toEqual({ type: 'relu', relu: false });
    expect(byId(differences, 'inception-resnet-c.last.scale').b.places).toEqual([
      'inception-resnet-v1:released/block8',
    ]);
  });

  it('residual scale: around 0.1 against 0.17 / 0.10 / 0.20', () => {
    expect(values(byId(differences, 'inception-resnet-a.scale'))[1]).toEqual({ type: 'scale', scale: 0.17 });
    expect(values(byId(differences, 'inception-resnet-c.scale'))[1]).toEqual({ type: 'scale', scale: 0.2 });
    expect(differences.some(({ id }) => id.startsWith('inception-resnet-b.'))).toBe(false);
  });

  it('dropout: keep 0.8 against p = 0.6', () => {
    expect(values(byId(differences, 'head.dropout.rate'))).toEqual([
      { type: 'rate', rate: 0.2 },
      { type: 'rate', rate: 0.6 },
    ]);
  });

  it('head: classes against an embedding of 512 without bias, batch norm and L2 norm', () => {
    expect(values(byId(differences, 'head.linear.units'))).toEqual([
      { type: 'units', units: 1000 },
      { type: 'units', units: 512 },
    ]);
    expect(values(byId(differences, 'head.linear.bias'))).toEqual([
      { type: 'bias', bias: true },
      { type: 'bias', bias: false },
    ]);
    expect(values(byId(differences, 'head.ops'))).toEqual([
      { type: 'parts', parts: [{ kind: 'softmax' }] },
      { type: 'parts', parts: [{ kind: 'batchNorm' }, { kind: 'l2Norm' }] },
    ]);
    expect(byId(differences, 'head.ops').kind).toBe('head');
  });

  it('Reduction-A k, l, m, n: the same', () => {
    expect(differences.some(({ stage }) => stage === 'reduction-a')).toBe(false);
  });
});

describe('Inception-v4, paper against code', () => {
  const differences = between('inception-v4:paper', 'inception-v4:released');

  it('finds four differences, and none that follows: no width differs', () => {
    expect(differences.map(({ id, follows }) => [id, follows])).toEqual([
      ['stem.mixed-4a.branch1.order', false],
      ['inception-b.branch1.2.kernel', false],
      ['inception-b.branch2.order', false],
      ['inception-c.branch2.order', false],
    ]);
  });

  it('v4 stem long branch: 7x1 > 1x7 against 1x7 > 7x1', () => {
    const { a, b, grid } = byId(differences, 'stem.mixed-4a.branch1.order');
    expect([kernels(a.value), kernels(b.value)]).toEqual(['1x1 7x1 1x7 3x3', '1x1 1x7 7x1 3x3']);
    expect([a.places, b.places]).toEqual([
      ['inception-v4:paper/features.4.branch1'],
      ['inception-v4:released/features.4.branch1'],
    ]);
    expect(grid).toBe(35);
  });

  it('v4 Inception-B long branch: 1x7 7x1 1x7 7x1 against 7x1 1x7 7x1 1x7, the widths in place', () => {
    const { a, b } = byId(differences, 'inception-b.branch2.order');
    expect([kernels(a.value), kernels(b.value)]).toEqual(['1x1 1x7 7x1 1x7 7x1', '1x1 7x1 1x7 7x1 1x7']);
    expect([filters(a.value), filters(b.value)]).toEqual([
      [192, 192, 224, 224, 256],
      [192, 192, 224, 224, 256],
    ]);
    expect([a.places.length, b.places.length]).toEqual([7, 7]);
  });

  it('v4 Inception-B middle branch: drawn 1x7 > 1x7, a slip that is flagged', () => {
    const kernel = byId(differences, 'inception-b.branch1.2.kernel');
    expect(values(kernel)).toEqual([
      { type: 'kernel', kernel: [1, 7] },
      { type: 'kernel', kernel: [7, 1] },
    ]);
    const [slip] = findNetwork('inception-v4').variants.flatMap(({ figureSlips }) => figureSlips);
    expect(kernel.a.places).toEqual(slip?.at.map((path) => `inception-v4:paper/${path}`));
  });

  it('v4 Inception-C long branch: 1x3 448 > 3x1 512 against 3x1 448 > 1x3 512', () => {
    const { a, b } = byId(differences, 'inception-c.branch2.order');
    expect([kernels(a.value), kernels(b.value)]).toEqual(['1x1 1x3 3x1 concat', '1x1 3x1 1x3 concat']);
    expect(filters(a.value)).toEqual(filters(b.value));
    expect([a.places.length, b.places.length]).toEqual([3, 3]);
  });

  it('Reduction-A k, l, m, n and dropout: the same', () => {
    expect(differences.some(({ stage, kind }) => stage === 'reduction-a' || kind === 'dropout')).toBe(false);
  });
});

describe('between networks', () => {
  it('v3 35x35 branch: the 5x5 that the v3 paper replaces, where v4 has none', () => {
    const kernel = byId(between('inception-v3', 'inception-v4'), 'inception-a.branch1.1.kernel');
    expect(values(kernel)).toEqual([
      { type: 'kernel', kernel: [5, 5] },
      { type: 'kernel', kernel: [3, 3] },
    ]);
    expect(kernel.a.address).toBe('inception-v3:released/Mixed_5b.branch1.1');
    expect([kernel.a.places.length, kernel.b.places.length]).toEqual([3, 4]);
  });

  it('average pools: torchvision’s v3 counts the padding, v4 does not', () => {
    const pools = between('inception-v3', 'inception-v4').filter(({ kind }) => kind === 'pooling');
    expect(pools.map(({ id, a, b }) => [id, a.places.length, b.places.length])).toEqual([
      ['inception-a.branch3.0.count-padding', 3, 4],
      ['inception-b.branch3.0.count-padding', 4, 7],
      ['inception-c.branch3.0.count-padding', 2, 3],
    ]);
  });

  it('dropout of v3 in torchvision: 0.5 against keep 0.8', () => {
    expect(values(byId(between('inception-v3', 'inception-v4'), 'head.dropout.rate'))).toEqual([
      { type: 'rate', rate: 0.5 },
      { type: 'rate', rate: 0.2 },
    ]);
  });

  it('v4 against IR-v2, v3 against IR-v1: blocks of another structure are one difference each, not descended into', () => {
    for (const [a, b] of [
      ['inception-v4', 'inception-resnet-v2'],
      ['inception-v3', 'inception-resnet-v1'],
    ] as const) {
      const differences = between(a, b);
      for (const row of ['inception-b', 'reduction-b', 'inception-c']) {
        const inside = differences.filter(({ stage, follows }) => stage === row && !follows);
        expect(inside.map(({ kind }) => kind).sort()).toEqual(
          row === 'reduction-b' ? ['topology'] : ['repeat', 'topology'],
        );
      }
    }
    expect(own(between('inception-v4', 'inception-resnet-v2'))).toHaveLength(16);
    expect(own(between('inception-v3', 'inception-resnet-v1'))).toHaveLength(15);
  });
});

describe('BN: the residual 1x1 has a bias and no batch norm, in the paper and in the code', () => {
  it.each(['inception-resnet-v1', 'inception-resnet-v2'])('%s', (id) => {
    for (const variant of ['paper', 'released']) {
      const { graph } = modelOf(id, variant);
      const sums = graph.nodes.filter(({ role }) => role === 'sum');
      expect(sums.length).toBeGreaterThan(15);
      for (const sum of sums) {
        expect(sum.op).toMatchObject({ type: 'conv', kernel: [1, 1], bias: true });
        const next = graph.nodes.filter(({ inputs }) => inputs.includes(sum.id));
        expect(next.map(({ op }) => op.type)).toEqual(['scale']);
      }
    }
    const kinds = between(`${id}:paper`, `${id}:released`).map(({ kind }) => kind);
    expect(kinds).not.toContain('normalisation');
  });
});

interface Found {
  readonly between: readonly [string, string];
  readonly ids: readonly string[];
}

const V2 = ['inception-resnet-v2:paper', 'inception-resnet-v2:released'] as const;
const V1 = ['inception-resnet-v1:paper', 'inception-resnet-v1:released'] as const;
const V4 = ['inception-v4:paper', 'inception-v4:released'] as const;

/** Every row of the list: the differences that it becomes, or why no comparison of graphs can find it. */
const ROWS: Readonly<Record<string, readonly Found[] | string>> = {
  'Reduction-A k,l,m,n': 'equal on both sides: that nothing is found is tested above',
  'IR-v2 stem': [{ between: V2, ids: ['stem.topology', 'inception-a.only-b'] }],
  'IR-v2 repeats A/B/C': [
    { between: V2, ids: ['inception-resnet-a.repeat', 'inception-resnet-b.repeat', 'inception-resnet-c.repeat'] },
  ],
  'IR-v2 widths': [
    { between: V2, ids: ['inception-resnet-a.width', 'inception-resnet-b.width', 'inception-resnet-c.width'] },
  ],
  'last conv': [{ between: V2, ids: ['last-convolution.only-b'] }],
  'last residual block': [
    { between: V2, ids: ['inception-resnet-c.last.scale', 'inception-resnet-c.last.activation'] },
    { between: V1, ids: ['inception-resnet-c.last.scale', 'inception-resnet-c.last.activation'] },
  ],
  'IR-v1 C blocks': [{ between: V1, ids: ['inception-resnet-c.repeat'] }],
  'residual scale': [
    { between: V2, ids: ['inception-resnet-a.scale', 'inception-resnet-c.scale'] },
    { between: V1, ids: ['inception-resnet-a.scale', 'inception-resnet-c.scale'] },
  ],
  why: 'says why residuals are scaled (training failed without it), not what a network is',
  BN: 'equal on both sides: that nothing is found is tested above',
  dropout: [
    { between: V1, ids: ['head.dropout.rate'] },
    { between: ['inception-v3', 'inception-v4'], ids: ['head.dropout.rate'] },
  ],
  'v4 stem long branch': [{ between: V4, ids: ['stem.mixed-4a.branch1.order'] }],
  'v4 Inception-B long branch': [{ between: V4, ids: ['inception-b.branch2.order'] }],
  'v4 Inception-B middle branch': [{ between: V4, ids: ['inception-b.branch1.2.kernel'] }],
  'v4 Inception-C long branch': [{ between: V4, ids: ['inception-c.branch2.order'] }],
  'v3 35x35 branch': [{ between: ['inception-v3', 'inception-v4'], ids: ['inception-a.branch1.1.kernel'] }],
  'Fig. 18 caption': 'a caption that names the wrong network; the module is the same',
  'aux head': 'no network here has one (tested below): timm, Cadene and Keras cut it off',
  classes: 'the background class of the TF-Slim checkpoint is a row of its weights; the ports drop it',
  'Cost claims': 'sums over a whole network: compared by its cost, not by its structure',
  Training: 'optimiser, rate and averaging leave no trace in a graph',
};

describe('the rows of the list', () => {
  const found = Object.entries(ROWS).flatMap(([row, value]) =>
    typeof value === 'string' ? [] : value.map((each) => [row, each] as const),
  );

  it.each(found)('%s', (_row, { between: [a, b], ids }) => {
    const all = between(a, b).map(({ id }) => id);
    for (const id of ids) expect(all).toContain(id);
  });

  it('cover every decision that the paper and the code of one network differ in, but for the head of faces', () => {
    const covered = (pair: readonly [string, string]) =>
      found.flatMap(([, each]) => (each.between.join() === pair.join() ? each.ids : []));
    const left = [V2, V1, V4].flatMap((pair) =>
      own(between(pair[0], pair[1])).filter((id) => !covered(pair).includes(id)),
    );
    expect(left).toEqual(['head.linear.units', 'head.linear.bias', 'head.ops']);
  });

  it('aux head: no network has a second output', () => {
    for (const { id, variants } of networks) {
      for (const variant of variants) {
        const { graph } = modelOf(id, variant.id);
        const read = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
        expect(graph.nodes.filter((node) => !read.has(node.id))).toHaveLength(1);
      }
    }
  });
});
