import { describe, expect, it } from 'vitest';
import {
  avgPool,
  block,
  chain,
  concat,
  conv,
  dropout,
  globalAvgPool,
  linear,
  maxPool,
  named,
  network,
  residual,
  softmax,
  stage,
  times,
} from '@/lib/graph/combinators';
import type { Expression } from '@/lib/graph/expression';
import { stateDict } from '@/lib/graph/graph';
import { inputOf, nodesOf, readNetwork } from '@/lib/graph/model';
import { nameParts, stageAlias } from '@/lib/graph/naming';

const read = (x: Expression) => readNetwork(network({ x }));
const ids = (x: Expression) =>
  read(x)
    .graph.nodes.map(({ id }) => id)
    .slice(1);
/** State-dict keys of weights alone; a unit's batch normalisation follows its convolution. */
const keys = (x: Expression) =>
  stateDict(read(x).graph)
    .filter(({ role }) => role === 'weight')
    .map(({ key }) => key);

describe('names from position', () => {
  it('number the parts of a chain, pools too', () => {
    expect(ids(chain(conv(1, 1), maxPool(3), conv(1, 1)))).toEqual([
      'x.0@conv',
      'x.0@bn',
      'x.0@relu',
      'x.1',
      'x.2@conv',
      'x.2@bn',
      'x.2@relu',
    ]);
    expect(keys(chain(conv(1, 1), maxPool(3), conv(1, 1)))).toEqual(['x.0.conv.weight', 'x.2.conv.weight']);
  });

  it('number branches, and nest', () => {
    expect(keys(concat(conv(1, 1), chain(avgPool(3), conv(1, 1)), concat(conv(1, 1))))).toEqual([
      'x.branch0.conv.weight',
      'x.branch1.1.conv.weight',
      'x.branch2.branch0.conv.weight',
    ]);
    expect(ids(chain(chain(maxPool(2)), concat(maxPool(2))))).toEqual(['x.0.0', 'x.1.branch0', 'x.1']);
  });

  it('splice stages and repetitions into the chain around them', () => {
    const model = read(
      chain(stage('The Stem', maxPool(2), times(2, conv(1, 1))), times(2, chain(maxPool(2))), conv(1, 1)),
    );
    expect(
      stateDict(model.graph)
        .filter(({ role }) => role === 'weight')
        .map(({ key }) => key),
    ).toEqual(['x.1.conv.weight', 'x.2.conv.weight', 'x.5.conv.weight']);
    expect(model.parts.get('the-stem')).toMatchObject({ kind: 'stage', path: 'the-stem', name: 'The Stem' });
    expect(model.outputs.get('the-stem')).toBe('x.2@relu');
    expect(model.parts.get('x.1×2')?.children.map(({ id }) => id)).toEqual(['x.1', 'x.2']);
    expect(model.parts.get('x.3×2')).toMatchObject({ kind: 'times', path: null });
    expect(model.parents.get('x.1')?.id).toBe('x.1×2');
  });

  it('make a chain of their own of a stage or repetition outside a chain', () => {
    expect(keys(times(2, conv(1, 1)))).toEqual(['x.0.conv.weight', 'x.1.conv.weight']);
    expect(ids(concat(stage('S', maxPool(2))))).toEqual(['x.branch0.0', 'x']);
  });

  it('give the head its entries, and the stage over them an alias', () => {
    const model = readNetwork(
      network(
        { body: conv(2, 1), pool: globalAvgPool(), drop: dropout(0.5), fc: linear(3), softmax: softmax() },
        { stages: { 'The Head': ['pool', 'drop', 'fc'] } },
      ),
    );
    expect(model.root.children.map(({ id }) => id)).toEqual(['body', 'the-head', 'softmax']);
    expect(model.parts.get('the-head')?.children.map(({ path }) => path)).toEqual(['pool', 'drop', 'fc']);
    expect(model.outputs.get('the-head')).toBe('fc');
    expect(stateDict(model.graph).slice(-2)).toEqual([
      { key: 'fc.weight', shape: [3, 2], dtype: 'F32', role: 'weight' },
      { key: 'fc.bias', shape: [3], dtype: 'F32', role: 'bias' },
    ]);
    expect(model.parts.get('softmax')?.referencePath).toBeNull();
  });

  it('leave the bias of a linear layer out where it has none', () => {
    const model = readNetwork(network({ p: globalAvgPool(), fc: linear(3, { bias: false }) }));
    expect(stateDict(model.graph).map(({ key }) => key)).toEqual(['fc.weight']);
  });
});

describe('named parts', () => {
  it('replace their whole path by the one of the enclosing block', () => {
    const body = block('B', chain(named('a', conv(1, 1)), concat(named('b', conv(1, 1)), conv(1, 1))));
    expect(keys(chain(conv(1, 1), body))).toEqual([
      'x.0.conv.weight',
      'x.1.a.conv.weight',
      'x.1.b.conv.weight',
      'x.1.1.branch1.conv.weight',
    ]);
    const model = read(chain(body));
    expect(model.parts.get('x.0.1.branch0')).toMatchObject({ path: 'x.0.1.branch0', referencePath: 'x.0.b' });
    // Where the reference names parts of a container, it has no module for the container itself.
    expect(model.parts.get('x.0.1')?.referencePath).toBeNull();
    expect(model.parts.get('x.0')?.referencePath).toBe('x.0');
  });

  it('carry their name into what they hold', () => {
    expect(keys(block('B', concat(named('left', chain(conv(1, 1), conv(1, 1))), conv(1, 1))))).toEqual([
      'x.left.0.conv.weight',
      'x.left.1.conv.weight',
      'x.branch1.conv.weight',
    ]);
  });

  it('stand at the top outside every block', () => {
    expect(keys(chain(named('first', conv(1, 1))))).toEqual(['first.conv.weight']);
  });

  it('count from the innermost block', () => {
    expect(keys(block('A', concat(block('B', concat(named('n', conv(1, 1)))))))).toEqual(['x.branch0.n.conv.weight']);
  });
});

describe('residual connections', () => {
  const block35 = block('Block35', residual(concat(conv(1, 1), chain(conv(1, 1), conv(2, 3))), { scale: 0.17 }));
  const model = read(chain(conv(4, 1), block35));
  const node = (id: string) => model.nodes.get(id);

  it('have the parts of the reference code, the linear 1x1 last', () => {
    expect(model.graph.nodes.slice(4).map(({ id }) => id)).toEqual([
      'x.1.branch0@conv',
      'x.1.branch0@bn',
      'x.1.branch0@relu',
      'x.1.branch1.0@conv',
      'x.1.branch1.0@bn',
      'x.1.branch1.0@relu',
      'x.1.branch1.1@conv',
      'x.1.branch1.1@bn',
      'x.1.branch1.1@relu',
      'x.1@concat',
      'x.1.conv2d',
      'x.1@scaled',
      'x.1@add',
      'x.1@relu',
    ]);
    expect(stateDict(model.graph).slice(-2)).toEqual([
      { key: 'x.1.conv2d.weight', shape: [4, 3, 1, 1], dtype: 'F32', role: 'weight' },
      { key: 'x.1.conv2d.bias', shape: [4], dtype: 'F32', role: 'bias' },
    ]);
  });

  it('add the scaled sum to what came in', () => {
    expect(node('x.1@add')?.inputs).toEqual(['x.0@relu', 'x.1@scaled']);
    expect(node('x.1@scaled')?.op).toEqual({ type: 'scale', factor: 0.17 });
    expect(node('x.1.conv2d')).toMatchObject({ role: 'sum', channels: 4, inputs: ['x.1@concat'] });
    expect(node('x.1.conv2d')?.op).toMatchObject({ type: 'conv', bias: true, kernel: [1, 1] });
  });

  it('end at the sum where they have no ReLU', () => {
    const last = read(residual(concat(conv(1, 1)), { relu: false }));
    expect(last.graph.nodes.at(-1)).toMatchObject({ id: 'x@add', role: 'add' });
    expect(last.outputs.get('x')).toBe('x@add');
  });

  it('take the width of their input, so that it is never typed', () => {
    for (const width of [1, 5, 9]) {
      expect(read(chain(conv(width, 1), residual(conv(2, 3)))).nodes.get('x.1.conv2d')?.channels).toBe(width);
    }
  });

  it('name a body that is no join `.body`, since its tensors would clash with the sum', () => {
    expect(ids(residual(conv(1, 3)))).toEqual([
      'x.body@conv',
      'x.body@bn',
      'x.body@relu',
      'x.conv2d',
      'x@scaled',
      'x@add',
      'x@relu',
    ]);
    expect(keys(residual(residual(concat(conv(1, 1)))))).toEqual([
      'x.body.branch0.conv.weight',
      'x.body.conv2d.weight',
      'x.conv2d.weight',
    ]);
  });
});

describe('parts of the tree', () => {
  it('have ids of their own where they share a path', () => {
    const model = read(block('A', block('B', block('C', residual(concat(conv(1, 1)))))));
    expect([...model.parts.keys()]).toEqual([
      '',
      'x',
      'x/block',
      'x/block/block',
      'x/block/block/residual',
      'x/block/block/residual/concat',
      'x.branch0',
      'x.conv2d',
    ]);
    expect([...model.parts.values()].filter(({ path }) => path === 'x')).toHaveLength(1);
  });

  it('know their nodes and what feeds them', () => {
    const model = read(chain(conv(1, 1), concat(conv(1, 1), maxPool(3)), conv(1, 1)));
    const part = model.parts.get('x.1');
    expect(part && nodesOf(model, part).map(({ id }) => id)).toEqual([
      'x.1.branch0@conv',
      'x.1.branch0@bn',
      'x.1.branch0@relu',
      'x.1.branch1',
      'x.1',
    ]);
    expect(part && inputOf(model, part)?.id).toBe('x.0@relu');
    expect(inputOf(model, model.root)?.id).toBe('input');
  });

  it('cannot answer to one name twice', () => {
    const duplicate = (x: Expression, path: string) =>
      expect(() => nameParts(network({ x })), path).toThrow(
        expect.objectContaining({ code: 'naming/duplicate', data: { path } }),
      );
    duplicate(chain(stage('S', conv(1, 1)), stage('S', conv(1, 1))), 's');
    // The same weights for two parts.
    duplicate(block('B', concat(named('a', conv(1, 1)), named('a', conv(1, 1)))), 'x.a');
    duplicate(block('B', times(2, named('a', conv(1, 1)))), 'x.a');
    duplicate(block('B', concat(named('branch1', conv(1, 1)), conv(1, 1))), 'x.branch1');
    // Blocks repeated give each its own.
    expect(keys(times(2, block('B', concat(named('a', conv(1, 1))))))).toEqual([
      'x.0.a.conv.weight',
      'x.1.a.conv.weight',
    ]);
  });

  it('give stages an alias that fits an address', () => {
    expect(stageAlias('Inception-A')).toBe('inception-a');
    expect(stageAlias(' The Stem, part 1 ')).toBe('the-stem-part-1');
  });
});
