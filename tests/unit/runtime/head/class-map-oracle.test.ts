import { describe, expect, it, vi } from 'vitest';
import { modelOf } from '@/lib/networks';
import type { Request, Results, WeightChoice } from '@/lib/runtime/protocol';
import { SessionHost } from '@/lib/runtime/session/session-host';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import timmV2 from '../../../golden/oracle/oracle-timm-inception_resnet_v2.json';
import timmV3 from '../../../golden/oracle/oracle-timm-inception_v3.json';
import timmV4 from '../../../golden/oracle/oracle-timm-inception_v4.json';
import { TOLERANCE } from '../oracle';

vi.setConfig({ testTimeout: 600_000 });

const SIZE = 299;
const SEVERAL = [0, 281, 999];
const seeded: WeightChoice = { kind: 'seeded', calibrated: false };

const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);

describe.each([
  ['inception-v4', timmV4, 1536],
  ['inception-resnet-v2', timmV2, 1536],
  ['inception-v3', timmV3, 2048],
])('the classes of %s under the recipe, on wasm', (id, oracle, channels) => {
  it('are ranked as the reference code ranks them, and their maps give its logits', async () => {
    const host = new SessionHost({ makeBitmap: () => Promise.reject(new Error('nothing is drawn')) });
    const ask = async <T extends Request['type']>(request: Extract<Request, { type: T }>): Promise<Results[T]> =>
      (await host.answer(request)) as Results[T];
    const { graph } = modelOf(id);
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    await ask<'open'>({ type: 'open', choice: 'wasm' });
    await ask<'put-network'>({ type: 'put-network', key: id, graph });
    await ask<'put-picture'>({ type: 'put-picture', key: 'p', height: SIZE, width: SIZE, channels: 3, pixels });
    const about = { network: id, picture: 'p', weights: seeded };

    const { top, classes } = await ask<'classify'>({ type: 'classify', top: 5, ...about });
    expect(classes).toBe(1000);
    expect(top.map(({ index }) => index)).toEqual(oracle.output_top5.map(([label]) => label));
    const logits = oracle.output.flat();
    const std = oracle.stages.at(-1)?.std ?? 0;
    const power = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    for (const { index, logit, probability } of top) {
      expect(Math.abs(logit - (logits[index] ?? Number.NaN)) / std).toBeLessThanOrEqual(TOLERANCE);
      const logarithm = (logits[index] ?? Number.NaN) - Math.log(power);
      // A logit and all that it is compared with may each be off by the tolerance.
      expect(Math.abs(Math.log(probability) - logarithm) / std).toBeLessThanOrEqual(2 * TOLERANCE);
    }

    for (const index of [...top.map((score) => score.index), ...SEVERAL]) {
      const made = await ask<'class-map'>({ type: 'class-map', class: index, channels: 12, ...about });
      expect([made.height, made.width, made.contributions.length]).toEqual([8, 8, channels]);
      expect(made.work.computed).toBe(0);
      const { logit } = made.score;
      // Summed up over places or over channels: the same logit as that of the linear layer after the mean.
      expect(Math.abs(sum(made.map) / made.map.length + made.bias - logit)).toBeLessThanOrEqual(1e-4);
      expect(Math.abs(sum(made.contributions) + made.bias - logit)).toBeLessThanOrEqual(1e-4);
      expect(Math.abs(logit - (logits[index] ?? Number.NaN)) / std).toBeLessThanOrEqual(TOLERANCE);
      expect(made.most.channels).toHaveLength(12);
      expect(made.most.maps).toHaveLength(12 * 64);
      const added = (channel: number): number => made.contributions[channel] ?? Number.NaN;
      expect(added(made.most.channels[0] ?? -1)).toBe(Math.max(...made.contributions));
      expect(added(made.least.channels[0] ?? -1)).toBe(Math.min(...made.contributions));
    }
    const { tensors, accounted } = await ask<'memory'>({ type: 'memory' });
    expect(tensors).toBe(accounted);
    host.close();
  });
});
