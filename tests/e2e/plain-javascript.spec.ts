import { expect } from '@playwright/test';
import { contentSecurityPolicy } from '../../app/content-security-policy.mjs';
import { coloursOf, openLab, runLab, tableOf } from './lab-page';
import { test } from './ready-page';
import { plantInExport } from './session-faults';

/** Browsers and modes without WebAssembly: everything computes in plain JavaScript, and the page says why it is slow. */

interface Way {
  readonly name: string;
  /** Put before the code of each worker; says by `self.refused` whether WebAssembly is out of reach there. */
  readonly code: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const ways: readonly Way[] = [
  {
    name: 'is not there',
    code: `Object.defineProperty(self, 'WebAssembly', { configurable: true, value: undefined });
     self.refused = typeof WebAssembly === 'undefined';`,
  },
  {
    // The policy of a worker is that of its script.
    name: 'is refused by the content policy',
    headers: { 'Content-Security-Policy': contentSecurityPolicy.replace(" 'wasm-unsafe-eval'", '') },
    code: `try { new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)); } catch { self.refused = true; }`,
  },
];

for (const { name, code, headers } of ways) {
  test(`where WebAssembly ${name} the lab computes in plain JavaScript`, async ({ page }) => {
    const usual = await openLab(page, '?at=features.0&size=75');
    await runLab(usual, 'features.0@relu');
    await expect(usual.root.locator('[data-backend]')).toHaveAttribute('data-backend', 'wasm');
    const wanted = await tableOf(usual);

    await plantInExport(page, code, headers);
    const lab = await openLab(page, '?at=features.0&size=75');
    await runLab(lab, 'features.0@relu');
    const refused = await Promise.all(
      page.workers().map((worker) => worker.evaluate(() => (self as unknown as { refused?: boolean }).refused)),
    );
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every(Boolean)).toBe(true);
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
  await expect(line).toContainText(
    'slower than it could be, since the atlas’s own kernels or their threads did not start: planted link',
  );
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
