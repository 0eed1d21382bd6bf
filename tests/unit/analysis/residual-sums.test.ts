import { describe, expect, it } from 'vitest';
import { sumsOf } from '@/lib/analysis/residual-sums';
import { modelOf } from '@/lib/networks';

const sums = (network: string, variant: string | null = null) => {
  const model = modelOf(network, variant);
  return sumsOf(model, model.root);
};

describe('runs of residual sums', () => {
  // FACTS sections 2 and 4: repeats, widths and scales of the code, by hand.
  it('are the stages of the released Inception-ResNet-v2, the last block apart', () => {
    expect(sums('inception-resnet-v2').map(({ width, count, scale }) => [width, count, scale])).toEqual([
      [320, 10, 0.17],
      [1088, 20, 0.1],
      [2080, 9, 0.2],
      [2080, 1, 1],
    ]);
  });

  it('are 5, 10 and 5 in the paper', () => {
    expect(sums('inception-resnet-v2', 'paper').map(({ width, count }) => [width, count])).toEqual([
      [384, 5],
      [1152, 10],
      [2144, 5],
    ]);
  });

  it('grow by √(1 + n·s²) and by 1 + n·s', () => {
    const [a, b] = sums('inception-resnet-v2');
    expect(a?.independent).toBeCloseTo(1.1353, 4);
    expect(a?.agreeing).toBeCloseTo(2.7, 12);
    expect(a?.unscaled.independent).toBeCloseTo(3.3166, 4);
    expect(b?.agreeing).toBeCloseTo(3, 12);
    expect(b?.unscaled.agreeing).toBe(21);
  });

  it('are none where no block has a shortcut', () => {
    expect(sums('inception-v4')).toEqual([]);
  });
});
