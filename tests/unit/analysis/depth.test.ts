import { describe, expect, it } from 'vitest';
import { convolutionDepth } from '@/lib/analysis/depth';
import { chain, concat, conv, maxPool, network, residual } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { modelOf } from '@/lib/networks';

describe('the depth of a network', () => {
  // FACTS section 1, "longest conv chain".
  it.each([
    ['inception-v3', 47],
    ['inception-v4', 75],
    ['inception-resnet-v2', 175],
    ['inception-resnet-v1', 96],
  ])('of %s is that of its reference code', (id, depth) => {
    expect(convolutionDepth(modelOf(id).graph)).toBe(depth);
  });

  it('is the longest of the branches, and counts the linear 1×1 of a residual', () => {
    const body = concat(conv(4, 1), chain(conv(4, 1), conv(4, 3)));
    const depthOf = (entries: Parameters<typeof network>[0]) => convolutionDepth(readNetwork(network(entries)).graph);
    expect(depthOf({ pool: maxPool(3) })).toBe(0);
    expect(depthOf({ join: body })).toBe(2);
    expect(depthOf({ sum: residual(body, { scale: 0.1 }), last: conv(8, 1) })).toBe(4);
  });
});
