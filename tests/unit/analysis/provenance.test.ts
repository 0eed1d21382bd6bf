import { describe, expect, it } from 'vitest';
import { provenance } from '@/lib/analysis/provenance';
import { conv, network, residual } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';

const model = modelOf('inception-v4');
const shapes = inferShapes(model.graph, 299);
const from = (id: string, y: number, x: number, channel: number | null = null) =>
  provenance(model, shapes, id, y, x, channel);

describe('where one value comes from', () => {
  it('is a window over all channels for a convolution', () => {
    expect(from('features.0@conv', 10, 148, 5)).toEqual([
      {
        input: 'input',
        region: { top: 20, left: 296, height: 3, width: 3 },
        window: { top: 20, left: 296, height: 3, width: 3 },
        channels: { first: 0, count: 3 },
      },
    ]);
  });

  it('is clipped at a padded edge, and the window says by how much', () => {
    expect(from('features.11.branch1.1@conv', 16, 1)).toEqual([
      {
        input: 'features.11.branch1.0@relu',
        region: { top: 16, left: 0, height: 1, width: 5 },
        window: { top: 16, left: -2, height: 1, width: 7 },
        channels: { first: 0, count: 192 },
      },
    ]);
  });

  it('is the same channel for a pool, a batch normalisation and a ReLU', () => {
    expect(from('features.3.branch0', 0, 72, 63)).toMatchObject([
      { region: { top: 0, left: 144, height: 3, width: 3 }, channels: { first: 63, count: 1 } },
    ]);
    expect(from('features.0@relu', 3, 4, 7)).toMatchObject([
      { input: 'features.0@bn', region: { top: 3, left: 4, height: 1, width: 1 }, channels: { first: 7, count: 1 } },
    ]);
  });

  it('is one branch of a concat, counted from the first channel of that branch', () => {
    const reads = from('features.6', 34, 0, 200);
    expect(reads.map(({ region, channels }) => (region ? channels.first : null))).toEqual([null, null, 8, null]);
    expect(from('features.6', 34, 0).map(({ channels }) => channels.count)).toEqual([96, 96, 96, 96]);
    // Channel 0 and the last one are the ends of the outer branches.
    expect(from('features.6', 0, 0, 0).findIndex(({ region }) => region)).toBe(0);
    expect(from('features.6', 0, 0, 383).findIndex(({ region }) => region)).toBe(3);
    expect(from('features.6', 0, 0, 383)[3]?.channels).toEqual({ first: 95, count: 1 });
  });

  it('is the whole map for the global pool and every channel for the classes', () => {
    expect(from('global_pool', 0, 0, 9)).toMatchObject([
      { region: { top: 0, left: 0, height: 8, width: 8 }, channels: { first: 9, count: 1 } },
    ]);
    expect(from('last_linear', 0, 0, 9)).toMatchObject([{ channels: { first: 0, count: 1536 } }]);
    expect(from('softmax', 0, 0, 9)).toMatchObject([{ channels: { first: 0, count: 1000 } }]);
  });

  it('is both sides of a residual sum', () => {
    const small = readNetwork(network({ x: residual(conv(2, 3)) }));
    const at = inferShapes(small.graph, 4);
    expect(provenance(small, at, 'x@add', 1, 2, 0).map(({ input, region }) => [input, region])).toEqual([
      ['input', { top: 1, left: 2, height: 1, width: 1 }],
      ['x@scaled', { top: 1, left: 2, height: 1, width: 1 }],
    ]);
  });

  it('is nothing for the picture, an unknown node, and a window that lies in the padding', () => {
    expect(from('input', 0, 0)).toEqual([]);
    expect(from('nowhere', 0, 0)).toEqual([]);
    const padded = readNetwork(network({ x: conv(1, 1, { padding: { top: 1, bottom: 0, left: 0, right: 0 } }) }));
    const [read] = provenance(padded, inferShapes(padded.graph, 2), 'x@conv', 0, 0);
    expect(read).toMatchObject({ region: null, window: { top: -1, left: 0, height: 1, width: 1 } });
  });
});
