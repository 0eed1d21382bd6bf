import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findNetwork, modelOf } from '@/lib/networks';
import type { MapView, Progress, Request, Results, WeightChoice } from '@/lib/runtime/protocol';
import { SessionHost } from '@/lib/runtime/session/session-host';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { TensorCache } from '@/lib/weights/tensor-cache';
import { type LazyFile, recipeFile } from '../../../hub/recipe-file';
import { type Hub, startHub } from '../../../hub/server';
import { memoryShelf } from '../../weights/memory-shelf';

// A whole stem on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SIZE = 107;
const PATH = '/timm/inception_v4/resolve/main/model.safetensors';
const definition = findNetwork('inception-v4');
const { graph } = modelOf(definition.id);
const seeded: WeightChoice = { kind: 'seeded', calibrated: false };
const served: WeightChoice = { kind: 'file', key: 'served' };

/** The same network with other numbers: every float of its data halved. */
const halved = (file: LazyFile, headerBytes: number): LazyFile => ({
  size: file.size,
  bytes(from, to) {
    // Whole numbers of floats, wherever the range begins.
    const start = from - ((((from - headerBytes) % 4) + 4) % 4);
    const bytes = file.bytes(start, to + 4).slice();
    const view = new DataView(bytes.buffer);
    for (let at = Math.max(0, headerBytes - start); at + 4 <= bytes.length; at += 4) {
      view.setFloat32(at, view.getFloat32(at, true) / 2, true);
    }
    return bytes.slice(from - start, from - start + Math.max(0, Math.min(to, file.size) - from));
  },
});

describe('weights on a server, in a session that keeps them', () => {
  let hub: Hub;
  let memory: ReturnType<typeof memoryShelf>;
  const hosts: SessionHost[] = [];
  beforeAll(async () => {
    hub = await startHub({ files: { [PATH]: recipeFile('inception-v4') } });
  });
  afterAll(() => hub.close());
  beforeEach(() => {
    hub.replace(PATH, recipeFile('inception-v4'));
    hub.forget();
    memory = memoryShelf();
  });
  afterEach(() => {
    for (const host of hosts.splice(0)) host.close();
  });

  /** A session as after loading the page: nothing is left of the one before but what the device keeps. */
  async function load() {
    // In Node all of them share one tfjs.
    for (const host of hosts.splice(0)) host.close();
    const host = new SessionHost({
      cache: new TensorCache(async () => memory.shelf),
      makeBitmap: async (_, width, height) => ({ width, height, close() {} }) as unknown as ImageBitmap,
    });
    hosts.push(host);
    const ask = async <T extends Request['type']>(
      request: Extract<Request, { type: T }>,
      onProgress?: (progress: Progress) => void,
    ): Promise<Results[T]> => (await host.answer(request, onProgress ? { onProgress } : {})) as Results[T];
    await ask<'open'>({ type: 'open', choice: 'wasm' });
    await ask<'put-network'>({ type: 'put-network', key: 'v4', graph, renames: definition.renames });
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    await ask<'put-picture'>({ type: 'put-picture', key: 'p', height: SIZE, width: SIZE, channels: 3, pixels });
    const report = await ask<'put-weights'>({
      type: 'put-weights',
      key: 'served',
      name: 'served',
      network: 'v4',
      file: hub.url + PATH,
    });
    const about = (node: string, weights = served) => ({ network: 'v4', picture: 'p', weights, node });
    const values = async (node: string, weights?: WeightChoice) =>
      (await ask<'tensor'>({ type: 'tensor', ...about(node, weights) })).values;
    const view = (node: string, onProgress?: (progress: Progress) => void): Promise<MapView> =>
      ask<'view'>({ type: 'view', range: 'channel', ...about(node) }, onProgress);
    return { ask, report, values, view };
  }

  it('cost nothing after a reload, and the answer says where they came from', async () => {
    const first = await load();
    expect(first.report).toMatchObject({ address: hub.url + PATH, opening: { requests: 1, storedBytes: 0 } });
    const before = await first.view('features.5');
    expect(before.work.requests).toBe(
      hub.seen.filter(({ status, server }) => status === 206 && server === 'storage').length - 1,
    );
    expect(before.work.networkBytes).toBeGreaterThan(2e6);

    hub.forget();
    const again = await load();
    const header = again.report.opening.storedBytes;
    expect(again.report).toMatchObject({ version: first.report.version, opening: { requests: 0, networkBytes: 0 } });
    expect(header).toBeGreaterThan(80_000);
    const progress: Progress[] = [];
    const after = await again.view('features.5', (step) => progress.push(step));
    expect(after.work).toMatchObject({ requests: 0, networkBytes: 0 });
    const weights = progress.flatMap((step) => (step.stage === 'weights' ? [step] : []));
    expect(weights.at(-1)).toEqual({
      stage: 'weights',
      done: after.work.storedBytes,
      total: after.work.storedBytes,
      stored: after.work.storedBytes,
    });
    expect(hub.seen).toEqual([]);
    expect(await again.values('features.5')).toEqual(await again.values('features.5', seeded));

    const stored = await again.ask<'stored'>({ type: 'stored' });
    expect(stored).toMatchObject({ trouble: null, files: [{ address: hub.url + PATH }] });
    expect(stored.bytes).toBeGreaterThan(after.work.storedBytes);
    expect(await again.ask<'forget-stored'>({ type: 'forget-stored' })).toMatchObject({ files: [], bytes: 0 });
    expect((await (await load()).view('features.5')).work.requests).toBeGreaterThan(0);
  });

  it('that became others are read anew, once, and nothing of the old ones is mixed in', async () => {
    const first = await load();
    await first.view('features.5');
    const file = recipeFile('inception-v4');
    const length = Number(new DataView(file.bytes(0, 8).buffer).getBigUint64(0, true));
    hub.replace(PATH, halved(file, 8 + length));
    // What is kept is of one version and may be used; what is missing tells that there is another one.
    const again = await load();
    await again.view('features.5');
    hub.forget();
    const six = await again.view('features.6');
    expect(six.work.requests).toBe(hub.seen.filter(({ server }) => server === 'storage').length);
    // All of it is computed with the new numbers.
    expect(six.work.reused).toBe(0);
    const values = await again.values('features.6');
    const fresh = await load();
    expect(await fresh.values('features.6')).toEqual(values);
    expect(values).not.toEqual(await fresh.values('features.6', seeded));
  });

  it('that are others each time are said to be so, and cost no more than a second try', async () => {
    const session = await load();
    const real = globalThis.fetch;
    const asked = vi.spyOn(globalThis, 'fetch').mockImplementation((...request) => {
      hub.replace(PATH, recipeFile('inception-v4'));
      return real(...request);
    });
    await expect(session.view('features.6')).rejects.toMatchObject({ code: 'weights/changed' });
    expect(asked.mock.calls.length).toBeLessThanOrEqual(9);
    asked.mockRestore();
    expect((await session.view('features.6')).shape).toEqual([11, 11, 384]);
  });

  it('that were chosen as a file are never kept', async () => {
    const { ask } = await load();
    memory.files.clear();
    const file = recipeFile('inception-v4');
    const blob = new Blob([file.bytes(0, file.size)]);
    const put = { type: 'put-weights', key: 'own', name: 'own', network: 'v4', file: blob } as const;
    const report = await ask<'put-weights'>(put);
    expect(report).toMatchObject({ address: null, version: null });
    expect(report.opening).toEqual({ requests: 0, networkBytes: 0, storedBytes: 0 });
    const own: WeightChoice = { kind: 'file', key: 'own' };
    const asked = {
      type: 'view',
      range: 'channel',
      network: 'v4',
      picture: 'p',
      weights: own,
      node: 'features.1@relu',
    } as const;
    expect((await ask<'view'>(asked)).work).toMatchObject({ requests: 0, networkBytes: 0, storedBytes: 0 });
    expect(memory.files.size).toBe(0);
  });
});
