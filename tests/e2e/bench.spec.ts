import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { troublesOf } from './lab-page';
import { test } from './ready-page';

// Whole networks in WebAssembly, on a machine that may be busy.
test.setTimeout(600_000);

test('the page of measurements runs both networks and every block, and gives a file with all times', async ({
  page,
}) => {
  const troubles = troublesOf(page);
  const requests: string[] = [];
  await page.goto('/en/bench/');
  await page.getByRole('radio', { name: 'WebAssembly' }).check({ force: true });
  await page.getByRole('radio', { name: '139×139' }).check({ force: true });
  page.on('request', (request) => requests.push(request.url()));
  await page.getByRole('button', { name: 'Measure' }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.locator('[data-bench=done]')).toBeVisible({ timeout: 500_000 });
  await expect(page.locator('[data-backend]')).toHaveAttribute('data-backend', 'wasm');
  await expect(page.getByText('every one is accounted for')).toBeVisible();
  const rows = page.getByRole('group', { name: 'A click on each block' }).locator('tbody tr');
  expect(await rows.count()).toBeGreaterThan(20);

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save the result/ }).click();
  const path = await (await downloading).path();
  const result = JSON.parse(readFileSync(path, 'utf8'));
  expect(result.backend.backend).toBe('wasm');
  expect(result.crossOriginIsolated).toBe(true);
  for (const { milliseconds } of result.passes) {
    expect(milliseconds).toHaveLength(result.setting.rounds);
    for (const time of milliseconds) expect(time).toBeGreaterThan(0);
  }
  // No picture and no weights are fetched, and nothing from elsewhere.
  for (const url of requests) {
    expect(url).toMatch(/^(blob:)?http:\/\/127\.0\.0\.1:/);
    expect(url).not.toMatch(/samples|posters|weights|safetensors|\.(jpg|png)/);
  }
  expect(troubles).toEqual([]);
});

test('a run can be cancelled and started again', async ({ page }) => {
  await page.goto('/en/bench/');
  await page.getByRole('button', { name: 'Measure' }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Cancelled. Nothing is kept.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Measure' })).toBeEnabled();
});
