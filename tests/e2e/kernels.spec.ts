import { availableParallelism } from 'node:os';
import { expect, test } from '@playwright/test';
import { isPlanted, plantInWorkers } from './session-faults';
import { serveSessionPage } from './session-server';

/** Our own WebAssembly kernels in a browser: against those of tfjs, with threads and without. */

test.setTimeout(600_000);

/** In standard deviations, as the oracle asks. */
const TOLERANCE = 2e-4;

const NODES = ['features.5', 'features.9', 'features.18', 'features.21', 'last_linear'];

test('the threads of an isolated page compute what the kernels of tfjs do, and leave nothing behind', async ({
  page,
}) => {
  const site = await serveSessionPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  const report = await page.evaluate(() => window.harness.open('wasm'));
  expect(report).toMatchObject({ backend: 'wasm', kernels: 'relaxed-simd' });
  expect(report.threads).toBe(Math.min(availableParallelism(), 16));
  const key = await page.evaluate(() => window.harness.put('astronaut.jpg', 299));
  const found = await page.evaluate(
    ([nodes, picture]) =>
      window.harness.disagreement(nodes, picture, ['wasm', 'wasm'], [{}, { kernels: 'stock' }], false),
    [NODES, key] as const,
  );
  expect(found.map(({ node }) => node)).toEqual(NODES);
  for (const { node, worst } of found) expect(worst, node).toBeLessThanOrEqual(TOLERANCE);
  expect(await page.evaluate(() => window.harness.open('wasm', { kernels: 'stock' }))).toMatchObject({
    kernels: 'stock',
    threads: 1,
  });
  await page.evaluate(() => window.harness.open('wasm', { threads: 3 }));
  const [three, one] = await page.evaluate(async (picture) => {
    const first = await window.harness.tensor('features.9', picture);
    await window.harness.open('wasm', { threads: 1 });
    return [first.values, (await window.harness.tensor('features.9', picture)).values];
  }, key);
  // Which thread computes a place does not change how.
  expect(three).toEqual(one);
  const { tensors, accounted } = await page.evaluate(() => window.harness.memory());
  expect(tensors).toBe(accounted);
  await site.close();
});

test('without isolation one thread computes, with the same kernels', async ({ page }) => {
  const site = await serveSessionPage({ isolated: false });
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  expect(await page.evaluate(() => window.harness.open('wasm'))).toMatchObject({ threads: 1, kernels: 'relaxed-simd' });
  await site.close();
});

test('threads that cannot be started cost only their help', async ({ page }) => {
  const site = await serveSessionPage();
  await plantInWorkers(page, { noHelpers: true });
  await page.goto(site.url);
  await page.waitForFunction(() => 'harness' in window);
  expect(await page.evaluate(() => window.harness.open('wasm'))).toMatchObject({
    threads: 1,
    kernels: 'relaxed-simd',
    trouble: expect.stringMatching(/^\d+ threads did not start$/),
  });
  expect(await isPlanted(page)).toBe(true);
  const key = await page.evaluate(() => window.harness.put('coffee.jpg', 107));
  const [found] = await page.evaluate(
    (picture) => window.harness.disagreement(['features.6'], picture, ['wasm', 'cpu']),
    key,
  );
  expect(found?.worst).toBeLessThanOrEqual(TOLERANCE);
  await site.close();
});
