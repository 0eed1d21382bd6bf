import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Model, nodesOf } from '@/lib/graph/model';
import { findNetwork, modelOf } from '@/lib/networks';
import type { Progress, Request, Results, WeightChoice } from '@/lib/runtime/protocol';
import { SessionHost } from '@/lib/runtime/session/session-host';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { recipeFile } from '../../../hub/recipe-file';
import { type Hub, startHub } from '../../../hub/server';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SIZE = 107;
const WHOLE = '/timm/inception_v4/resolve/main/model.safetensors';
const PART = '/part/resolve/main/model.safetensors';
const definition = findNetwork('inception-v4');
const { graph } = modelOf(definition.id);
const model = modelOf('inception-v4');

/** Bytes of the tensors that the ops of a part read, as float32; counters are never read. */
function bytesOf({ graph, parts }: Model, ids: readonly string[]): number {
  const nodes = ids.flatMap((id) => {
    const part = parts.get(id);
    return part ? nodesOf({ ...model, graph }, part) : [];
  });
  return nodes
    .flatMap(({ tensors }) => tensors)
    .filter(({ dtype }) => dtype === 'F32')
    .reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 4), 0);
}

describe('weights on a server', () => {
  let hub: Hub;
  const host = new SessionHost({
    makeBitmap: async (_, width, height) => ({ width, height, close() {} }) as unknown as ImageBitmap,
  });
  const ask = async <T extends Request['type']>(
    request: Extract<Request, { type: T }>,
    onProgress?: (progress: Progress) => void,
  ): Promise<Results[T]> => (await host.answer(request, onProgress ? { onProgress } : {})) as Results[T];
  const tensor = (node: string, weights: WeightChoice, onProgress?: (progress: Progress) => void) =>
    ask<'tensor'>({ type: 'tensor', network: 'v4', picture: 'p', weights, node }, onProgress);
  const seeded: WeightChoice = { kind: 'seeded', calibrated: false };
  const served: WeightChoice = { kind: 'file', key: 'served' };

  beforeAll(async () => {
    hub = await startHub({
      files: {
        [WHOLE]: recipeFile('inception-v4'),
        [PART]: recipeFile('inception-v4', 'timm', {
          lastBlock: 'features.5',
          holds: (key) => /^features\.[0-5]\./.test(key),
        }),
      },
    });
    await ask<'open'>({ type: 'open', choice: 'wasm' });
    await ask<'put-network'>({ type: 'put-network', key: 'v4', graph, renames: definition.renames });
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    await ask<'put-picture'>({ type: 'put-picture', key: 'p', height: SIZE, width: SIZE, channels: 3, pixels });
  });
  afterAll(async () => {
    host.close();
    await hub.close();
  });
  /** Requests that brought bytes, and the bytes that they asked for. */
  const traffic = () => {
    const ranges = hub.seen
      .filter(({ server }) => server === 'storage')
      .map(({ range }) => /bytes=(\d+)-(\d+)/.exec(range ?? ''))
      .map((match) => Number(match?.[2]) - Number(match?.[1]) + 1);
    return { requests: ranges.length, bytes: ranges.reduce((sum, each) => sum + each, 0) };
  };

  it('are opened with one request for the header', async () => {
    const report = await ask<'put-weights'>({
      type: 'put-weights',
      key: 'served',
      name: 'served',
      network: 'v4',
      file: hub.url + WHOLE,
    });
    expect(report).toMatchObject({ naming: 'timm', missing: [], misshapen: [], lastBlock: null });
    expect(traffic().requests).toBe(1);
  });

  it('bring a block its own bytes only, at most one request a block, and the same numbers', async () => {
    hub.forget();
    const progress: Progress[] = [];
    const stem = await tensor('features.5', served, (step) => progress.push(step));
    expect(stem.values).toEqual((await tensor('features.5', seeded)).values);
    const first = traffic();
    expect(first.requests).toBeLessThanOrEqual(6);
    const stemBytes = bytesOf(model, [
      'features.0',
      'features.1',
      'features.2',
      'features.3',
      'features.4',
      'features.5',
    ]);
    expect(first.bytes).toBeLessThanOrEqual(stemBytes);
    const weights = progress.filter((step) => step.stage === 'weights');
    expect(weights.at(-1)).toMatchObject({ total: stemBytes });

    hub.forget();
    await tensor('features.6', served);
    expect(traffic()).toEqual({ requests: 1, bytes: bytesOf(model, ['features.6']) });

    hub.forget();
    await tensor('features.6', served);
    expect(traffic().requests).toBe(0);
  });

  it('that end before the network does are used up to there, and refused beyond before anything is computed', async () => {
    const report = await ask<'put-weights'>({
      type: 'put-weights',
      key: 'part',
      name: 'part',
      network: 'v4',
      file: hub.url + PART,
    });
    expect(report.lastBlock).toBe('features.5');
    expect(report.missing.length).toBeGreaterThan(0);
    const part: WeightChoice = { kind: 'file', key: 'part' };
    expect((await tensor('features.5', part)).values).toEqual((await tensor('features.5', seeded)).values);
    const progress: Progress[] = [];
    await expect(tensor('features.6', part, (step) => progress.push(step))).rejects.toMatchObject({
      code: 'weights/part-ends',
      data: { lastBlock: 'features.5', name: 'part' },
    });
    expect(progress).toEqual([]);
  });

  it('that break off say so, and the session goes on', async () => {
    hub.fail(...Array.from({ length: 20 }, () => ({ type: 'status', status: 404 }) as const));
    await expect(tensor('features.7', served)).rejects.toMatchObject({ code: 'weights/not-found' });
    hub.fail();
    const { tensors, accounted } = await ask<'memory'>({ type: 'memory' });
    expect(tensors).toBe(accounted);
  });
});
