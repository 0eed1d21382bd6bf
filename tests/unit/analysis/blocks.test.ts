import { describe, expect, it } from 'vitest';
import { blockRows, blocksOf } from '@/lib/analysis/blocks';
import { costOf, costOfPart, sumOfCosts } from '@/lib/analysis/cost';
import { chain, concat, conv, network, residual } from '@/lib/graph/combinators';
import type { Model } from '@/lib/graph/model';
import { readNetwork } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';

const model = modelOf('inception-v4');
const shapes = inferShapes(model.graph, 299);

const partOf = (of: Model, id: string): Part => {
  const part = of.parts.get(id);
  if (!part) throw new Error(id);
  return part;
};

describe('the blocks of a network', () => {
  it('are the modules in a row, through stages and repetitions', () => {
    expect(blocksOf(model).map(({ path }) => path)).toEqual([
      ...Array.from({ length: 22 }, (_, n) => `features.${n}`),
      'global_pool',
      'head_drop',
      'last_linear',
      'softmax',
    ]);
  });
});

describe('the table of a block', () => {
  it('lists branches in order and the join after them', () => {
    const rows = blockRows(model, partOf(model, 'features.19'), shapes);
    expect(rows.map(({ part, branch }) => [part.path ?? part.id, branch.join('.')])).toEqual([
      ['features.19.branch0', '0'],
      ['features.19.branch1.0', '1'],
      ['features.19.branch1.1.branch0', '1.0'],
      ['features.19.branch1.1.branch1', '1.1'],
      ['features.19.branch1.1', '1'],
      ['features.19.branch2.0', '2'],
      ['features.19.branch2.1', '2'],
      ['features.19.branch2.2', '2'],
      ['features.19.branch2.3.branch0', '2.0'],
      ['features.19.branch2.3.branch1', '2.1'],
      ['features.19.branch2.3', '2'],
      ['features.19.branch3.0', '3'],
      ['features.19.branch3.1', '3'],
      ['features.19/concat', ''],
    ]);
    expect(rows[2]).toMatchObject({
      nodeId: 'features.19.branch1.1.branch0@relu',
      inputs: [[8, 8, 384]],
      output: [8, 8, 256],
      cost: { macs: 3 * 384 * 256 * 64, parameters: 3 * 384 * 256 + 512, convolutions: 1 },
      field: { size: [1687, 1751] },
      fieldInBlock: { size: [1, 3] },
    });
    expect(rows.at(-1)).toMatchObject({
      nodeId: 'features.19',
      inputs: [
        [8, 8, 256],
        [8, 8, 512],
        [8, 8, 512],
        [8, 8, 256],
      ],
      output: [8, 8, 1536],
      cost: { macs: 0, parameters: 0 },
    });
  });

  it('adds up to the cost of the block, for every block and for the network', () => {
    const costs = costOf(model, shapes);
    for (const part of [...blocksOf(model), model.root]) {
      const rows = blockRows(model, part, shapes);
      expect(rows.length).toBeGreaterThan(0);
      expect(sumOfCosts(rows.map(({ cost }) => cost)), part.id).toEqual(costOfPart(model, costs, part));
    }
  });

  it('gives a residual its linear 1x1 and its sum', () => {
    const small = readNetwork(network({ x: chain(conv(4, 1), residual(concat(conv(1, 1), conv(2, 3)))) }));
    const at = inferShapes(small.graph, 5);
    const rows = blockRows(small, partOf(small, 'x.1'), at);
    expect(rows.map(({ nodeId }) => nodeId)).toEqual([
      'x.1.branch0@relu',
      'x.1.branch1@relu',
      'x.1@concat',
      'x.1.conv2d',
      'x.1@relu',
    ]);
    expect(rows.at(-1)?.inputs).toEqual([
      [5, 5, 4],
      [5, 5, 4],
    ]);
    // Scale, add and ReLU: three tensors of 100 values.
    expect(rows.at(-1)?.cost).toMatchObject({ parameters: 0, activationElements: 300 });
  });
});
