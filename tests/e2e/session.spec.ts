import { expect, test } from '@playwright/test';
import { isPlanted, newestWorker, plantInWorkers } from './session-faults';
import { serveSessionPage } from './session-server';

/** The session in a browser without WebGPU, on a page of its own: WebAssembly, and faults that are really caused. */

let site: Awaited<ReturnType<typeof serveSessionPage>>;
test.beforeAll(async () => {
  site = await serveSessionPage();
});
test.afterAll(() => site.close());

// Whole networks in WebAssembly, on a machine that may be busy.
test.setTimeout(600_000);

test('chooses WebAssembly and says why, computes at 299, draws, and computes on from what is kept', async ({
  page,
}) => {
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  const report = await page.evaluate(() => window.harness.open('auto'));
  expect(report.backend).toBe('wasm');
  expect(['no-webgpu', 'no-adapter', 'software-adapter']).toContain(report.reason);
  const key = await page.evaluate(() => window.harness.put('astronaut.jpg', 299));
  const stem = await page.evaluate((picture) => window.harness.view('features.5', picture), key);
  expect(stem.colours).toBeGreaterThan(100);
  const next = await page.evaluate((picture) => window.harness.view('features.6', picture), key);
  expect(next.work.reused).toBe(stem.work.computed);
  const { tensors, accounted } = await page.evaluate(() => window.harness.memory());
  expect(tensors).toBe(accounted);
});

test('a view has the colours that its values have without SIMD, and the same statistics', async ({ page }) => {
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  await page.evaluate(() => window.harness.open('wasm'));
  const key = await page.evaluate(() => window.harness.put('astronaut.jpg', 139));
  for (const [node, range] of [
    ['features.2@relu', 'channel'],
    ['features.6', 'shared'],
    ['features.6.branch1.1@conv', 'channel'],
    ['features.21', 'channel'],
  ] as const) {
    const drawn = await page.evaluate((asked) => window.harness.drawing(...asked), [node, key, range] as const);
    // At the border of two steps of colour float32 may take the other one: two steps are a few levels apart.
    expect(drawn.share, node).toBeLessThan(1e-3);
    expect(drawn.largest, node).toBeLessThanOrEqual(8);
    expect(drawn).toMatchObject({ transparent: 0, sameMeans: true });
  }
});

test('stops at the next layer when cancelled, and the finished layers are not computed again', async ({ page }) => {
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  const key = await page.evaluate(() => window.harness.put('coffee.jpg', 139));
  const { name, again } = await page.evaluate((picture) => window.harness.cancelled('features.9', picture, 12), key);
  expect(name).toBe('AbortError');
  expect(again.reused).toBeGreaterThanOrEqual(12);
  expect(again.computed).toBeGreaterThan(0);
  const { tensors, accounted } = await page.evaluate(() => window.harness.memory());
  expect(tensors).toBe(accounted);
});

for (const [how, plant] of [
  [
    'an error',
    () =>
      void setTimeout(() => {
        throw new Error('planted');
      }),
  ],
  ['a rejection', () => void Promise.reject(new Error('planted'))],
] as const) {
  test(`${how} that nobody catches in the worker has a code, and costs only the computing`, async ({ page }) => {
    await page.goto(site.url);
    await page.waitForFunction(() => 'harness' in window);
    const key = await page.evaluate(() => window.harness.put('rocket.jpg', 107));
    const before = await page.evaluate((picture) => window.harness.tensor('features.6', picture), key);
    await newestWorker(page).evaluate(plant);
    await expect.poll(() => page.evaluate(() => window.harness.losses)).toHaveLength(1);
    const [loss] = await page.evaluate(() => window.harness.losses);
    expect(loss?.code).toBe('runtime/worker-crashed');
    expect(loss?.reason).toContain('planted');
    // Network and picture are put back by the client; the page asks as if nothing had happened.
    const after = await page.evaluate((picture) => window.harness.tensor('features.6', picture), key);
    expect(after).toEqual(before);
  });
}

test('a request that is under way when the worker dies is answered with that', async ({ page }) => {
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  const key = await page.evaluate(() => window.harness.put('chelsea.jpg', 299));
  const answer = page.evaluate((picture) => window.harness.coded(window.harness.tensor('softmax', picture)), key);
  await newestWorker(page).evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('planted');
      }, 50),
  );
  expect(await answer).toMatchObject({ code: 'runtime/worker-crashed' });
});

test('without an adapter a forced WebGPU is refused by name, and the automatic choice is WebAssembly', async ({
  page,
}) => {
  await plantInWorkers(page, { noAdapter: true });
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  const forced = await page.evaluate(() => window.harness.coded(window.harness.open('webgpu')));
  expect(forced).toMatchObject({ code: 'runtime/backend-unavailable', reason: expect.stringContaining('no-') });
  const chosen = await page.evaluate(() => window.harness.open('auto'));
  expect(await isPlanted(page)).toBe(true);
  expect(chosen.backend).toBe('wasm');
  expect(['no-webgpu', 'no-adapter']).toContain(chosen.reason);
});

test('a picture that is too small is refused by the op that it does not reach', async ({ page }) => {
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  const key = await page.evaluate(() => window.harness.put('chelsea.jpg', 60));
  const answer = await page.evaluate((picture) => window.harness.coded(window.harness.tensor('softmax', picture)), key);
  expect(answer).toMatchObject({ code: 'shape/window-too-large' });
});
