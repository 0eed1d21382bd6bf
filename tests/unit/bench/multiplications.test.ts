import { describe, expect, it } from 'vitest';
import { blocksOf } from '@/lib/analysis/blocks';
import { modelOf } from '@/lib/networks';
import { passCost, walkCost } from '../../bench/multiplications';

describe('the work that the benchmark counts', () => {
  const model = modelOf('inception-v4');
  const nodes = blocksOf(model).map((part) => model.outputs.get(part.id) ?? '');

  it('a walk with all that is kept does each multiplication of the network once', () => {
    const walk = walkCost(model, 107, nodes);
    const { planned, asked } = passCost(model, 107, nodes.at(-1) ?? '');
    expect(walk.reduce((sum, { kept }) => sum + kept, 0)).toBe(planned);
    expect(planned).toBeLessThanOrEqual(asked);
    expect(planned).toBeGreaterThan(0);
  });

  it('a model that is cut at a block does all that lies before it, every time', () => {
    const wholes = walkCost(model, 107, nodes).map(({ whole }) => whole);
    expect([...wholes].sort((a, b) => a - b)).toEqual(wholes);
    expect(wholes.at(-1)).toBe(passCost(model, 107, nodes.at(-1) ?? '').planned);
  });

  it('a plan has fewer steps than the network has ops, and tiles take fewer multiplications', () => {
    const { steps, ops, rewritten, multiplied, planned } = passCost(model, 299, nodes.at(-1) ?? '');
    expect(steps).toBeLessThan(ops);
    expect(rewritten).toBeLessThan(steps);
    // A 3×3 convolution takes a quarter, a 1×7 one 10 of 28, but for tiles that reach over the edge.
    expect(multiplied / planned).toBeGreaterThan(0.4);
    expect(multiplied / planned).toBeLessThan(0.65);
  });
});
