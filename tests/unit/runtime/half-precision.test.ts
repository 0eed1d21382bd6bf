import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Engine } from '@/lib/runtime/engine/engine';
import facenetV1 from '../../golden/oracle/oracle-facenet-inception_resnet_v1.json';
import timmV2 from '../../golden/oracle/oracle-timm-inception_resnet_v2.json';
import timmV3 from '../../golden/oracle/oracle-timm-inception_v3.json';
import timmV4 from '../../golden/oracle/oracle-timm-inception_v4.json';
import { compute, openEngine, subjectOf } from './oracle';
import { recipeThrough } from './recipe-through';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const CASES = [
  { network: 'inception-v3', size: 299, output: 'fc', reference: timmV3.output, std: timmV3.stages.at(-1)?.std },
  {
    network: 'inception-v4',
    size: 299,
    output: 'last_linear',
    reference: timmV4.output,
    std: timmV4.stages.at(-1)?.std,
  },
  {
    network: 'inception-resnet-v2',
    size: 299,
    output: 'classif',
    reference: timmV2.output,
    std: timmV2.stages.at(-1)?.std,
  },
  {
    network: 'inception-resnet-v1',
    size: 160,
    output: 'normalize',
    reference: facenetV1.output,
    std: facenetV1.stages.at(-1)?.std,
  },
] as const;

/** What halving the bytes may cost at the output, in standard deviations; bfloat16 keeps 8 times fewer steps. */
const MOST = { F16: 1e-2, BF16: 8e-2 } as const;

describe('weights of 16 bits, computed with in 32', () => {
  let engine: Engine;
  const rows: Record<string, string | number>[] = [];
  beforeAll(async () => {
    engine = await openEngine('wasm');
  });
  afterAll(() => {
    engine.close();
    console.table(rows);
  });

  it.each(CASES)('of $network: the output stays close to that of the reference code', async (each) => {
    const { network, size, output, reference, std = 0 } = each;
    const subject = subjectOf(network, size, output);
    const wanted = reference.flat();
    const node = subject.nodeOf(output);
    const apart = async (type: keyof typeof MOST): Promise<number> => {
      const { weights, close } = await recipeThrough('blob', network, type);
      const found =
        (await compute(engine, [node], subject, subject.model.graph, weights)).get(node) ?? new Float32Array(0);
      await close();
      expect(found).toHaveLength(wanted.length);
      return Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] ?? Number.NaN)))) / std;
    };
    const [half, brain] = [await apart('F16'), await apart('BF16')];
    rows.push({ network, F16: half, BF16: brain });
    expect(half).toBeLessThanOrEqual(MOST.F16);
    expect(brain).toBeLessThanOrEqual(MOST.BF16);
    // That they are read as what they are: rounding is seen, and the coarser more.
    expect(half).toBeGreaterThan(2e-5);
    expect(brain).toBeGreaterThan(half);
  });
});
