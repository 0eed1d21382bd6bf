import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withClasses } from '@/lib/graph/classifier';
import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import type { Request, Results, WeightChoice } from '@/lib/runtime/protocol';
import { SessionHost } from '@/lib/runtime/session/session-host';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput, seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SIZE = 75;
const definition = findNetwork('inception-v4');
const { graph } = modelOf(definition.id);
const seeded: WeightChoice = { kind: 'seeded', calibrated: false };

/** The weights of the recipe with a head of so many classes. */
function weightFile(classes: number): Blob {
  const pieces = safetensorsPieces(
    stateDict(withClasses(graph, classes))
      .filter(({ dtype }) => dtype === 'F32')
      .map(({ key, shape }) => ({
        key,
        dtype: 'F32' as const,
        shape,
        byteLength: 4 * shape.reduce((product, extent) => product * extent, 1),
        bytes: () => new Uint8Array(seededTensor(key, shape).slice().buffer),
      })),
  );
  return new Blob([...pieces]);
}

describe('a session with the head of a file', () => {
  const host = new SessionHost({ makeBitmap: async () => ({ close() {} }) as unknown as ImageBitmap });
  const ask = async <T extends Request['type']>(request: Extract<Request, { type: T }>): Promise<Results[T]> =>
    (await host.answer(request)) as Results[T];
  const about = (node: string, weights: WeightChoice) => ({ network: 'v4', picture: 'p', weights, node });

  beforeAll(async () => {
    await ask<'open'>({ type: 'open', choice: 'wasm' });
    await ask<'put-network'>({ type: 'put-network', key: 'v4', graph, renames: definition.renames });
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    await ask<'put-picture'>({ type: 'put-picture', key: 'p', height: SIZE, width: SIZE, channels: 3, pixels });
  });
  afterAll(() => host.close());

  it.each([10, 21_841])(
    'computes the logits of a head of %i classes, with what the others read left as it is',
    async (classes) => {
      const key = `head of ${classes}`;
      const report = await ask<'put-weights'>({
        type: 'put-weights',
        key,
        name: key,
        network: 'v4',
        file: weightFile(classes),
      });
      expect(report).toMatchObject({ classes, missing: [], misshapen: [], lacking: [] });
      const choice: WeightChoice = { kind: 'file', key };
      const pooled = await ask<'tensor'>({ type: 'tensor', ...about('global_pool', choice) });
      const logits = await ask<'tensor'>({ type: 'tensor', ...about('last_linear', choice) });
      expect(logits.shape).toEqual([classes]);
      const matrix = seededTensor('last_linear.weight', [classes, 1536]);
      const bias = seededTensor('last_linear.bias', [classes]);
      for (const unit of [0, 7, classes - 1]) {
        let sum = bias[unit] ?? 0;
        for (let i = 0; i < 1536; i++) sum += (matrix[unit * 1536 + i] ?? 0) * (pooled.values[i] ?? 0);
        expect(logits.values[unit]).toBeCloseTo(sum, 3);
      }
      const about10 = { network: 'v4', picture: 'p', weights: choice };
      const said = await ask<'classify'>({ type: 'classify', top: 3, ...about10 });
      expect(said.classes).toBe(classes);
      expect(said.top[0]?.logit).toBe(Math.max(...logits.values));
      const map = await ask<'class-map'>({
        type: 'class-map',
        class: said.top[0]?.index ?? 0,
        channels: 2,
        ...about10,
      });
      expect(map.map.reduce((sum, value) => sum + value, 0) / map.map.length + map.bias).toBeCloseTo(
        map.score.logit,
        3,
      );
      const beyond = ask<'class-map'>({ type: 'class-map', class: classes, channels: 2, ...about10 });
      await expect(beyond).rejects.toMatchObject({ code: 'runtime/no-such-class', data: { classes } });
      // The network itself is as it was.
      expect(
        (await ask<'classify'>({ type: 'classify', top: 1, network: 'v4', picture: 'p', weights: seeded })).classes,
      ).toBe(1000);
    },
  );
});
