import { expect, test } from '@playwright/test';
import { destroyDevice, isPlanted, newestWorker, plantInWorkers } from './session-faults';
import { serveSessionPage } from './session-server';

/** Real WebGPU, on the software adapter of the browser, forced; at a small size, since it is slow. */

const SIZE = 75;
/** The stem's three parts, and the first Inception-A: its output and one unit before its batch norm. */
const NODES = ['features.2@relu', 'features.3', 'features.5', 'features.6.branch2.1@conv', 'features.6'];
const TOLERANCE = 1e-3;
/** Of our own kernels beside those of tfjs, as the oracle asks. */
const OURS_TOLERANCE = 2e-4;

const everywhere = (serving: 'stock' | 'direct' | 'winograd') => ({
  pointwise: serving,
  few: serving,
  square: serving,
  line: serving,
  window: serving,
});

let site: Awaited<ReturnType<typeof serveSessionPage>>;
test.beforeAll(async () => {
  site = await serveSessionPage();
});
test.afterAll(() => site.close());

// Twenty shaders are compiled in software, on a machine that may be busy.
test.setTimeout(600_000);

test.beforeEach(async ({ page }) => {
  await plantInWorkers(page);
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
});

test.afterEach(async ({ page }) => {
  expect(await isPlanted(page)).toBe(true);
});

/** The largest difference, in standard deviations of the second. */
function disagreement(found: readonly number[], wanted: readonly number[]): number {
  const mean = wanted.reduce((total, value) => total + value, 0) / wanted.length;
  const std = Math.sqrt(wanted.reduce((total, value) => total + (value - mean) ** 2, 0) / wanted.length);
  const worst = wanted.reduce((most, value, i) => {
    const difference = Math.abs((found[i] ?? Number.NaN) - value);
    // A NaN must not pass as no difference.
    return difference <= most ? most : Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }, 0);
  return worst / std;
}

for (const calibrated of [true, false]) {
  test(`a photograph gives the maps that WebAssembly gives, batch norm ${calibrated ? 'calibrated' : 'exact'}`, async ({
    page,
  }) => {
    const report = await page.evaluate(() => window.harness.open('webgpu'));
    expect(report).toMatchObject({ backend: 'webgpu', reason: 'forced', adapter: { software: true } });
    const key = await page.evaluate((size) => window.harness.put('astronaut.jpg', size), SIZE);
    const compute = (node: string) =>
      page.evaluate(([id, picture, measured]) => window.harness.tensor(id, picture, measured), [
        node,
        key,
        calibrated,
      ] as const);
    const gpu = new Map<string, Awaited<ReturnType<typeof compute>>>();
    for (const node of NODES) gpu.set(node, await compute(node));
    const { tensors, accounted } = await page.evaluate(() => window.harness.memory());
    expect(tensors).toBe(accounted);
    expect(await page.evaluate(() => window.harness.losses)).toEqual([]);

    expect(await page.evaluate(() => window.harness.open('wasm'))).toMatchObject({ backend: 'wasm' });
    for (const node of NODES) {
      const wasm = await compute(node);
      const found = gpu.get(node);
      expect(found?.shape, node).toEqual(wasm.shape);
      expect(
        found?.values.some((value) => value !== 0),
        node,
      ).toBe(true);
      expect(disagreement(found?.values ?? [], wasm.values), node).toBeLessThanOrEqual(TOLERANCE);
    }
  });
}

test('a residual connection is the same on WebGPU: the 1×1, scaled, added, after ReLU', async ({ page }) => {
  const nodes = ['repeat_1.0.conv2d', 'repeat_1.0@scaled', 'repeat_1.0@add', 'repeat_1.0@relu', 'repeat_1.1@relu'];
  await page.evaluate(() => window.harness.open('webgpu'));
  const key = await page.evaluate((size) => window.harness.put('astronaut.jpg', size, 'inception-resnet-v1'), SIZE);
  const found = await page.evaluate(([ids, picture]) => window.harness.disagreement(ids, picture, ['webgpu', 'wasm']), [
    nodes,
    key,
  ] as const);
  expect(found.map(({ node }) => node)).toEqual(nodes);
  for (const { node, worst } of found) expect(worst, node).toBeLessThanOrEqual(TOLERANCE);
  expect(await page.evaluate(() => window.harness.losses)).toEqual([]);
});

for (const serving of ['direct', 'winograd'] as const) {
  test(`our ${serving} kernels compute what WebAssembly does, in blocks of every kind`, async ({ page }) => {
    const measured = await page.evaluate(() => window.harness.open('webgpu'));
    const choices = { adapter: measured.choices?.adapter ?? '', serves: everywhere(serving) };
    const ours = await page.evaluate((found) => window.harness.open('webgpu', { choices: found }), choices);
    expect(ours).toMatchObject({ kernels: 'wgsl', choices });
    const v4 = await page.evaluate(() => window.harness.put('astronaut.jpg', 163));
    const compare = (nodes: readonly string[], picture: string, calibrated: boolean) =>
      page.evaluate(
        ([ids, key, options, measuring]) =>
          window.harness.disagreement(ids, key, ['webgpu', 'wasm'], options, measuring),
        [nodes, picture, [{ choices }, { kernels: 'stock' as const }], calibrated] as const,
      );
    // Maps of 17×17, 8×8 and 3×3 with edges in every tile: 1×7, 7×1 and pools beside 3×3 with stride 1 and 2.
    const exact = await compare(['features.3', 'features.6', 'features.10', 'features.11', 'features.19'], v4, false);
    const calibrated = await compare(['features.3', 'features.6'], v4, true);
    // Shortcuts are added in the 1×1 before them.
    const v1 = await page.evaluate(() => window.harness.put('astronaut.jpg', 107, 'inception-resnet-v1'));
    const sums = await compare(['repeat_1.0@relu', 'repeat_1.1@relu', 'repeat_2.0@relu'], v1, false);
    const found = [...exact, ...calibrated, ...sums];
    expect(found).toHaveLength(10);
    for (const { node, worst } of found) expect(worst, node).toBeLessThanOrEqual(OURS_TOLERANCE);
    await page.evaluate((given) => window.harness.open('webgpu', { choices: given }), choices);
    await page.evaluate((picture) => window.harness.tensor('repeat_1.1@relu', picture), v1);
    const { tensors, accounted } = await page.evaluate(() => window.harness.memory());
    expect(tensors).toBe(accounted);
    expect(await page.evaluate(() => window.harness.losses)).toEqual([]);
  });
}

test('what serves an adapter is measured once, and holds for that adapter only', async ({ page }) => {
  const first = await page.evaluate(() => window.harness.open('webgpu'));
  expect(first.choices?.adapter).toContain('software');
  const adapter = first.choices?.adapter ?? '';
  const stock = { adapter, serves: everywhere('stock') };
  // Taken as it is, though a measurement here would say otherwise.
  expect(await page.evaluate((choices) => window.harness.open('webgpu', { choices }), stock)).toMatchObject({
    choices: stock,
  });
  const foreign = { ...stock, adapter: 'another graphics card' };
  const again = await page.evaluate((choices) => window.harness.open('webgpu', { choices }), foreign);
  expect(again.choices?.adapter).toBe(adapter);
  expect(await page.evaluate(() => window.harness.open('webgpu', { kernels: 'stock' }))).toMatchObject({
    kernels: 'stock',
    choices: null,
  });
});

test('kernels are compiled once, which is a stage of its own, or ahead', async ({ page }) => {
  await page.evaluate(() => window.harness.open('webgpu'));
  const key = await page.evaluate((size) => window.harness.put('rocket.jpg', size), SIZE);
  const stages = (node: string, picture: string) =>
    page.evaluate(([id, from]) => window.harness.stages(id, from), [node, picture] as const);
  expect(await stages('features.2@relu', key)).toEqual(['compile', 'layers']);
  const other = await page.evaluate((size) => window.harness.put('coffee.jpg', size), SIZE);
  expect(await stages('features.2@relu', other)).toEqual(['layers']);
  const warmed = await page.evaluate((picture) => window.harness.warm(['features.3'], picture), key);
  expect(warmed).toMatchObject({ nodes: ['features.3'], ended: 'done' });
  expect(await stages('features.3', other)).toEqual(['layers']);
  expect(await page.evaluate(() => window.harness.losses)).toEqual([]);
});

test('left to itself the session takes WebAssembly rather than a software adapter, and is right', async ({ page }) => {
  const report = await page.evaluate(() => window.harness.open('auto'));
  expect(report).toMatchObject({ backend: 'wasm', reason: 'software-adapter', adapter: { software: true } });
  const key = await page.evaluate(() => window.harness.put('astronaut.jpg', 139));
  const found = await page.evaluate(
    ([nodes, picture]) => window.harness.disagreement(nodes, picture, ['auto', 'cpu']),
    [NODES, key] as const,
  );
  expect(found.map(({ node }) => node)).toEqual(NODES);
  for (const { node, worst } of found) expect(worst, node).toBeLessThanOrEqual(TOLERANCE);
});

test('a lost device has a code and costs only the computing; lost twice, WebAssembly takes over and says why', async ({
  page,
}) => {
  await page.evaluate(() => window.harness.open('webgpu'));
  const key = await page.evaluate((size) => window.harness.put('rocket.jpg', size), SIZE);
  const before = await page.evaluate((picture) => window.harness.tensor('features.0@relu', picture), key);
  for (const losses of [1, 2]) {
    await destroyDevice(newestWorker(page));
    await expect.poll(() => page.evaluate(() => window.harness.losses)).toHaveLength(losses);
    const report = await page.evaluate(() => window.harness.open('webgpu'));
    expect(report).toMatchObject(
      losses === 1 ? { backend: 'webgpu', reason: 'forced' } : { backend: 'wasm', reason: 'webgpu-failed' },
    );
    // The picture and the network were put back by the client.
    const after = await page.evaluate((picture) => window.harness.tensor('features.0@relu', picture), key);
    expect(disagreement(after.values, before.values)).toBeLessThanOrEqual(TOLERANCE);
  }
  const codes = (await page.evaluate(() => window.harness.losses)).map(({ code }) => code);
  expect(codes).toEqual(['runtime/device-lost', 'runtime/device-lost']);
});

test('a device that is lost while it computes is the answer to the request', async ({ page }) => {
  await page.evaluate(() => window.harness.open('webgpu'));
  const key = await page.evaluate((size) => window.harness.put('coffee.jpg', size), SIZE);
  const answer = page.evaluate((picture) => window.harness.coded(window.harness.tensor('features.21', picture)), key);
  await destroyDevice(newestWorker(page));
  expect(await answer).toMatchObject({ code: 'runtime/device-lost' });
  expect(await page.evaluate(() => window.harness.open('webgpu'))).toMatchObject({ backend: 'webgpu' });
});

test('a command that the device refuses is an error with a code, not a map of zeros', async ({ page }) => {
  await page.evaluate(() => window.harness.open('webgpu'));
  await newestWorker(page).evaluate(() => {
    const { devices } = self as unknown as { devices: GPUDevice[] };
    // Mapping for reading and for writing at once is not allowed: an uncaptured error of the device.
    const device = devices.at(-1);
    device?.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.MAP_WRITE });
    device?.queue.submit([]);
  });
  await expect.poll(() => page.evaluate(() => window.harness.losses), { timeout: 60_000 }).toHaveLength(1);
  const [loss] = await page.evaluate(() => window.harness.losses);
  expect(loss?.code).toBe('runtime/device-error');
  expect(await page.evaluate(() => window.harness.open('webgpu'))).toMatchObject({ backend: 'webgpu' });
});
