import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '@/lib/analysis/blocks';
import { reachOf } from '@/lib/analysis/provenance';
import { fieldAt, receptiveFields } from '@/lib/analysis/receptive-field';
import { avgPool, chain, concat, conv, globalAvgPool, maxPool, network, residual } from '@/lib/graph/combinators';
import type { Network } from '@/lib/graph/expression';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes, smallestSize } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import published from '../../golden/receptive-field/tf-slim-inception_v4.json';
import { arbitraryNetwork } from '../graph/arbitrary-network';
import { dependencyMasks, hullOfMask } from './dependency-mask';

const read = (expression: Network, height: number, width = height) => {
  const model = readNetwork(expression);
  const shapes = inferShapes(model.graph, height, width);
  return { model, shapes, fields: receptiveFields(model.graph, shapes) };
};

describe('the receptive fields of Inception-v4', () => {
  const model = modelOf('inception-v4');
  const shapes = inferShapes(model.graph, 299);
  const fields = receptiveFields(model.graph, shapes);

  it('agree with those that google-research/receptive_field publishes for TF-Slim', () => {
    const ours = blocksOf(model)
      .filter(({ path }) => path?.startsWith('features.'))
      .map((part) => fields.get(model.outputs.get(part.id) ?? ''));
    expect(ours).toHaveLength(22);
    published.rows.forEach(([name, size, stride, padding], index) => {
      const field = ours[index];
      expect(field?.size, String(name)).toEqual([size, size]);
      expect(field?.stride, String(name)).toEqual([stride, stride]);
      expect(
        field?.start.map((first) => 0 - first),
        String(name),
      ).toEqual([padding, padding]);
    });
  });

  it('list every branch at a join, each with its own height and width', () => {
    const { size, branches } = fields.get('features.11') ?? {};
    expect(size).toEqual([215 + 12 * 16, 215 + 12 * 16]);
    expect(branches?.map((branch) => branch.size)).toEqual([
      [215, 215],
      [215 + 6 * 16, 215 + 6 * 16],
      [215 + 12 * 16, 215 + 12 * 16],
      [215 + 2 * 16, 215 + 2 * 16],
    ]);
    expect(fields.get('features.11.branch1.1@conv')?.size).toEqual([215, 215 + 6 * 16]);
    expect(fields.get('features.11.branch2.1@conv')?.size).toEqual([215 + 6 * 16, 215]);
    expect(fields.get('features.12.branch0@conv')?.branches).toEqual([]);
  });

  it('are the whole picture from the global pool on', () => {
    for (const id of ['global_pool', 'head_drop', 'last_linear', 'softmax']) {
      const field = fields.get(id);
      expect(field).toMatchObject({ whole: true, stride: [0, 0], size: [2071 + 7 * 32, 2071 + 7 * 32] });
      if (field) expect(fieldAt(field, 0, 0, 299, 299).clipped).toEqual({ top: 0, left: 0, height: 299, width: 299 });
      expect(reachOf(model.graph, shapes, id, 0, 0)).toEqual({ top: 0, left: 0, height: 299, width: 299 });
    }
    expect(fields.get('features.21')?.whole).toBe(false);
  });

  it('can be taken on the input of a block', () => {
    const inBlock = receptiveFields(model.graph, shapes, 'features.10');
    expect(inBlock.get('features.11')?.size).toEqual([13, 13]);
    expect(inBlock.get('features.11')?.branches.map((branch) => branch.size)).toEqual([
      [1, 1],
      [7, 7],
      [13, 13],
      [3, 3],
    ]);
    expect(inBlock.get('features.9')).toBeUndefined();
    expect(reachOf(model.graph, shapes, 'features.11', 8, 0, 'features.10')).toEqual({
      top: 2,
      left: 0,
      height: 13,
      width: 7,
    });
  });
});

describe('receptive fields by hand', () => {
  it('grow by (kernel − 1) × stride so far', () => {
    const { fields } = read(
      network({ x: chain(conv(1, 3, { stride: 2 }), maxPool(3, { stride: 2 }), conv(1, 3)) }),
      30,
    );
    expect(fields.get('x.0@conv')).toMatchObject({ size: [3, 3], stride: [2, 2], start: [0, 0] });
    expect(fields.get('x.1')).toMatchObject({ size: [7, 7], stride: [4, 4], start: [0, 0] });
    expect(fields.get('x.2@relu')).toMatchObject({ size: [15, 15], stride: [4, 4], start: [-4, -4] });
  });

  it('pad an even kernel more after than before', () => {
    const { fields } = read(network({ x: conv(1, [2, 4]) }), 9);
    expect(fields.get('x@conv')).toMatchObject({ size: [2, 4], start: [0, -1] });
  });

  it('reach over the hull of branches with different padding', () => {
    const padding = { top: 2, bottom: 0, left: 0, right: 2 };
    const { fields } = read(network({ x: concat(conv(1, 1), conv(1, 3, { padding })) }), 9);
    expect(fields.get('x')).toMatchObject({ size: [3, 3], start: [-2, 0], aligned: true });
  });

  it('hold the shortcut of a residual', () => {
    const { fields } = read(network({ x: residual(chain(conv(1, [1, 7]), conv(1, [3, 1]))) }), 9);
    expect(fields.get('x@add')?.branches.map(({ size }) => size)).toEqual([
      [1, 1],
      [3, 7],
    ]);
    expect(fields.get('x@relu')).toMatchObject({ size: [3, 7], branches: [] });
  });

  it('say where branches of different strides meet', () => {
    const { fields } = read(network({ x: concat(conv(1, 3, { stride: 3 }), conv(1, 5, { stride: 2 })) }), 8);
    expect(fields.get('x')).toMatchObject({ size: [5, 5], stride: [3, 3], aligned: false });
    const join = concat(conv(1, 3, { stride: 3 }), conv(1, 5, { stride: 2 }));
    const { fields: later } = read(network({ x: chain(join, conv(1, 3), concat(conv(1, 1), conv(1, 3))) }), 8);
    expect(later.get('x.2')?.aligned).toBe(false);
  });

  it('clip to the picture', () => {
    const { fields } = read(network({ x: conv(1, [3, 5]) }), 4, 6);
    const field = fields.get('x@conv');
    if (!field) throw new Error('no field');
    expect(fieldAt(field, 0, 5, 4, 6)).toEqual({
      unclipped: { top: -1, left: 3, height: 3, width: 5 },
      clipped: { top: 0, left: 3, height: 2, width: 3 },
    });
  });

  it('see less at an edge that a stride leaves over', () => {
    // The last of 4 rows is read by nobody: row 0 of the map is rows 0…2, and what pads it sees nothing.
    const { model, shapes, fields } = read(network({ x: chain(avgPool(3, { stride: 2 }), conv(1, 3)) }), 4);
    const field = fields.get('x.1@relu');
    if (!field) throw new Error('no field');
    expect(fieldAt(field, 0, 0, 4, 4).clipped).toEqual({ top: 0, left: 0, height: 4, width: 4 });
    expect(reachOf(model.graph, shapes, 'x.1@relu', 0, 0)).toEqual({ top: 0, left: 0, height: 3, width: 3 });
  });

  it('pool a map that does not see everything', () => {
    const { model, shapes } = read(network({ x: conv(1, 3, { stride: 2 }), pool: globalAvgPool() }), 4);
    expect(reachOf(model.graph, shapes, 'pool', 0, 0)).toEqual({ top: 0, left: 0, height: 3, width: 3 });
  });
});

describe('receptive fields against brute force', () => {
  const cases = fc
    .tuple(arbitraryNetwork, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }))
    .map(([expression, moreRows, moreColumns]) => ({ expression, moreRows, moreColumns }));

  it('is what a dependency really reaches, for every place of every op', () => {
    let inside = 0;
    fc.assert(
      fc.property(cases, ({ expression, moreRows, moreColumns }) => {
        const smallest = smallestSize(readNetwork(expression).graph);
        fc.pre(smallest <= 20);
        const [height, width] = [smallest + moreRows, smallest + moreColumns];
        const { model, shapes, fields } = read(expression, height, width);
        const masks = dependencyMasks(model.graph, shapes);
        // One tensor of each op kind is enough of a chain of equal sets: the last of every part.
        for (const id of new Set(model.outputs.values())) {
          const [rows = 1, columns = 1] = (shapes.get(id)?.length === 3 && shapes.get(id)) || [];
          const field = fields.get(id);
          if (!field) throw new Error(`no field of ${id}`);
          for (const y of new Set([0, rows >> 1, rows - 1])) {
            for (const x of new Set([0, columns >> 1, columns - 1])) {
              const real = hullOfMask(masks.get(id)?.[y * columns + x] ?? 0n, height, width);
              expect(reachOf(model.graph, shapes, id, y, x), `${id} (${y}, ${x})`).toEqual(real);
              if (!real) throw new Error(`${id} depends on nothing`);
              const { clipped, unclipped } = fieldAt(field, y, x, height, width);
              // Never too small …
              expect(clipped.top).toBeLessThanOrEqual(real.top);
              expect(clipped.left).toBeLessThanOrEqual(real.left);
              expect(clipped.top + clipped.height).toBeGreaterThanOrEqual(real.top + real.height);
              expect(clipped.left + clipped.width).toBeGreaterThanOrEqual(real.left + real.width);
              // … and exact where no padding takes part.
              if (field.aligned && JSON.stringify(clipped) === JSON.stringify(unclipped)) {
                expect(unclipped, `${id} (${y}, ${x})`).toEqual(real);
                inside++;
              }
            }
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(inside).toBeGreaterThan(500);
  });
});
