import { describe, expect, it } from 'vitest';
import { results, type SystemId, type TrialId } from '@/content/results';
import { convolutionDepth } from '@/lib/analysis/depth';
import { modelOf, networks, resolveAddress } from '@/lib/networks';
import { readingOf } from '@/lib/reading/reading';

/** What articles say in words; the numbers themselves are read off the networks and the results. */

const row = (system: SystemId, trial: TrialId, weights: string | null = null) => {
  const found = results.find((each) => each.system === system && each.trial === trial && each.weights === weights);
  if (!found || found.top1 === null || found.top5 === null) throw new Error(`no row of ${system}, ${trial}`);
  return { top1: found.top1, top5: found.top5 };
};

const costOf = (address: string) => {
  const { model } = resolveAddress(address);
  return readingOf(model, 299).total;
};

describe('padding', () => {
  it.each(networks.flatMap(({ id, variants }) => variants.map((variant) => [id, variant.id] as const)))(
    'no window of %s, %s, pads where it has a stride of two',
    (id, variant) => {
      const strided = modelOf(id, variant).graph.nodes.flatMap(({ op }) =>
        'stride' in op && Math.max(...op.stride) > 1 ? [op] : [],
      );
      expect(strided.length).toBeGreaterThan(0);
      expect(strided.filter(({ padding }) => Object.values(padding).some((places) => places !== 0))).toEqual([]);
    },
  );
});

describe('what residual connections did', () => {
  it('calls the first pair close: a tenth more work at most, fewer parameters', () => {
    const [residual, pure] = [costOf('inception-resnet-v1:paper'), costOf('inception-v3')];
    expect((100 * residual.macs) / pure.macs).toBeCloseTo(108.6, 1);
    expect((100 * residual.parameters) / pure.parameters).toBeCloseTo(95.5, 1);
  });

  it('puts the longest way through Inception-v4 above the plain networks in which depth hurt', () => {
    expect(convolutionDepth(modelOf('inception-v4').graph)).toBeGreaterThan(56);
  });
});

describe('reading the results', () => {
  const pairs = [
    ['inception-v3', 'inception-resnet-v1'],
    ['inception-v4', 'inception-resnet-v2'],
  ] as const;
  const crops = ['single-crop', '12-crops', '144-crops'] as const;

  it('sees no more than a tenth of a point between partners', () => {
    for (const trial of crops) {
      for (const [pure, residual] of pairs) {
        const [a, b] = [row(pure, trial), row(residual, trial)];
        expect(Math.round(10 * Math.abs(a.top1 - b.top1))).toBeLessThanOrEqual(1);
        expect(Math.round(10 * Math.abs(a.top5 - b.top5))).toBeLessThanOrEqual(1);
      }
    }
  });

  it('says that top-1 and top-5 disagree somewhere on which is ahead', () => {
    const signs = crops.flatMap((trial) =>
      pairs.map(([pure, residual]) => {
        const [a, b] = [row(pure, trial), row(residual, trial)];
        return Math.sign(a.top1 - b.top1) * Math.sign(a.top5 - b.top5);
      }),
    );
    expect(signs).toContain(-1);
  });
});

describe('Inception-ResNet-v2', () => {
  it('finds paper and release further apart than the ports of one file', () => {
    // Per cent; the blacklisted pictures are worth 0.3 (v4 paper, section 5).
    const paper = 100 - row('inception-resnet-v2', 'single-crop').top1 - 0.3;
    const gap = row('inception-resnet-v2', 'slim').top1 - paper;
    const ports = row('inception-resnet-v2', 'timm', 'tf_in1k').top1 - row('inception-resnet-v2', 'cadene').top1;
    expect(paper).toBeCloseTo(79.8, 6);
    expect(gap).toBeCloseTo(0.6, 6);
    expect(ports).toBeCloseTo(0.264, 6);
    expect(gap).toBeGreaterThan(2 * ports);
  });
});
