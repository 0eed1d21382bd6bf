import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { stateDict } from '../../lib/graph/graph';
import { findNetwork, modelOf, renameKey } from '../../lib/networks';
import { FIRST_BYTES } from '../../lib/weights/http-source';
import { fileOfBytes, recipeFile } from '../hub/recipe-file';
import { type Fault, type Hub, type HubOptions, startHub } from '../hub/server';
import { openLab, runLab } from './lab-page';
import { test } from './ready-page';
import { isPlanted, plantInWorkers, type StorageFault } from './session-faults';
import { serveSessionPage } from './session-server';

/** Weights on a server through the real session worker: what a click costs, and what the device keeps. */

let site: Awaited<ReturnType<typeof serveSessionPage>>;
const hubs: Hub[] = [];
test.beforeAll(async () => {
  site = await serveSessionPage();
});
test.afterAll(() => site.close());
test.afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

// A server that makes millions of numbers beside a browser, on a machine that may be busy.
test.setTimeout(600_000);

/** The smallest input of all three networks. */
const SIZE = 75;
const pathOf = (network: string): string => `/timm/${network}/resolve/main/model.safetensors`;

async function start(network = 'inception-v4', options: Partial<HubOptions> = {}): Promise<Hub> {
  const hub = await startHub({ files: { [pathOf(network)]: recipeFile(network) }, ...options });
  hubs.push(hub);
  return hub;
}

/** A page with an open session, the network and a picture in it; returns the key of the picture. */
async function load(page: Page, network = 'inception-v4'): Promise<string> {
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  return page.evaluate(
    async ({ size, id }) => {
      await window.harness.open('wasm');
      return window.harness.put('coffee.jpg', size, id);
    },
    { size: SIZE, id: network },
  );
}

const put = (page: Page, hub: Hub, network = 'inception-v4') =>
  page.evaluate(
    (address) => window.harness.coded(window.harness.putWeights('served', address)),
    hub.url + pathOf(network),
  );

const cost = (page: Page, picture: string, node: string, cancelAfter?: number) =>
  page.evaluate(
    ([at, key, after]) => window.harness.coded(window.harness.cost(String(at), String(key), 'served', after)),
    [node, picture, cancelAfter] as const,
  );

const asSeeded = (page: Page, picture: string, node: string) =>
  page.evaluate(([at, key]) => window.harness.asSeeded(String(at), String(key), 'served'), [node, picture]);

/** Ranges of the file that the storage was asked for since the last look. */
function asked(hub: Hub): readonly (readonly [from: number, to: number])[] {
  const ranges = hub.seen
    .filter(({ server }) => server === 'storage')
    .map(({ range }) => /^bytes=(\d+)-(\d+)$/.exec(range ?? ''))
    .map((match): [number, number] => [Number(match?.[1]), Number(match?.[2]) + 1]);
  expect(hub.seen.every(({ method }) => method === 'GET')).toBe(true);
  hub.forget();
  return ranges;
}

const sum = (ranges: readonly (readonly [number, number])[]): number =>
  ranges.reduce((total, [from, to]) => total + to - from, 0);

/** Ranges in order, neighbours as one. */
function merged(ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const out: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && last[1] >= from) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** Where the floats of some blocks lie in the file of a network, from the file itself. */
function placesOf(network: string, blocks: readonly string[]): readonly (readonly [number, number])[] {
  const file = recipeFile(network);
  const definition = findNetwork(network);
  const length = Number(new DataView(file.bytes(0, 8).buffer).getBigUint64(0, true));
  const header: Record<string, { data_offsets: [number, number] }> = JSON.parse(
    new TextDecoder().decode(file.bytes(8, 8 + length)),
  );
  return stateDict(modelOf(network).graph).flatMap(({ key, dtype }): [number, number][] => {
    if (dtype !== 'F32' || !blocks.some((block) => key.startsWith(`${block}.`))) return [];
    const [from, to] = header[renameKey(definition, definition.naming, key)]?.data_offsets ?? [0, 0];
    return [[8 + length + from, 8 + length + to]];
  });
}

/** What of ranges lies behind the bytes that come with the header. */
const beyondFirst = (ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] =>
  merged(ranges.filter(([, to]) => to > FIRST_BYTES).map(([from, to]) => [Math.max(from, FIRST_BYTES), to]));

/** Lines of a table with columns as wide as they need to be. */
function table(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const text = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell)));
  const widths = (text[0] ?? []).map((_, column) => Math.max(...text.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  console.log(`\n${title}\n${text.map(line).join('\n')}\n`);
}

const v4 = ['features.0', 'features.1', 'features.2', 'features.3', 'features.4', 'features.5'];
const start35 = ['1a', '2a', '2b', '3b', '4a'].map((name) => `conv2d_${name}`);
const startV3 = ['1a_3x3', '2a_3x3', '2b_3x3', '3b_1x1', '4a_3x3'].map((name) => `Conv2d_${name}`);

for (const { network, first, next, node } of [
  { network: 'inception-v4', first: v4, next: 'features.6', node: 'features.6' },
  { network: 'inception-resnet-v2', first: [...start35, 'mixed_5b'], next: 'repeat.0', node: 'repeat.0@relu' },
  { network: 'inception-v3', first: [...startV3, 'Mixed_5b'], next: 'Mixed_5c', node: 'Mixed_5c' },
]) {
  test(`${network}: the header in one request, each missing block in one, a reload costs nothing`, async ({ page }) => {
    const hub = await start(network);
    const address = hub.url + pathOf(network);
    const rows: (string | number)[][] = [];
    const note = async (step: string, blocks: number, ranges: readonly (readonly [number, number])[], kept: number) =>
      rows.push([step, blocks, ranges.length, sum(ranges), kept, (await stored(page)).bytes]);
    const stored = (each: Page) => each.evaluate(() => window.harness.stored());
    const target = first.at(-1) ?? '';

    let picture = await load(page, network);
    const report = await put(page, hub, network);
    let ranges = asked(hub);
    expect(report).toMatchObject({ missing: [], misshapen: [], opening: { requests: 1, networkBytes: FIRST_BYTES } });
    expect(ranges).toEqual([[0, FIRST_BYTES]]);
    await note('open: the header', 0, ranges, 0);

    const work = await cost(page, picture, target);
    ranges = asked(hub);
    expect(ranges.length).toBeLessThanOrEqual(first.length);
    expect(merged(ranges)).toEqual(beyondFirst(placesOf(network, first)));
    expect(sum(ranges)).toBe(sum(merged(ranges)));
    expect(work).toMatchObject({ requests: ranges.length, networkBytes: sum(ranges), storedBytes: 0 });
    await note(`${first[0]} to ${target}`, first.length, ranges, 0);

    const more = await cost(page, picture, node);
    ranges = asked(hub);
    expect(ranges).toHaveLength(1);
    expect(ranges).toEqual(merged(placesOf(network, [next])));
    expect(more).toMatchObject({ requests: 1, networkBytes: sum(ranges), storedBytes: 0 });
    await note(next, 1, ranges, 0);
    expect(await asSeeded(page, picture, node)).toBe(true);

    picture = await load(page, network);
    const again = await put(page, hub, network);
    expect(again).toMatchObject({ opening: { requests: 0, networkBytes: 0 } });
    const reloaded = await cost(page, picture, node);
    ranges = asked(hub);
    expect(ranges).toEqual([]);
    const all = sum(placesOf(network, [...first, next]));
    expect(reloaded).toMatchObject({ requests: 0, networkBytes: 0, storedBytes: all });
    await note(`reload, to ${next}`, first.length + 1, ranges, all);
    expect(await asSeeded(page, picture, node)).toBe(true);
    expect(hub.seen).toEqual([]);

    const kept = await stored(page);
    expect(kept).toMatchObject({ trouble: null, files: [{ address, bytes: kept.bytes }] });
    expect(kept.bytes).toBeGreaterThan(all);
    await page.evaluate(() => window.harness.forgetStored());
    picture = await load(page, network);
    expect(await put(page, hub, network)).toMatchObject({ opening: { requests: 1 } });
    await cost(page, picture, target);
    ranges = asked(hub);
    expect(sum(ranges)).toBeGreaterThanOrEqual(sum(placesOf(network, first)));
    await note(`forgotten, to ${target}`, first.length, ranges, 0);
    table(`${network}, ${hub.url.replace(/:\d+$/, '')}, input ${SIZE}`, [
      ['step', 'blocks', 'requests', 'network bytes', 'kept bytes read', 'on the device'],
      ...rows,
    ]);
  });
}

test('a whole network comes with one request per block or fewer, and what keeping it costs is told', async ({
  page,
  context,
}) => {
  const network = 'inception-v4';
  const file = recipeFile(network);
  const hub = await start(network, { files: { [pathOf(network)]: fileOfBytes(file.bytes(0, file.size)) } });
  const blocks = Array.from({ length: 22 }, (_, i) => `features.${i}`);
  const places = placesOf(network, [...blocks, 'last_linear']);
  const largest = Math.max(...places.map(([from, to]) => to - from));
  const rows: (string | number)[][] = [];
  const whole = async (name: string, each: Page): Promise<readonly (readonly [number, number])[]> => {
    const picture = await load(each, network);
    await put(each, hub, network);
    hub.forget();
    const work = await cost(each, picture, 'softmax');
    if ('code' in work) throw new Error(work.code);
    const ranges = asked(hub);
    const { mostLoadingBytes, backendBytes } = await each.evaluate(() => window.harness.memory());
    const milliseconds = Math.round(work.milliseconds);
    rows.push([name, ranges.length, work.networkBytes, work.storedBytes, mostLoadingBytes, backendBytes, milliseconds]);
    expect(mostLoadingBytes).toBeLessThanOrEqual(3 * largest + 32 * 2 ** 20);
    return ranges;
  };
  const ranges = await whole('first visit, kept', page);
  expect(ranges.length).toBeLessThanOrEqual(blocks.length + 1);
  expect(merged(ranges)).toEqual(beyondFirst(places));
  expect(await whole('after a reload', page)).toEqual([]);
  const plain = await context.newPage();
  await plantInWorkers(plain, { storage: 'no-storage' });
  await whole('no storage', plain);
  expect(await isPlanted(plain)).toBe(true);
  table(`${network}, whole, input ${SIZE}; largest tensor ${largest.toLocaleString('en')} bytes`, [
    ['visit', 'requests', 'network bytes', 'kept bytes read', 'most of our own', 'backend', 'ms'],
    ...rows,
  ]);
});

test('faults of the server end in the defined answer, and the next try recovers', async ({ page }) => {
  const rows: string[][] = [];
  const many = (fault: Fault): Fault[] => Array.from({ length: 5 }, () => fault);
  // Preflights are refused throughout: this hub answers OPTIONS with 405.
  const cases: readonly (readonly [string, readonly Fault[], string])[] = [
    ['cut off once', [{ type: 'cut', after: 100_000 }], 'ok'],
    ['body too short once', [{ type: 'short', after: 100_000 }], 'ok'],
    ['500 once', [{ type: 'status', status: 500 }], 'ok'],
    ['500 five times', many({ type: 'status', status: 500 }), 'weights/server-failed'],
    ['429 once', [{ type: 'status', status: 429, retryAfter: '0' }], 'ok'],
    ['429, come back in a minute', [{ type: 'status', status: 429, retryAfter: '60' }], 'weights/busy'],
    ['403 of the signed address', [{ type: 'status', status: 403 }], 'ok'],
    [
      '403 twice',
      [
        { type: 'status', status: 403 },
        { type: 'status', status: 403 },
        { type: 'status', status: 403 },
      ],
      'weights/denied',
    ],
    ['wrong length', [{ type: 'long' }], 'weights/wrong-length'],
    ['other bytes', [{ type: 'other-range' }], 'weights/wrong-range'],
    ['a page', [{ type: 'page' }], 'weights/web-page'],
    ['404 for good', Array.from({ length: 3 }, () => ({ type: 'status', status: 404 }) as const), 'weights/not-found'],
  ];
  const hub = await start();
  for (const [name, faults, wanted] of cases) {
    const picture = await load(page);
    await page.evaluate(() => window.harness.forgetStored());
    await put(page, hub);
    await cost(page, picture, 'features.5');
    hub.forget();
    // One request is missing, so the faults are its own.
    hub.fail(...faults);
    const answer = await cost(page, picture, 'features.6');
    const code = 'code' in answer ? answer.code : 'ok';
    const requests = asked(hub).length;
    expect(code, name).toBe(wanted);
    hub.recover();
    const recovered = await cost(page, picture, 'features.6');
    expect(recovered, name).toMatchObject(code === 'ok' ? { computed: 0, requests: 0 } : { requests: 1 });
    expect(await asSeeded(page, picture, 'features.6'), name).toBe(true);
    const { tensors, accounted } = await page.evaluate(() => window.harness.memory());
    expect(tensors).toBe(accounted);
    rows.push([name, code, String(requests), code === 'ok' ? 'not needed' : 'ok, requests: 1']);
  }

  // The address expires between two clicks.
  let picture = await load(page);
  await page.evaluate(() => window.harness.forgetStored());
  await put(page, hub);
  await cost(page, picture, 'features.5');
  hub.expire();
  hub.forget();
  expect(await cost(page, picture, 'features.6')).toMatchObject({ requests: 2 });
  rows.push(['expired address', 'ok', String(asked(hub).length), 'not needed']);

  // A slow server, and a reader who does not wait: what came before is kept.
  const slow = await start('inception-v4', { slow: 20 });
  picture = await load(page);
  await put(page, slow);
  expect(await cost(page, picture, 'features.5', 1_000_000)).toMatchObject({ code: 'AbortError' });
  const cancelled = asked(slow).length;
  expect(await cost(page, picture, 'features.5')).toMatchObject({ computed: expect.any(Number) });
  expect(await asSeeded(page, picture, 'features.5')).toBe(true);
  rows.push(['slow, cancelled on the way', 'AbortError', String(cancelled), `ok, requests: ${asked(slow).length}`]);

  const whole = await start('inception-v4', { ranges: false });
  expect(await put(page, whole)).toMatchObject({ code: 'weights/no-ranges' });
  rows.push([
    'no Range: the whole file, 171 MB',
    'weights/no-ranges',
    String(asked(whole).length),
    'another server: ok',
  ]);
  expect(await put(page, hub)).toMatchObject({ missing: [] });
  table('faults, asking for features.6 (one missing block)', [['fault', 'answer', 'requests', 'then'], ...rows]);
});

test('what is spoiled on the device is noticed, and comes again', async ({ page }) => {
  const hub = await start();
  let picture = await load(page);
  await put(page, hub);
  await cost(page, picture, 'features.6');
  // One byte in the middle of every stored block; the header stays.
  const spoiled = await page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('weights');
    let count = 0;
    for await (const [name, handle] of (
      folder as unknown as { entries(): AsyncIterable<[string, FileSystemFileHandle]> }
    ).entries()) {
      if (/\.0-\d+$/.test(name)) continue;
      const file = await handle.getFile();
      const bytes = new Uint8Array(await file.arrayBuffer());
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      const stream = await handle.createWritable();
      await stream.write(bytes);
      await stream.close();
      count++;
    }
    return count;
  });
  expect(spoiled).toBeGreaterThan(1);
  hub.forget();
  picture = await load(page);
  await put(page, hub);
  const work = await cost(page, picture, 'features.6');
  expect(work).toMatchObject({ storedBytes: 0 });
  expect(asked(hub).length).toBeGreaterThan(0);
  expect(await asSeeded(page, picture, 'features.6')).toBe(true);
  picture = await load(page);
  await put(page, hub);
  expect(await cost(page, picture, 'features.6')).toMatchObject({ requests: 0 });
});

test('a file that became another one is read anew', async ({ page }) => {
  const hub = await start();
  let picture = await load(page);
  await put(page, hub);
  await cost(page, picture, 'features.5');
  hub.replace(pathOf('inception-v4'), recipeFile('inception-v4'));
  picture = await load(page);
  await put(page, hub);
  hub.forget();
  expect(await cost(page, picture, 'features.6')).toMatchObject({ computed: expect.any(Number) });
  // The request that found out, the header, and everything once more.
  expect(sum(asked(hub))).toBeGreaterThan(FIRST_BYTES + sum(placesOf('inception-v4', v4)) - FIRST_BYTES);
  expect(await asSeeded(page, picture, 'features.6')).toBe(true);
  picture = await load(page);
  await put(page, hub);
  expect(await cost(page, picture, 'features.6')).toMatchObject({ requests: 0 });
});

test('two tabs keep the same file at once', async ({ context }: { context: BrowserContext }) => {
  const hub = await start();
  const pages = [await context.newPage(), await context.newPage()];
  const costs = await Promise.all(
    pages.map(async (page) => {
      const picture = await load(page);
      await put(page, hub);
      return cost(page, picture, 'features.6');
    }),
  );
  for (const each of costs) expect(each).toMatchObject({ computed: expect.any(Number) });
  hub.forget();
  for (const page of pages) {
    const picture = await load(page);
    await put(page, hub);
    expect(await cost(page, picture, 'features.6')).toMatchObject({ requests: 0 });
    expect(await asSeeded(page, picture, 'features.6')).toBe(true);
  }
  // One empties it, the other goes on.
  const [one, two] = pages;
  if (!one || !two) throw new Error('no pages');
  const picture = await load(two);
  await put(two, hub);
  expect(await one.evaluate(() => window.harness.forgetStored())).toMatchObject({ bytes: 0 });
  expect(await cost(two, picture, 'features.6')).toMatchObject({ storedBytes: 0 });
  expect(await asSeeded(two, picture, 'features.6')).toBe(true);
});

for (const storage of ['no-storage', 'denied', 'full', 'held'] satisfies StorageFault[]) {
  test(`where storage is ${storage}, everything works and the report says so`, async ({ page }) => {
    await plantInWorkers(page, { storage });
    const hub = await start();
    for (const _ of [1, 2]) {
      const picture = await load(page);
      expect(await put(page, hub)).toMatchObject({ opening: { requests: 1, storedBytes: 0 } });
      expect(await isPlanted(page)).toBe(true);
      expect(await cost(page, picture, 'features.5')).toMatchObject({ storedBytes: 0 });
      expect(await asSeeded(page, picture, 'features.5')).toBe(true);
      expect(await page.evaluate(() => window.harness.stored())).toMatchObject({
        files: [],
        bytes: 0,
        trouble: storage,
      });
    }
  });
}

test('bad files leave the page alive, and a good one works after each', async ({ page }) => {
  const text = (words: string): number[] => [...new TextEncoder().encode(words)];
  const withHeader = (json: string, length: bigint = BigInt(json.length), data = 0): number[] => [
    ...new Uint8Array(new BigUint64Array([length]).buffer),
    ...text(json),
    ...Array<number>(data).fill(0),
  ];
  const claim = '{"a":{"dtype":"F32","shape":[1152921504606846976],"data_offsets":[0,4611686018427387904]}}';
  const bad: readonly (readonly [string, number[], string])[] = [
    ['2⁶⁰ bytes of header', withHeader('{}', 2n ** 60n), 'weights/header-length'],
    ['a length below zero', withHeader('{}', 2n ** 64n - 1n), 'weights/header-length'],
    ['2⁶⁰ numbers', withHeader(claim), 'weights/entry'],
    ['a page', text('<!DOCTYPE html><title>Sign in</title><p>Please sign in'), 'weights/web-page'],
    [
      'a cut body',
      withHeader('{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}', undefined, 8),
      'weights/beyond-end',
    ],
  ];
  const hub = await start();
  const picture = await load(page);
  for (const [name, bytes, code] of bad) {
    const answer = await page.evaluate((file) => window.harness.coded(window.harness.putWeights('bad', file)), bytes);
    expect(answer, name).toMatchObject({ code });
    expect(await put(page, hub), name).toMatchObject({ missing: [] });
    expect(await asSeeded(page, picture, 'features.0@relu'), name).toBe(true);
  }
  // NaN among the numbers is found when they are read, and the file is not kept.
  const [[from] = [0]] = placesOf('inception-v4', ['features.0.conv']);
  const whole = recipeFile('inception-v4');
  hub.replace(pathOf('inception-v4'), {
    size: whole.size,
    bytes(start, end) {
      const bytes = whole.bytes(start, end);
      for (const [i, byte] of [0, 0, 0xc0, 0x7f].entries())
        if (from + i >= start && from + i < end) bytes[from + i - start] = byte;
      return bytes;
    },
  });
  await page.evaluate(() => window.harness.forgetStored());
  await put(page, hub);
  expect(await cost(page, picture, 'features.0@relu')).toMatchObject({ code: 'weights/not-finite' });
  expect(await page.evaluate(() => window.harness.stored())).toMatchObject({ bytes: 0 });
  hub.replace(pathOf('inception-v4'), whole);
  await put(page, hub);
  expect(await cost(page, picture, 'features.0@relu')).toMatchObject({ computed: expect.any(Number) });
  const { tensors, accounted } = await page.evaluate(() => window.harness.memory());
  expect(tensors).toBe(accounted);
  expect(await page.evaluate(() => window.harness.losses)).toEqual([]);
});

test('the lab says what is kept, a reload asks for nothing, and one button empties it', async ({ page }) => {
  const path = '/timm/inception_v4.tf_in1k/resolve/main/model.safetensors';
  const hub = await startHub({ files: { [path]: recipeFile('inception-v4') } });
  hubs.push(hub);
  await page.addInitScript((address) => localStorage.setItem('atlas-weights-mirror', address), hub.url);
  // A browser that promises nothing, and counts how often it was asked to.
  await page.addInitScript(() => {
    navigator.storage.persist = async () => {
      localStorage.setItem('asked', `${Number(localStorage.getItem('asked') ?? 0) + 1}`);
      return false;
    };
  });
  const asked = (): Promise<string | null> => page.evaluate(() => localStorage.getItem('asked'));
  const line = (root: Locator): Locator => root.locator('[data-stored]');
  const computed = async (): Promise<Locator> => {
    const lab = await openLab(page, '?at=features.4&size=75&weights=tf_in1k');
    await runLab(lab, 'features.4');
    await expect(lab.root.locator('[data-made]')).toContainText('timm/inception_v4.tf_in1k');
    await lab.root.getByText('Input size and weights').click();
    // It is asked for when it comes into view.
    await line(lab.root).scrollIntoViewIfNeeded();
    return lab.root;
  };
  let root = await computed();
  await expect(line(root)).toContainText(/^Kept on this device: [\d.]+ MiB of one weight file/);
  const bytes = Number(await line(root).getAttribute('data-stored'));
  expect(bytes).toBeGreaterThan(sum(placesOf('inception-v4', v4.slice(0, 5))));
  await expect(line(root)).toContainText('The browser may clear it');
  await expect.poll(asked).toBe('1');
  hub.forget();
  root = await computed();
  expect(hub.seen).toEqual([]);
  await expect(line(root)).toHaveAttribute('data-stored', String(bytes));
  expect(await asked()).toBe('1');
  await line(root).getByRole('button', { name: 'Ask the browser not to clear it' }).click();
  await expect(line(root)).toContainText('The browser did not promise it.');
  expect(await asked()).toBe('2');
  await line(root).getByRole('button', { name: 'Forget them' }).click();
  await expect(line(root)).toContainText('nothing is there yet');
  await computed();
  expect(hub.seen.length).toBeGreaterThan(0);
});
