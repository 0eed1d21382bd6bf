import { expect } from '@playwright/test';
import { coloursOf, openLab, runLab, tableOf } from './lab-page';
import { test } from './ready-page';
import { plantInExport } from './session-faults';

/** Browsers and modes without WebAssembly: everything computes in plain JavaScript, and the page says why it is slow. */

const ways: readonly (readonly [string, string])[] = [
  ['is not there', `Object.defineProperty(self, 'WebAssembly', { configurable: true, value: undefined });`],
  [
    'is refused by a content policy',
    `const refuse = () => { throw new WebAssembly.CompileError('planted: not allowed'); };
     WebAssembly.Module = class { constructor() { refuse(); } };
     for (const name of ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']) {
       WebAssembly[name] = async () => refuse();
     }`,
  ],
];

for (const [name, code] of ways) {
  test(`where WebAssembly ${name} the lab computes in plain JavaScript`, async ({ page }) => {
    const usual = await openLab(page, '?at=features.0&size=75');
    await runLab(usual, 'features.0@relu');
    await expect(usual.root.locator('[data-backend]')).toHaveAttribute('data-backend', 'wasm');
    const wanted = await tableOf(usual);

    await plantInExport(page, code);
    const lab = await openLab(page, '?at=features.0&size=75');
    await runLab(lab, 'features.0@relu');
    const planted = await Promise.all(
      page.workers().map((worker) => worker.evaluate(() => (self as unknown as { planted?: boolean }).planted)),
    );
    expect(planted.length).toBeGreaterThan(0);
    expect(planted.every(Boolean)).toBe(true);
    await expect(lab.root.locator('[data-backend]')).toHaveAttribute('data-backend', 'cpu');
    await expect(lab.root.locator('[data-backend]')).toContainText('WebAssembly could not start');
    expect(await coloursOf(lab)).toBeGreaterThan(20);
    await expect(lab.root.getByRole('alert')).toHaveCount(0);
    const found = await tableOf(lab);
    for (const [i, row] of found.entries()) expect(row.mean).toBeCloseTo(wanted[i]?.mean ?? Number.NaN, 2);
  });
}

test('a binary of WebAssembly that does not come costs its speed and nothing else', async ({ page }) => {
  let refused = 0;
  await page.route(/\.wasm$/, (route) => {
    refused++;
    return route.fulfill({ status: 404, body: 'not here' });
  });
  const lab = await openLab(page, '?at=features.0&size=75');
  await runLab(lab, 'features.0@relu');
  expect(refused).toBeGreaterThan(0);
  await expect(lab.root.locator('[data-backend]')).toHaveAttribute('data-backend', 'cpu');
  expect(await coloursOf(lab)).toBeGreaterThan(20);
});

test('kernels of our own that cannot be had are said, and those of the library compute', async ({ page }) => {
  await plantInExport(
    page,
    `const { Instance } = WebAssembly;
     WebAssembly.Instance = function (module, imports) {
       if (WebAssembly.Module.exports(module).some(({ name }) => name === 'multiply')) throw new Error('planted link');
       return new Instance(module, imports);
     };`,
  );
  const lab = await openLab(page, '?at=features.0&size=75');
  await runLab(lab, 'features.0@relu');
  const line = lab.root.locator('[data-backend]');
  await expect(line).toHaveAttribute('data-kernels', 'stock');
  await expect(line).toContainText('without all of the atlas’s own kernels, so slower: planted link');
  expect(await coloursOf(lab)).toBeGreaterThan(20);
});

test('another choice of kernels in the middle of a run ends in maps, and in no error', async ({ page }) => {
  const lab = await openLab(page, '?at=features.9&size=299');
  const errors: string[] = [];
  await lab.root.getByRole('button', { name: /^Compute the/ }).click();
  await expect(lab.root.locator('[data-phase]')).toHaveAttribute('data-phase', 'running');
  for (const kernels of ['stock', null, 'stock']) {
    await page.evaluate((choice) => {
      const url = new URL(location.href);
      if (choice === null) url.searchParams.delete('kernels');
      else url.searchParams.set('kernels', choice);
      history.replaceState(null, '', url);
    }, kernels);
    await page.waitForTimeout(150);
    errors.push(...(await lab.root.getByRole('alert').allTextContents()));
  }
  await expect(lab.root.locator('[data-phase]')).toHaveAttribute('data-phase', 'done', { timeout: 120_000 });
  await expect(lab.root.locator('[data-backend]')).toHaveAttribute('data-kernels', 'stock');
  expect(await coloursOf(lab)).toBeGreaterThan(20);
  expect(errors).toEqual([]);
  await expect(lab.root.getByRole('alert')).toHaveCount(0);
});
