import { describe, expect, it, vi } from 'vitest';
import { DEFAULT_SAMPLE } from '@/components/lab/workbench/samples';
import type { PlacedNetwork } from '@/components/lab/workbench/state';
import { Workbench } from '@/components/lab/workbench/workbench';
import { AtlasError } from '@/lib/error';
import { findNetwork, modelOf } from '@/lib/networks';
import { type CatalogueEntry, catalogueOf } from '@/lib/weights/catalogue';
import { FakeSession, fakeParts, report, wasm } from '../fake-parts';

const { preprocessing, renames, keras } = findNetwork('inception-v4');
const { graph } = modelOf('inception-v4');
const network: PlacedNetwork = { key: 'inception-v4:released', graph, renames, keras };
const file = (text: string, name = 'mine.png') => [new Blob([text]), { kind: 'file', name }] as const;

async function ready() {
  const fakes = fakeParts();
  const bench = new Workbench(fakes.parts);
  await bench.choose();
  const picture = await bench.pictures.prepare({ size: 75, preprocessing });
  const view = (asked = picture) =>
    bench.ask<'view'>(
      {
        type: 'view',
        range: 'channel',
        network: network.key,
        picture: asked.key,
        weights: { kind: 'seeded', calibrated: true },
        node: 'features.0@relu',
      },
      { network, picture: asked },
    );
  return { ...fakes, bench, picture, view };
}

describe('pictures of a workbench', () => {
  it('begin with a sample, so that the lab is never empty, and load nothing of the engine', async () => {
    const { bench, sessions } = await ready();
    expect(bench.getState().picture?.origin).toEqual({ kind: 'sample', sample: DEFAULT_SAMPLE });
    expect(sessions).toHaveLength(0);
  });

  it('keep the one before when a file is refused, and say which and why', async () => {
    const { bench } = await ready();
    const before = bench.getState().picture;
    await bench.pictures.chooseFile(...file('bad', 'empty.jpg'));
    const { picture, refusal, opening } = bench.getState();
    expect(picture).toBe(before);
    expect(opening).toBe(null);
    expect(refusal?.name).toBe('empty.jpg');
    expect(refusal?.error).toMatchObject({ code: 'picture/empty' });
    await bench.pictures.chooseFile(...file('good'));
    expect(bench.getState().refusal).toBe(null);
  });

  it('are the one chosen last, whichever is opened last', async () => {
    const { bench, release } = await ready();
    const slow = bench.pictures.chooseFile(...file('slow', 'slow.png'));
    await new Promise((resolve) => setTimeout(resolve));
    await bench.pictures.chooseFile(...file('quick', 'quick.png'));
    release();
    await slow;
    expect(bench.getState().picture?.origin).toMatchObject({ name: 'quick.png' });
  });

  it('are prepared once for each size and crop, and centred again when another one is chosen', async () => {
    const { bench, prepares } = await ready();
    await bench.pictures.prepare({ size: 75, preprocessing });
    expect(prepares).toHaveLength(1);
    bench.pictures.moveCrop({ x: 10, y: 0 });
    expect((await bench.pictures.prepare({ size: 75, preprocessing })).crop.x).toBe(10);
    await bench.pictures.prepare({ size: 139, preprocessing });
    expect(prepares).toHaveLength(3);
    await bench.pictures.chooseFile(...file('other'));
    expect(bench.getState().crop).toBe(null);
  });

  it('are kept ready as far as there is room: a large one takes the place of many', async () => {
    const { bench, prepares } = await ready();
    const prepare = (size: number) => bench.pictures.prepare({ size, preprocessing });
    await prepare(139);
    await prepare(75);
    expect(prepares).toHaveLength(2);
    // 48 MB: the newest stays, and the small ones before it.
    await prepare(2000);
    await prepare(2000);
    await prepare(75);
    expect(prepares).toHaveLength(3);
    // It is not the newest any more, and is more than those before may take.
    await prepare(96);
    await prepare(2000);
    expect(prepares).toHaveLength(5);
  });
});

describe('the session of a workbench', () => {
  it('is opened once, and what a request names is put there once', async () => {
    const { sessions, view } = await ready();
    await view();
    await view();
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.types()).toEqual(['open', 'put-network', 'put-picture', 'view', 'view']);
  });

  it('says that it was lost, has everything asked anew, and opens again with the next request', async () => {
    const { bench, sessions, view } = await ready();
    await view();
    const { revision } = bench.getState();
    sessions[0]?.lose();
    expect(bench.getState().lost?.code).toBe('runtime/device-lost');
    expect(bench.getState().revision).toBeGreaterThan(revision);
    expect(bench.getState().picture).not.toBe(null);
    await view();
    expect(bench.getState().lost).toBe(null);
    // A request brings what it names: nobody has to remember what the lost worker had.
    expect(sessions[0]?.types().slice(4)).toEqual(['open', 'put-network', 'put-picture', 'view']);
  });

  it('is closed and made anew for another backend', async () => {
    const { bench, sessions, view } = await ready();
    await view();
    bench.chooseBackend('cpu');
    expect(bench.getState().backend).toBe(null);
    await view();
    expect(sessions).toHaveLength(2);
    expect(sessions[0]?.closed).toBe(true);
    expect(sessions[1]?.asked[0]).toMatchObject({ type: 'open', choice: 'cpu', kernels: 'auto' });
    expect(sessions[1]?.types()).toContain('put-picture');
  });

  it('whose choice changes in the middle of a run asks the new one, and nobody learns of it', async () => {
    const { bench, parts, view } = await ready();
    const [first, second] = [new FakeSession(), new FakeSession()];
    let refuse: (error: unknown) => void = () => {};
    first.answers.set(
      'view',
      () =>
        new Promise((_, reject) => {
          refuse = reject;
        }),
    );
    const sessions = [first, second];
    parts.loadSession = async () => sessions.shift() ?? second;
    const asked = view();
    await vi.waitFor(() => expect(first.types()).toContain('view'));
    bench.chooseBackend('auto', 'stock');
    refuse(new AtlasError('runtime/not-open', { request: 'close' }));
    await asked;
    expect(second.types()).toEqual(['open', 'put-network', 'put-picture', 'view']);
    expect(second.asked[0]).toMatchObject({ kernels: 'stock' });
  });

  it('that does not open is tried again with the next request', async () => {
    const { bench, parts, view } = await ready();
    const session = new FakeSession();
    let refusals = 1;
    session.answers.set('open', () =>
      refusals-- > 0 ? Promise.reject(new AtlasError('runtime/backend-unavailable', {})) : wasm,
    );
    parts.loadSession = async () => session;
    await expect(view()).rejects.toMatchObject({ code: 'runtime/backend-unavailable' });
    await view();
    expect(bench.getState().backend?.backend).toBe('wasm');
    expect(session.types()).toEqual(['open', 'open', 'put-network', 'put-picture', 'view']);
  });
});

describe('weight files of a workbench', () => {
  const weights = new File(['x'], 'mine.safetensors');

  async function withReport(answer: () => unknown) {
    const { bench, parts } = await ready();
    const session = new FakeSession();
    session.answers.set('put-weights', answer);
    parts.loadSession = async () => session;
    return { bench, fits: await bench.weights.chooseWeights(weights, network) };
  }

  it('are used where anything can be computed with them, whatever else they lack', async () => {
    for (const odd of [
      { unexpected: ['head.weight'] },
      { missing: ['a'], lacking: ['a'] },
      { misshapen: [{ key: 'b', wanted: [1], found: [2] }], lacking: ['b'] },
    ]) {
      const { bench, fits } = await withReport(() => report(odd));
      expect(fits).toBe(true);
      expect(bench.getState().weightFile).toMatchObject({ network: network.key, report: odd });
    }
  });

  it('are refused with all that is wrong, and the weights before stay', async () => {
    for (const wrong of [
      { begins: 'missing' as const, missing: ['a'] },
      { begins: 'misshapen' as const, misshapen: [{ key: 'b', wanted: [1], found: [2] }] },
    ]) {
      const { bench, fits } = await withReport(() => report(wrong));
      expect(fits).toBe(false);
      expect(bench.getState().weightFile).toBe(null);
      expect(bench.getState().weightRefusal?.report).toMatchObject(wrong);
    }
  });

  it('that cannot be read are refused by their error', async () => {
    const { bench, fits } = await withReport(() => Promise.reject(new AtlasError('weights/truncated', {})));
    expect(fits).toBe(false);
    expect(bench.getState().weightRefusal?.error).toMatchObject({ code: 'weights/truncated' });
    expect(bench.getState().weightsOpening).toBe(null);
  });
});

describe('what is kept on this device', () => {
  const kept = {
    files: [{ address: 'https://a/b.safetensors', name: 'b.safetensors', bytes: 9 }],
    bytes: 9,
    trouble: null,
    persisted: false,
  };

  it('is asked for without a backend, and forgotten whole or a file at a time', async () => {
    const { bench, sessions } = await ready();
    expect(bench.getState().stored).toBe(null);
    const asked = bench.weights.stored();
    await new Promise((resolve) => setTimeout(resolve));
    const [session] = sessions;
    if (!session) throw new Error('no session');
    await asked;
    session.answers.set('stored', () => kept);
    session.answers.set('forget-stored', () => ({ ...kept, files: [], bytes: 0 }));
    expect(await bench.weights.stored()).toEqual(kept);
    expect(bench.getState().stored).toEqual(kept);
    expect((await bench.weights.forgetStored('https://a/b.safetensors'))?.bytes).toBe(0);
    expect(bench.getState().stored?.bytes).toBe(0);
    expect(session.asked.at(-1)).toEqual({ type: 'forget-stored', address: 'https://a/b.safetensors' });
    await bench.weights.forgetStored();
    expect(session.asked.at(-1)).toEqual({ type: 'forget-stored' });
    expect(session.types()).not.toContain('open');
  });

  it('is asked again once weights came over the network, where somebody looks at it', async () => {
    const { bench, sessions, view } = await ready();
    const work = { computed: 1, reused: 0, milliseconds: 1, requests: 1, networkBytes: 5, storedBytes: 0 };
    await view();
    const [session] = sessions;
    if (!session) throw new Error('no session');
    session.answers.set('view', () => ({ work }));
    session.answers.set('stored', () => ({ ...kept, persisted: true }));
    await view();
    await view();
    expect(bench.getState().stored).toBe(null);
    session.answers.set('stored', () => kept);
    await bench.weights.stored();
    const before = session.types().length;
    await view();
    expect(session.types().slice(before)).toEqual(['view', 'stored']);
    session.answers.set('stored', () =>
      Promise.reject(new AtlasError('runtime/worker-crashed', { reason: 'planted' })),
    );
    expect(await bench.weights.stored()).toBe(null);
    expect(bench.getState().stored).toEqual(kept);
  });

  it('makes the browser be asked not to clear it, once there is something, and once', async () => {
    const { bench, sessions, view, lasting } = await ready();
    await view();
    const [session] = sessions;
    if (!session) throw new Error('no session');
    const work = { computed: 1, reused: 0, milliseconds: 1, requests: 1, networkBytes: 5, storedBytes: 0 };
    const settled = () => new Promise((resolve) => setTimeout(resolve));
    session.answers.set('stored', () => ({ ...kept, files: [], bytes: 0 }));
    session.answers.set('view', () => ({ work: { ...work, networkBytes: 0 } }));
    await view();
    await settled();
    expect(session.types()).not.toContain('stored');
    session.answers.set('view', () => ({ work }));
    await view();
    await settled();
    expect(lasting).toEqual([]);
    session.answers.set('stored', () => kept);
    await view();
    await view();
    await settled();
    expect(lasting).toEqual(['once']);
    expect(bench.weights.canAskToLast()).toBe(true);
    expect(await bench.weights.askToLast()).toBe(true);
    expect(lasting).toEqual(['once', 'ask']);
  });

  it('does not make the browser be asked for what it has promised already', async () => {
    const { sessions, view, lasting } = await ready();
    await view();
    const [session] = sessions;
    const work = { computed: 1, reused: 0, milliseconds: 1, requests: 1, networkBytes: 5, storedBytes: 0 };
    session?.answers.set('view', () => ({ work }));
    session?.answers.set('stored', () => ({ ...kept, persisted: true }));
    await view();
    await new Promise((resolve) => setTimeout(resolve));
    expect(lasting).toEqual([]);
  });
});

describe('sources of a workbench', () => {
  const published = publishedEntry();

  async function withAnswer(answer: () => unknown) {
    const { bench, parts } = await ready();
    const session = new FakeSession();
    session.answers.set('put-weights', answer);
    parts.loadSession = async () => session;
    const key = bench.weights.sourceKey(network.key, published) ?? '';
    return { bench, session, key, opened: () => bench.getState().sources[key] };
  }

  it('are asked for once, at their address, under the key by which they compute', async () => {
    const { bench, session, key, opened } = await withAnswer(() => report());
    await Promise.all([bench.weights.openSource(network, published), bench.weights.openSource(network, published)]);
    const puts = session.asked.filter(({ type }) => type === 'put-weights');
    expect(puts).toMatchObject([
      { key, file: 'https://huggingface.co/timm/inception_v4.tf_in1k/resolve/main/model.safetensors' },
    ]);
    expect(opened()).toMatchObject({ phase: 'open' });
  });

  it('are slow after a while, and open all the same', async () => {
    let answer: (value: unknown) => void = () => {};
    const { bench, opened } = await withAnswer(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const asked = bench.weights.openSource(network, published);
    await vi.waitFor(() => expect(opened()).toEqual({ phase: 'opening', slow: true }));
    answer(report());
    await asked;
    expect(opened()).toMatchObject({ phase: 'open' });
  });

  it('that fail say why, and can be asked again', async () => {
    let works = false;
    const { bench, key, opened } = await withAnswer(() =>
      works ? report() : Promise.reject(new AtlasError('weights/unreachable', {})),
    );
    await bench.weights.openSource(network, published);
    expect(opened()).toMatchObject({ phase: 'failed', error: { code: 'weights/unreachable' } });
    works = true;
    bench.weights.forgetSource(key);
    await bench.weights.openSource(network, published);
    expect(opened()).toMatchObject({ phase: 'open' });
  });

  it('that do not fit are not used, and one that ends early is', async () => {
    const wrong = await withAnswer(() => report({ missing: ['a'], begins: 'missing' }));
    await wrong.bench.weights.openSource(network, published);
    expect(wrong.opened()).toMatchObject({ phase: 'failed', error: null, report: { missing: ['a'] } });
    for (const lastBlock of ['features.5', null]) {
      const part = await withAnswer(() => report({ missing: ['a'], lacking: ['a'], lastBlock }));
      await part.bench.weights.openSource(network, published);
      expect(part.opened()).toMatchObject({ phase: 'open' });
    }
  });

  it('on a host that does not answer are asked for once on a visit, until somebody asks again', async () => {
    const error = new AtlasError('weights/unreachable', { name: 'x', host: 'huggingface.co', reason: 'planted' });
    const { bench, session, key, opened } = await withAnswer(() => Promise.reject(error));
    const asked = () => session.types().filter((type) => type === 'put-weights').length;
    await bench.weights.openSource(network, published);
    expect(opened()).toMatchObject({ phase: 'failed', error });
    expect(asked()).toBe(1);
    // Another network, on the same host: known at once, and said so.
    const other = { ...network, key: 'inception-v3:released' };
    await bench.weights.openSource(other, published);
    const otherKey = bench.weights.sourceKey(other.key, published) ?? '';
    expect(bench.getState().sources[otherKey]).toMatchObject({ phase: 'failed', known: true, error });
    expect(asked()).toBe(1);
    expect(bench.weights.isSilent(published)).toBe(true);
    // A press on “try again” asks again, and nothing else is still said to be on a host that is silent.
    bench.weights.forgetSource(otherKey);
    expect(bench.weights.isSilent(published)).toBe(false);
    expect(bench.getState().sources).toEqual({});
    await bench.weights.openSource(other, published);
    expect(asked()).toBe(2);
    // So does the browser when it is back on the network: everything that failed so may be asked for.
    bench.weights.askSilentAgain();
    expect(bench.getState().sources).toEqual({});
    await bench.weights.openSource(network, published);
    expect(asked()).toBe(3);
    expect(key).not.toBe(otherKey);
  });

  it.each([
    [502, 1],
    [503, 1],
    [504, 1],
    [500, 2],
  ])('on a host that answers %i are asked for %i times for two networks', async (status, times) => {
    const error = new AtlasError('weights/server-failed', { name: 'x', host: 'huggingface.co', status });
    const { bench, session } = await withAnswer(() => Promise.reject(error));
    await bench.weights.openSource(network, published);
    await bench.weights.openSource({ ...network, key: 'inception-v3:released' }, published);
    expect(session.types().filter((type) => type === 'put-weights')).toHaveLength(times);
  });

  it('that fail by themselves say nothing of their host, and asking one again leaves the other', async () => {
    const error = new AtlasError('weights/not-found', { name: 'x', address: 'y', status: 404 });
    const { bench, key, session } = await withAnswer(() => Promise.reject(error));
    await bench.weights.openSource(network, published);
    await bench.weights.openSource({ ...network, key: 'inception-v3:released' }, published);
    expect(session.types().filter((type) => type === 'put-weights')).toHaveLength(2);
    bench.weights.forgetSource(key);
    expect(Object.keys(bench.getState().sources)).toHaveLength(1);
  });

  it('may be stopped; a late answer changes nothing', async () => {
    let answer: (value: unknown) => void = () => {};
    const { bench, session, key, opened } = await withAnswer(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const asked = bench.weights.openSource(network, published);
    await vi.waitFor(() => expect(session.types()).toContain('put-weights'));
    bench.weights.stopOpening(key);
    answer(report());
    await asked;
    expect(opened()).toEqual({ phase: 'failed', error: null, report: null });
  });

  it('of a mirror are others, and a mirror that is not permitted changes nothing', async () => {
    const { bench } = await ready();
    const before = bench.weights.sourceKey(network.key, published);
    expect(bench.weights.chooseMirror('https://evil.example')).toBe(false);
    expect(bench.getState().mirrorError).toMatchObject({ code: 'weights/mirror-refused' });
    expect(bench.weights.sourceKey(network.key, published)).toBe(before);
    expect(bench.weights.chooseMirror('https://hf-mirror.com/')).toBe(true);
    expect(bench.getState()).toMatchObject({ mirror: 'https://hf-mirror.com', mirrorError: null });
    expect(bench.weights.sourceKey(network.key, published)).toContain('https://hf-mirror.com/timm/');
    expect(bench.weights.chooseMirror(null)).toBe(true);
    expect(bench.weights.sourceKey(network.key, published)).toBe(before);
  });

  it('beside the site are those that its list names; a broken list is said', async () => {
    const fakes = fakeParts();
    fakes.parts.fetchIndex = async () => '{"files":[]}';
    const bench = new Workbench(fakes.parts);
    await bench.choose();
    await vi.waitFor(() => expect(bench.getState().hosted).toEqual([]));
    fakes.parts.fetchIndex = async () => '{';
    const other = new Workbench(fakes.parts);
    await other.choose();
    await vi.waitFor(() => expect(other.getState().hostedError).toMatchObject({ code: 'weights/index' }));
    expect(other.getState().hosted).toEqual([]);
  });
});

function publishedEntry(): CatalogueEntry {
  const [first] = catalogueOf('inception-v4', 'released', []);
  if (!first) throw new Error('no published weights');
  return first;
}
