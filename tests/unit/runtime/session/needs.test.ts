import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findNetwork, modelOf } from '@/lib/networks';
import type { Budgets } from '@/lib/runtime/engine/engine';
import type { Request, Results, WeightChoice } from '@/lib/runtime/protocol';
import { SessionHost } from '@/lib/runtime/session/session-host';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { TensorCache } from '@/lib/weights/tensor-cache';
import { recipeFile } from '../../../hub/recipe-file';
import { type Hub, startHub } from '../../../hub/server';
import { memoryShelf } from '../../weights/memory-shelf';

const SIZE = 75;
const PATH = '/timm/inception_v4.tf_in1k/resolve/main/model.safetensors';
const definition = findNetwork('inception-v4');
const { graph } = modelOf(definition.id);
const served: WeightChoice = { kind: 'file', key: 'served' };
const seeded: WeightChoice = { kind: 'seeded', calibrated: false };

/** Bytes as float32 of what the nodes from one to another, both included, read of a weight file. */
function bytesBetween(first: string, last: string): number {
  const at = (id: string): number => graph.nodes.findIndex((node) => node.id === id);
  return graph.nodes
    .slice(at(first), at(last) + 1)
    .flatMap(({ tensors }) => tensors)
    .filter(({ dtype }) => dtype === 'F32')
    .reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 4), 0);
}

describe('what a tensor needs', () => {
  let hub: Hub;
  let memory: ReturnType<typeof memoryShelf>;
  const hosts: SessionHost[] = [];
  beforeAll(async () => {
    hub = await startHub({ files: { [PATH]: recipeFile('inception-v4') } });
  });
  afterAll(() => hub.close());
  beforeEach(() => {
    hub.forget();
    memory = memoryShelf();
  });
  afterEach(() => {
    for (const host of hosts.splice(0)) host.close();
  });

  async function load(parts: { budgets?: Budgets; keeps?: boolean; put?: boolean; open?: boolean } = {}) {
    for (const host of hosts.splice(0)) host.close();
    const { budgets, keeps = true, put = true, open = true } = parts;
    const host = new SessionHost({
      ...(keeps ? { cache: new TensorCache(async () => memory.shelf) } : {}),
      ...(budgets ? { budgets } : {}),
      makeBitmap: async (_, width, height) => ({ width, height, close() {} }) as unknown as ImageBitmap,
    });
    hosts.push(host);
    const ask = async <T extends Request['type']>(request: Extract<Request, { type: T }>): Promise<Results[T]> =>
      (await host.answer(request)) as Results[T];
    if (open) await ask<'open'>({ type: 'open', choice: 'wasm' });
    await ask<'put-network'>({ type: 'put-network', key: 'v4', graph, renames: definition.renames });
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    await ask<'put-picture'>({ type: 'put-picture', key: 'p', height: SIZE, width: SIZE, channels: 3, pixels });
    const file = hub.url + PATH;
    if (put) await ask<'put-weights'>({ type: 'put-weights', key: 'served', name: 's', network: 'v4', file });
    const where = (weights: WeightChoice) => ({ network: 'v4', picture: 'p', weights });
    return {
      ask,
      needs: (node: string, weights = served) =>
        ask<'needs'>({ type: 'needs', node, ...where(weights), ...(put ? {} : { file: { address: file, width: 4 } }) }),
      view: (node: string, weights = served) =>
        ask<'view'>({ type: 'view', range: 'channel', node, ...where(weights) }),
    };
  }

  it('is everything before it at first, and what comes over the network is what was said', async () => {
    const { needs, view } = await load();
    const said = await needs('features.3');
    expect(said.nodes[0]).toBe('features.0@conv');
    expect(said.nodes.at(-1)).toBe('features.3');
    // The header came with what stands behind it in the file.
    expect(said.networkBytes).toBeLessThan(bytesBetween('features.0@conv', 'features.3'));
    expect(said.storedBytes).toBe(0);
    expect((await view('features.3')).work.networkBytes).toBe(said.networkBytes);
    expect(await needs('features.3')).toEqual({ nodes: [], networkBytes: 0, storedBytes: 0 });
  });

  it('is what lies between what is kept and the target', async () => {
    const { needs, view } = await load();
    await view('features.3');
    const said = await needs('features.5');
    expect(said.nodes.some((id) => id.startsWith('features.2'))).toBe(false);
    expect(said.nodes.at(-1)).toBe('features.5');
    const { work } = await view('features.5');
    expect(work.networkBytes).toBe(said.networkBytes);
  });

  it('is said again, with its true bytes, once a block had to go: small budgets, and no storage', async () => {
    const budgets = { activationBytes: 200_000, weightBytes: 2 ** 18 };
    const { needs, view } = await load({ budgets, keeps: false });
    await view('features.3');
    expect((await needs('features.3')).nodes).toEqual([]);
    // Far behind it: neither its tensor nor its weights fit beside all that this takes.
    await view('features.12');
    const said = await needs('features.3');
    expect(said.nodes.length).toBeGreaterThan(0);
    expect(said.networkBytes).toBeGreaterThan(0);
    expect(said.storedBytes).toBe(0);
    const { work } = await view('features.3');
    expect(work.networkBytes).toBe(said.networkBytes);
    expect((await needs('features.3')).nodes).toEqual([]);
  });

  it('comes from this device where an earlier visit left it there, whether the file was opened or not', async () => {
    const first = await load();
    await first.view('features.3');
    for (const put of [true, false]) {
      const { needs } = await load({ put });
      hub.forget();
      const stored = bytesBetween('features.0@conv', 'features.3');
      expect(await needs('features.3')).toMatchObject({ networkBytes: 0, storedBytes: stored });
      const more = await needs('features.5');
      expect(more).toMatchObject({
        storedBytes: stored,
        networkBytes: bytesBetween('features.0@conv', 'features.5') - stored,
      });
      expect(hub.seen).toEqual([]);
    }
  });

  it('follows from the count of numbers where nothing is known of the file, without asking for it', async () => {
    const { needs } = await load({ put: false, open: false });
    expect(await needs('features.3')).toMatchObject({
      networkBytes: bytesBetween('features.0@conv', 'features.3'),
      storedBytes: 0,
    });
    expect(hub.seen).toEqual([]);
  });

  it('is no byte of a file where numbers are drawn, and changes nothing that is kept', async () => {
    const { ask, needs, view } = await load({ put: false });
    await view('features.3', seeded);
    const before = await ask<'memory'>({ type: 'memory' });
    expect(await needs('features.21', seeded)).toMatchObject({ networkBytes: 0, storedBytes: 0 });
    expect(await ask<'memory'>({ type: 'memory' })).toEqual(before);
  });

  it('is refused before it is begun where it would not fit, with the bytes', async () => {
    const { view } = await load({ budgets: { activationBytes: 2 ** 28, weightBytes: 2 ** 28, passBytes: 100_000 } });
    await expect(view('features.3', seeded)).rejects.toMatchObject({
      code: 'runtime/too-large',
      data: { what: 'computing', node: 'features.3', limit: 100_000, bytes: expect.any(Number) },
    });
  });

  it('may be one channel or one place of a tensor, which alone is read from the device', async () => {
    const { ask } = await load({ put: false });
    const about = { network: 'v4', picture: 'p', weights: seeded, node: 'features.3' };
    const { values, shape } = await ask<'tensor'>({ type: 'tensor', ...about });
    const [height = 0, width = 0, channels = 0] = shape;
    const channel = await ask<'channel'>({ type: 'channel', channel: 7, ...about });
    expect(channel).toEqual({ height, width, values: values.filter((_, at) => at % channels === 7) });
    const place = await ask<'place'>({ type: 'place', y: 2, x: 5, ...about });
    const from = (2 * width + 5) * channels;
    expect(place.values).toEqual(values.slice(from, from + channels));
    const logits = { ...about, node: 'last_linear' };
    const all = (await ask<'tensor'>({ type: 'tensor', ...logits })).values;
    expect((await ask<'channel'>({ type: 'channel', channel: 281, ...logits })).values).toEqual(all.slice(281, 282));
    expect((await ask<'place'>({ type: 'place', y: 0, x: 0, ...logits })).values).toEqual(all);
    await expect(ask<'channel'>({ type: 'channel', channel: 1000, ...logits })).rejects.toMatchObject({
      code: 'runtime/no-such-channel',
    });
    await expect(ask<'place'>({ type: 'place', y: 99, x: 0, ...about })).rejects.toMatchObject({
      code: 'runtime/no-such-place',
    });
  });
});
