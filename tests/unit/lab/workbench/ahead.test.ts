import { describe, expect, it } from 'vitest';
import { nodesAhead } from '@/components/lab/workbench/ahead';
import { modelOf } from '@/lib/networks';

const model = modelOf('inception-v4');

describe('what is computed ahead', () => {
  it('are the blocks that follow', () => {
    expect(nodesAhead(model, 'features.6', null)).toEqual(['features.7', 'features.8']);
  });

  it('is what is pointed at first, if it is of this network', () => {
    const part = [...model.outputs].find(([, node]) => node === 'features.12')?.[0] ?? '';
    expect(nodesAhead(model, 'features.6', part)).toEqual(['features.12', 'features.7', 'features.8']);
    const inside = model.graph.nodes.find(({ id }) => id.startsWith('features.9.branch1'))?.id ?? '';
    expect(nodesAhead(model, 'features.6', inside)).toEqual([inside, 'features.7', 'features.8']);
    expect(nodesAhead(model, 'features.6', 'a part of something else')).toEqual(['features.7', 'features.8']);
  });

  it('is nothing twice, and not what is shown', () => {
    const part = (of: string): string => [...model.outputs].find(([, node]) => node === of)?.[0] ?? '';
    expect(nodesAhead(model, 'features.6', part('features.7'))).toEqual(['features.7', 'features.8']);
    expect(nodesAhead(model, 'features.6', part('features.6'))).toEqual(['features.7', 'features.8']);
  });

  it('is the block around an inner tensor, and nothing after the last', () => {
    const inner = model.graph.nodes.find(({ id }) => id.startsWith('features.6.branch1'))?.id ?? '';
    expect(nodesAhead(model, inner, null)[0]).toBe('features.6');
    expect(nodesAhead(model, model.graph.nodes.at(-1)?.id ?? '', null)).toEqual([]);
  });
});
