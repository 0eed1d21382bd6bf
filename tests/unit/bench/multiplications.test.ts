import { describe, expect, it } from 'vitest';
import { blocksOf } from '@/lib/analysis/blocks';
import { modelOf } from '@/lib/networks';
import { convForm } from '@/lib/runtime/kernels/conv-form';
import type { Rewrites } from '@/lib/runtime/plan/plan';
import { passCost, walkCost, workUnder } from '../../bench/multiplications';
import { formUnder, labelOf, type Switches } from '../../bench/switches';

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

  it('grows by what is switched off, and by nothing else', () => {
    const all: Rewrites = { poolsBehind: true, residuals: true, joins: true };
    const under = (switches: Switches) =>
      workUnder(model, 299, nodes.at(-1) ?? '', {
        calibrated: false,
        rewrites: { ...all, ...switches.rewrites },
        formOf: (op, channels, output, measured) =>
          formUnder(switches, labelOf('wasm', op, output), convForm(op, channels, output, measured)),
      });
    const whole = under({});
    const cost = passCost(model, 299, nodes.at(-1) ?? '');
    expect(whole).toEqual({ multiplied: cost.multiplied, steps: cost.rewritten });
    // 149 convolutions, each with both.
    expect(under({ rewrites: { norms: false } })).toEqual({ ...whole, steps: whole.steps + 149 });
    expect(under({ rewrites: { relus: false } }).steps).toBe(whole.steps + 149);
    expect(under({ direct: ['3×3'] }).multiplied).toBeGreaterThan(whole.multiplied);
    expect(under({ direct: ['3×3 /2', '1×1'] })).toEqual(whole);
    const saved = ['3×3', '1×7', '7×1', '1×3', '3×1'].map(
      (label) => under({ direct: [label] }).multiplied - whole.multiplied,
    );
    expect(saved.reduce((sum, each) => sum + each, whole.multiplied)).toBe(cost.planned);
    expect(under({ stock: ['3×3', '1×7', '7×1', '1×3', '3×1'] }).multiplied).toBe(cost.planned);
  });
});
