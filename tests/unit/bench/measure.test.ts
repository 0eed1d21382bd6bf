import { describe, expect, it } from 'vitest';
import { measure } from '@/components/bench/measure';
import { resultFile } from '@/components/bench/result-file';
import { AtlasError } from '@/lib/error';
import { modelOf } from '@/lib/networks';
import { FakeSession } from '../lab/fake-parts';
import { answering } from './answering';

const SETTING = { choice: 'auto', size: 107, rounds: 2 } as const;

describe('measuring a session', () => {
  it('runs each network so many times and once before, and clicks through all blocks, each round on a new picture', async () => {
    const session = answering(new FakeSession());
    let time = 0;
    const result = await measure(session, SETTING, { now: () => (time += 5) });
    expect(result.passes.map(({ network, milliseconds }) => [network, milliseconds.length])).toEqual([
      ['inception-v4', 2],
      ['inception-resnet-v2', 2],
    ]);
    // Multiply-accumulates rise from block to block up to those of the whole network.
    const macs = result.blocks.map(({ macsFromPicture }) => macsFromPicture);
    expect([...macs].sort((a, b) => a - b)).toEqual(macs);
    expect(macs.at(-1)).toBe(result.passes[0]?.macs);
    expect(result.blocks.at(-1)?.node).toBe(modelOf('inception-v4').graph.nodes.at(-1)?.id);
    for (const { click, computing } of result.blocks) {
      expect(click).toEqual([5, 5]);
      expect(computing).toEqual([3, 3]);
    }
    const views = session.asked.flatMap((request) => (request.type === 'view' ? [request.picture] : []));
    expect(new Set(views).size).toBe(3);
    const passes = session.asked.flatMap((request) => (request.type === 'place' ? [request.picture] : []));
    expect(new Set(passes).size).toBe(passes.length);
    // Nothing is asked of a file or a server.
    expect(session.types()).not.toContain('put-weights');
  });

  it('tells how far it is, and never goes back', async () => {
    const told: number[] = [];
    const totals = new Set<number>();
    await measure(answering(new FakeSession()), SETTING, {
      onProgress: ({ done, total }) => {
        told.push(done);
        totals.add(total);
      },
    });
    expect(totals.size).toBe(1);
    expect(told).toEqual([...told.keys()]);
    expect(told.at(-1)).toBe([...totals][0]);
  });

  it('stops when cancelled, and hands on what goes wrong', async () => {
    const controller = new AbortController();
    const session = answering(new FakeSession());
    const stopped = measure(session, SETTING, {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 4) controller.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(session.types().filter((type) => type === 'place').length).toBeLessThan(4);

    const failing = answering(new FakeSession());
    failing.answers.set('place', () => Promise.reject(new AtlasError('runtime/device-lost', { reason: 'planted' })));
    await expect(measure(failing, SETTING)).rejects.toMatchObject({ code: 'runtime/device-lost' });
  });

  it('is written to a file with where it was measured and every single time', async () => {
    const result = await measure(answering(new FakeSession()), SETTING, {});
    const around = { measured: '2026-01-02T03:04:05Z', browser: 'test', cores: 8, crossOriginIsolated: true };
    const read = JSON.parse(await resultFile(result, around).text());
    expect(read).toMatchObject({ ...around, setting: SETTING, backend: { backend: 'wasm' } });
    expect(read.passes[0].milliseconds).toEqual(result.passes[0]?.milliseconds);
    expect(read.blocks).toHaveLength(result.blocks.length);
  });
});
