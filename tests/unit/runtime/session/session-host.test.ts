import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import { hasRelaxedSimd } from '@/lib/runtime/kernels/kernel-module';
import type { FromWorker, MapView, Progress, Request, Results, WeightChoice } from '@/lib/runtime/protocol';
import { SessionHost } from '@/lib/runtime/session/session-host';
import { WorkQueue } from '@/lib/runtime/session/work-queue';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput, seededTensor } from '@/lib/weights/recipe';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';

// Whole networks on a machine that may be busy: seconds, but not certainly.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SIZE = 107;
const definition = findNetwork('inception-v4');
const { graph } = modelOf(definition.id);
const seeded: WeightChoice = { kind: 'seeded', calibrated: false };
const calibrated: WeightChoice = { kind: 'seeded', calibrated: true };

/** A weight file by the recipe, with the batch norm of one unit left out or one tensor misshapen where asked. */
function weightFile({ without = '', misshapen = '' } = {}): Blob {
  const specs = stateDict(modelOf('inception-v4').graph).filter(
    ({ key }) => !key.startsWith(`${without}.`) || without === '',
  );
  const pieces = safetensorsPieces(
    specs.map(({ key, shape, dtype }) => {
      const count = shape.reduce((product, extent) => product * extent, 1);
      return {
        key,
        dtype,
        shape: key === misshapen ? [count, 1] : shape,
        byteLength: count * (dtype === 'F32' ? 4 : 8),
        bytes: () => (dtype === 'F32' ? new Uint8Array(seededTensor(key, shape).slice().buffer) : new Uint8Array(8)),
      };
    }),
  );
  return new Blob([...pieces]);
}

describe('a session', () => {
  const host = new SessionHost({
    // Node has no bitmaps; what is drawn is tested with the tiles.
    makeBitmap: async (pixels, width, height) =>
      ({ width, height, close() {}, bytes: pixels.length }) as unknown as ImageBitmap,
  });
  const ask = async <T extends Request['type']>(
    request: Extract<Request, { type: T }>,
    onProgress?: (progress: Progress) => void,
  ): Promise<Results[T]> => (await host.answer(request, { onProgress })) as Results[T];
  const about = (node: string, weights: WeightChoice = seeded, picture = 'p') => ({
    network: 'v4',
    picture,
    weights,
    node,
  });

  beforeAll(async () => {
    await expect(ask<'memory'>({ type: 'memory' })).rejects.toMatchObject({ code: 'runtime/not-open' });
    expect(await ask<'open'>({ type: 'open', choice: 'wasm' })).toEqual({
      backend: 'wasm',
      reason: 'forced',
      adapter: null,
      threads: 1,
      kernels: hasRelaxedSimd() ? 'relaxed-simd' : 'simd',
      trouble: null,
      choices: null,
    });
    await ask<'put-network'>({ type: 'put-network', key: 'v4', graph, renames: definition.renames });
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    await ask<'put-picture'>({ type: 'put-picture', key: 'p', height: SIZE, width: SIZE, channels: 3, pixels });
  });
  afterAll(() => host.close());

  it('answers with a view: statistics, histogram, tiles, and what it cost', async () => {
    const progress: Progress[] = [];
    const view: MapView = await ask<'view'>({ type: 'view', range: 'channel', ...about('features.6') }, (each) =>
      progress.push(each),
    );
    expect(view.shape).toEqual([11, 11, 384]);
    expect(view.scale).toBe('sequential');
    expect(view.bitmap.width).toBe(view.grid.width);
    expect(view.statistics.mean).toHaveLength(384);
    const counted = view.histogram.counts.reduce((total, count) => total + count, 0) + view.histogram.zeros;
    expect(counted).toBe(11 * 11 * 384);
    const layers = progress.filter((each) => each.stage === 'layers');
    expect(layers).toHaveLength(view.work.computed);
    expect(layers.every(({ total }) => total === view.work.computed)).toBe(true);
    expect(progress.at(-1)).toEqual({ stage: 'drawing' });
  });

  it('computes on from what is kept, also for another block', async () => {
    const first = await ask<'view'>({ type: 'view', range: 'shared', ...about('features.6') });
    expect(first.work.computed).toBe(0);
    const next = await ask<'view'>({ type: 'view', range: 'shared', ...about('features.7') });
    expect(next.work.reused).toBeGreaterThan(next.work.computed);
  });

  it('gives one channel, one place and the whole tensor, and they agree', async () => {
    const { values, shape } = await ask<'tensor'>({ type: 'tensor', ...about('features.6') });
    expect(shape).toEqual([11, 11, 384]);
    const channel = await ask<'channel'>({ type: 'channel', channel: 100, ...about('features.6') });
    expect(channel.values).toEqual(values.filter((_, i) => i % 384 === 100));
    const place = await ask<'place'>({ type: 'place', y: 3, x: 7, ...about('features.6') });
    expect(place.values).toEqual(values.slice((3 * 11 + 7) * 384, (3 * 11 + 8) * 384));
  });

  it('shows a vector as one place of many channels', async () => {
    const view = await ask<'view'>({ type: 'view', range: 'channel', ...about('softmax') });
    expect(view.shape).toEqual([1000]);
    expect(view.grid).toMatchObject({ tileWidth: 1, tileHeight: 1 });
    expect(view.statistics.mean.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 4);
    // A scale of its own for each value would paint them all alike.
    expect(view.range).toBe('shared');
  });

  it('keeps calibrated and exact weights apart', async () => {
    const exact = await ask<'tensor'>({ type: 'tensor', ...about('features.6') });
    const measured = await ask<'tensor'>({ type: 'tensor', ...about('features.6', calibrated) });
    expect(measured.values).not.toEqual(exact.values);
    expect((await ask<'tensor'>({ type: 'tensor', ...about('features.6') })).values).toEqual(exact.values);
  });

  it('leaves few channels dead when calibrated', async () => {
    const view = await ask<'view'>({ type: 'view', range: 'channel', ...about('features.9', calibrated) });
    const dead = view.statistics.max.filter((value) => value === 0).length;
    expect(dead / 384).toBeLessThanOrEqual(0.01);
  });

  it('reads the weights of a file, and gives with them what the recipe gives', async () => {
    const report = await ask<'put-weights'>({
      type: 'put-weights',
      key: 'file',
      name: 'v4.safetensors',
      network: 'v4',
      file: weightFile(),
    });
    expect(report).toMatchObject({ naming: 'timm', tensors: 896, missing: [], unexpected: [], misshapen: [] });
    expect(report.extras).toHaveLength(149);
    const exact = await ask<'tensor'>({ type: 'tensor', ...about('features.5') });
    const read = await ask<'tensor'>({ type: 'tensor', ...about('features.5', { kind: 'file', key: 'file' }) });
    expect(read.values).toEqual(exact.values);
  });

  it('reports a file in which something is not right, and refuses what would read it before anything is computed', async () => {
    const put = (key: string, file: Blob) =>
      ask<'put-weights'>({ type: 'put-weights', key, name: key, network: 'v4', file });
    const report = await put('lacking', weightFile({ without: 'features.3' }));
    expect(report.missing).toHaveLength(5);
    const askew = await put('misshapen', weightFile({ misshapen: 'features.0.bn.bias' }));
    expect(askew.misshapen).toEqual([{ key: 'features.0.bn.bias', wanted: [32], found: [32, 1] }]);
    const steps: Progress[] = [];
    const refused: [string, string, object][] = [
      ['lacking', 'weights/lacks', { key: 'features.3.conv.conv.weight', missing: 5 }],
      ['misshapen', 'weights/other-shape', { key: 'features.0.bn.bias', wanted: [32], found: [32, 1] }],
    ];
    for (const [key, code, data] of refused) {
      const asked = ask<'tensor'>({ type: 'tensor', ...about('features.5', { kind: 'file', key }) }, (step) => {
        steps.push(step);
      });
      await expect(asked).rejects.toMatchObject({ code, data: { name: key, ...data } });
    }
    expect(steps).toEqual([]);
    const before = await ask<'tensor'>({
      type: 'tensor',
      ...about('features.2@relu', { kind: 'file', key: 'lacking' }),
    });
    const exact = await ask<'tensor'>({ type: 'tensor', ...about('features.2@relu') });
    expect(before.values).toEqual(exact.values);
    const other = await put('of another network', weightFile({ without: 'features' }));
    expect(other.begins).toBe('missing');
    const nothing = ask<'tensor'>({
      type: 'tensor',
      ...about('features.0@relu', { kind: 'file', key: 'of another network' }),
    });
    await expect(nothing).rejects.toMatchObject({ code: 'weights/does-not-fit' });
    await expect(put('no file', new Blob(['hello, world']))).rejects.toMatchObject({ code: 'weights/header-length' });
  });

  it.each<[string, Request, string]>([
    ['network', { type: 'tensor', ...about('features.6'), network: 'v9' }, 'runtime/unknown-network'],
    ['picture', { type: 'tensor', ...about('features.6', seeded, 'q') }, 'runtime/unknown-picture'],
    ['weight file', { type: 'tensor', ...about('x', { kind: 'file', key: 'f' }) }, 'runtime/unknown-weights'],
    ['node', { type: 'tensor', ...about('features.99') }, 'runtime/unknown-node'],
    ['channel', { type: 'channel', channel: 384, ...about('features.6') }, 'runtime/no-such-channel'],
    ['place', { type: 'place', y: 11, x: 0, ...about('features.6') }, 'runtime/no-such-place'],
    [
      'size of a picture',
      { type: 'put-picture', key: 'r', height: 2, width: 2, channels: 3, pixels: new Float32Array(3) },
      'runtime/bad-picture',
    ],
  ])('refuses an unknown %s by name', async (_, request, code) => {
    await expect(host.answer(request)).rejects.toMatchObject({ code });
  });

  it('hands on that a picture is too small', async () => {
    const pixels = new Float32Array(60 * 60 * 3);
    await ask<'put-picture'>({ type: 'put-picture', key: 'small', height: 60, width: 60, channels: 3, pixels });
    const asked = ask<'tensor'>({ type: 'tensor', ...about('softmax', seeded, 'small') });
    await expect(asked).rejects.toMatchObject({ code: 'shape/window-too-large' });
  });

  it('lets a picture go, but not what was computed from it', async () => {
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    const put = () =>
      ask<'put-picture'>({ type: 'put-picture', key: 'brief', height: SIZE, width: SIZE, channels: 3, pixels });
    const tensor = () => ask<'tensor'>({ type: 'tensor', ...about('features.0@relu', seeded, 'brief') });
    await put();
    const before = await tensor();
    await ask<'drop-picture'>({ type: 'drop-picture', key: 'brief' });
    await ask<'drop-picture'>({ type: 'drop-picture', key: 'brief' });
    await expect(tensor()).rejects.toMatchObject({ code: 'runtime/unknown-picture' });
    await put();
    const { work } = await ask<'view'>({
      type: 'view',
      range: 'channel',
      ...about('features.0@relu', seeded, 'brief'),
    });
    expect(work.computed).toBe(0);
    expect(await tensor()).toEqual(before);
  });

  it('computes ahead, one node after the other, so that a click finds its block there', async () => {
    await ask<'put-picture'>({
      type: 'put-picture',
      key: 'ahead',
      height: SIZE,
      width: SIZE,
      channels: 3,
      pixels: chwToHwc(seededInput(SIZE), SIZE, SIZE, 3),
    });
    const { node: _, ...where } = about('', seeded, 'ahead');
    const progress: Progress[] = [];
    const warmed = await ask<'warm'>(
      { type: 'warm', nodes: ['features.3', 'features.5'], fetch: 0, ...where },
      (each) => progress.push(each),
    );
    expect(warmed).toMatchObject({ nodes: ['features.3', 'features.5'], ended: 'done' });
    expect(progress).toEqual([]);
    const clicked = await ask<'view'>({ type: 'view', range: 'channel', ...about('features.5', seeded, 'ahead') });
    expect(clicked.work.computed).toBe(0);
    expect(clicked.work.reused).toBeGreaterThan(0);
    const again = await ask<'warm'>({ type: 'warm', nodes: ['features.5'], fetch: 0, ...where });
    expect(again).toMatchObject({ computed: 0, ended: 'done' });
  });

  it('gives up computing ahead before the next step, and keeps what it finished', async () => {
    const sent: FromWorker[] = [];
    const queue = new WorkQueue(host, (message) => sent.push(message));
    const { node: _, ...where } = about('', seeded, 'ahead');
    const warm = queue.receive({
      kind: 'request',
      id: 1,
      request: { type: 'warm', nodes: ['features.21'], fetch: 0, ...where },
    });
    const memory = async () => ask<'memory'>({ type: 'memory' });
    const before = (await memory()).activationBytes;
    await expect.poll(async () => (await memory()).activationBytes, { timeout: 60_000 }).toBeGreaterThan(before);
    const click = queue.receive({
      kind: 'request',
      id: 2,
      request: { type: 'place', y: 0, x: 0, ...about('features.6', seeded, 'ahead') },
    });
    await Promise.all([warm, click]);
    expect(sent[0]).toMatchObject({ kind: 'result', id: 1, result: { nodes: [], ended: 'interrupted' } });
    expect(sent.at(-1)).toMatchObject({ kind: 'result', id: 2 });
    const rest = await ask<'warm'>({ type: 'warm', nodes: ['features.21'], fetch: 0, ...where });
    expect(rest.ended).toBe('done');
    // What was finished then is not computed again.
    const [first] = sent;
    const done = first?.kind === 'result' && first.result && 'ended' in first.result ? first.result.computed : 0;
    expect(done).toBeGreaterThan(0);
    const anew = await ask<'view'>({ type: 'view', range: 'channel', ...about('features.21', seeded, 'ahead') });
    expect(rest.computed).toBeLessThan(anew.work.reused);
  });

  it('does not compute ahead for what was not put there or is beyond the weights', async () => {
    const { node: _, ...where } = about('', seeded, 'nowhere');
    await expect(ask<'warm'>({ type: 'warm', nodes: ['features.5'], fetch: 0, ...where })).rejects.toMatchObject({
      code: 'runtime/unknown-picture',
    });
  });

  it('has leaked nothing in all of this', async () => {
    const { tensors, accounted, activationBytes } = await ask<'memory'>({ type: 'memory' });
    expect(tensors).toBe(accounted);
    expect(activationBytes).toBeGreaterThan(0);
  });
});

describe('a session with little memory', () => {
  it('lets nothing go that was looked at, to compute ahead', async () => {
    const where = { network: 'v4', picture: 'p', weights: seeded };
    const small = new SessionHost({
      makeBitmap: async () => ({ close() {} }) as ImageBitmap,
      budgets: { activationBytes: 1.2 * 2 ** 20, weightBytes: 320 * 2 ** 20 },
    });
    await small.answer({ type: 'open', choice: 'cpu' });
    await small.answer({ type: 'put-network', key: 'v4', graph, renames: definition.renames });
    const pixels = chwToHwc(seededInput(SIZE), SIZE, SIZE, 3);
    await small.answer({ type: 'put-picture', key: 'p', height: SIZE, width: SIZE, channels: 3, pixels });
    await small.answer({ type: 'view', range: 'channel', node: 'features.1@relu', ...where });
    const warmed = await small.answer({
      type: 'warm',
      nodes: ['features.2@relu', 'features.5'],
      fetch: 0,
      ...where,
    });
    expect(warmed).toMatchObject({ nodes: [], computed: 0, ended: 'room' });
    const again = await small.answer({ type: 'view', range: 'channel', node: 'features.1@relu', ...where });
    expect(again).toMatchObject({ work: { computed: 0 } });
    // What was looked at of an earlier picture does not keep the next one from being computed ahead.
    await small.answer({ type: 'put-picture', key: 'q', height: SIZE, width: SIZE, channels: 3, pixels });
    const next = { ...where, picture: 'q' };
    const ahead = await small.answer({ type: 'warm', nodes: ['features.1@relu'], fetch: 0, ...next });
    expect(ahead).toMatchObject({ nodes: ['features.1@relu'], ended: 'done' });
    small.close();
  });
});
