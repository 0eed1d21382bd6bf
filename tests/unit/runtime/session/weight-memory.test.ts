import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import { type Budgets, DEFAULT_BUDGETS, SMALL_BUDGETS } from '@/lib/runtime/engine/engine';
import type { Memory, Request, Results, WeightChoice, Work } from '@/lib/runtime/protocol';
import { SessionHost } from '@/lib/runtime/session/session-host';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { TensorCache } from '@/lib/weights/tensor-cache';
import { fileOfBytes, recipeFile } from '../../../hub/recipe-file';
import { type Hub, startHub } from '../../../hub/server';
import { memoryShelf } from '../../weights/memory-shelf';

/** Whole networks with weights from a server: what is in memory meanwhile, and that the numbers are right. */

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const NETWORKS = ['inception-v4', 'inception-resnet-v2'] as const;
type Name = (typeof NETWORKS)[number];
const pathOf = (name: Name): string => `/timm/${name}/resolve/main/model.safetensors`;
const seeded: WeightChoice = { kind: 'seeded', calibrated: false };
const served: WeightChoice = { kind: 'file', key: 'served' };
const MB = 1e6;

/** Bytes of the floats of a network: all of them, and the largest tensor. */
function floatsOf(name: Name): { readonly all: number; readonly largest: number } {
  const sizes = stateDict(modelOf(name).graph)
    .filter(({ dtype }) => dtype === 'F32')
    .map(({ shape }) => shape.reduce((product, extent) => product * extent, 4));
  return { all: sizes.reduce((sum, size) => sum + size, 0), largest: Math.max(...sizes) };
}

interface Run {
  readonly values: Float32Array;
  readonly work: Work;
  readonly memory: Memory;
}

describe('a whole network with weights from a server', () => {
  let hub: Hub;
  const rows: string[][] = [];
  beforeAll(async () => {
    hub = await startHub({ files: {} });
  });
  afterAll(async () => {
    await hub.close();
    const head = ['network', 'budget', 'input', 'largest', 'allowed', 'our buffers', 'weights kept', 'backend', 'sent'];
    const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i]?.length ?? 0)));
    const lines = [head, ...rows].map((row) => row.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('  '));
    console.log(`\nMB while a whole network is loaded and computed\n${lines.join('\n')}\n`);
  });

  /** Made once and whole, since several pieces of it are asked for at a time. */
  function serve(name: Name): void {
    const file = recipeFile(name);
    hub.replace(pathOf(name), fileOfBytes(file.bytes(0, file.size)));
  }

  /** Computes the classes of a network in a new session; tells what it took. */
  async function run(
    name: Name,
    size: number,
    weights: WeightChoice,
    budgets: Budgets,
    cache?: TensorCache,
  ): Promise<Run> {
    const host = new SessionHost({
      budgets,
      ...(cache ? { cache } : {}),
      makeBitmap: async (_, width, height) => ({ width, height, close() {} }) as unknown as ImageBitmap,
    });
    const ask = async <T extends Request['type']>(request: Extract<Request, { type: T }>): Promise<Results[T]> =>
      (await host.answer(request)) as Results[T];
    try {
      const definition = findNetwork(name);
      const { graph } = modelOf(definition.id);
      await ask<'open'>({ type: 'open', choice: 'wasm' });
      await ask<'put-network'>({ type: 'put-network', key: 'n', graph, renames: definition.renames });
      const pixels = chwToHwc(seededInput(size), size, size, 3);
      await ask<'put-picture'>({ type: 'put-picture', key: 'p', height: size, width: size, channels: 3, pixels });
      if (weights.kind === 'file') {
        const file = hub.url + pathOf(name);
        await ask<'put-weights'>({ type: 'put-weights', key: weights.key, name, network: 'n', file });
      }
      const about = { network: 'n', picture: 'p', weights, node: 'softmax' };
      const { work } = await ask<'view'>({ type: 'view', range: 'channel', ...about });
      const { values } = await ask<'tensor'>({ type: 'tensor', ...about });
      const memory = await ask<'memory'>({ type: 'memory' });
      expect(memory.tensors).toBe(memory.accounted);
      expect(memory.loadingBytes).toBe(0);
      return { values, work, memory };
    } finally {
      host.close();
    }
  }

  const note = (name: Name, budget: string, size: number, { work, memory }: Run): void => {
    const { largest } = floatsOf(name);
    const allowed = 3 * largest + 32 * 2 ** 20;
    const bytes = [
      largest,
      allowed,
      memory.mostLoadingBytes,
      memory.weightBytes,
      memory.backendBytes,
      work.networkBytes,
    ];
    rows.push([name, budget, String(size), ...bytes.map((each) => (each / MB).toFixed(1))]);
    expect(memory.mostLoadingBytes).toBeGreaterThan(largest);
    expect(memory.mostLoadingBytes).toBeLessThanOrEqual(allowed);
  };

  it.each(NETWORKS)(
    '%s holds no more of its own than three of the largest tensors and 32 MB, kept on the device or not',
    async (name) => {
      serve(name);
      const { shelf } = memoryShelf();
      const first = await run(name, 75, served, DEFAULT_BUDGETS, new TensorCache(async () => shelf));
      note(name, 'desktop', 75, first);
      const { all } = floatsOf(name);
      expect(first.work.networkBytes).toBeGreaterThan(0.99 * all);
      const again = await run(name, 75, served, SMALL_BUDGETS, new TensorCache(async () => shelf));
      note(name, 'phone, kept', 75, again);
      expect(again.memory.weightBytes).toBeLessThanOrEqual(SMALL_BUDGETS.weightBytes);
      expect(again.work).toMatchObject({ requests: 0, networkBytes: 0, storedBytes: all });
      expect(again.values).toEqual(first.values);
    },
  );

  it('Inception-ResNet-v2 at 299 comes through a phone: a quarter of its weights in memory, the same values', async () => {
    const name = 'inception-resnet-v2';
    serve(name);
    const phone = await run(name, 299, served, SMALL_BUDGETS);
    note(name, 'phone', 299, phone);
    expect(phone.memory.weightBytes).toBeLessThanOrEqual(SMALL_BUDGETS.weightBytes);
    expect(phone.memory.activationBytes).toBeLessThanOrEqual(SMALL_BUDGETS.activationBytes);
    expect(phone.memory.backendBytes).toBeLessThanOrEqual(SMALL_BUDGETS.weightBytes + SMALL_BUDGETS.activationBytes);
    // Each byte came once, although most of them are not in memory any more.
    expect(phone.work.networkBytes).toBeLessThanOrEqual(floatsOf(name).all);
    const desktop = await run(name, 299, seeded, DEFAULT_BUDGETS);
    expect(phone.values).toHaveLength(1000);
    expect(phone.values).toEqual(desktop.values);
  });
});
