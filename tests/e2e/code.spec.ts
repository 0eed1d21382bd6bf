import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { languages } from '../../content/language-list';
import { expectAccessible } from './axe';
import { htmlOf, out } from './exported-site';
import { test } from './kept-page';
import { test as fresh } from './ready-page';

const ARTICLE = '/en/learn/inception-a/';
const listing = (page: Page) => page.locator('[data-code="inception-v4/features.6"]');
const line = (page: Page, text: RegExp) => listing(page).getByRole('button', { name: text });
const drawing = (page: Page) => page.locator('figure svg').first();

test('a line of code and its op in the drawing are one', async ({ page }) => {
  await page.goto(ARTICLE);
  const pool = line(page, /AvgPool2d/);
  await expect(pool).toBeVisible();
  await pool.hover();
  await expect(drawing(page).locator('[data-dim]').first()).toBeAttached();
  await pool.click();
  await expect(page).toHaveURL(/[?&]at=features\.6\.branch3\.0(&|$)/);
  await expect(pool).toHaveAttribute('aria-pressed', 'true');
  await expect(drawing(page).locator('[aria-pressed=true]')).toHaveCount(1);
  await expect(listing(page)).toContainText('average pool 3×3: 35×35×384 → 35×35×384');

  await drawing(page)
    .getByRole('button', { name: /^3×3 convolution/ })
    .first()
    .click();
  await expect(pool).toHaveAttribute('aria-pressed', 'false');
  await expect(line(page, /BasicConv2d\(64, 96.*padding=1/).first()).toHaveAttribute('aria-pressed', 'true');
});

test('the lines are walked by keyboard, and a chosen one shows its maps', async ({ page }) => {
  await page.goto(`${ARTICLE}?backend=wasm`);
  await expect(line(page, /branch0 = /)).toBeVisible();
  await line(page, /branch0 = /).focus();
  await page.keyboard.press('ArrowDown');
  await expect(line(page, /branch1 = /)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/at=features\.6\.branch0/);
  await listing(page).getByRole('button', { name: 'Show its maps' }).click();
  await expect(listing(page).locator('canvas')).toHaveCount(8);
  await expect(listing(page).getByText(/^The 8 of 96 channels that vary most/)).toBeVisible();
  const painted = await listing(page)
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return new Set(pixels).size;
    });
  expect(painted).toBeGreaterThan(4);
  await expectAccessible(page, { within: '[data-code]' });
});

test('what is copied is what the command writes', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(ARTICLE);
  await listing(page).getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(listing(page).getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const script = fileURLToPath(new URL('../../scripts/atlas.mjs', import.meta.url));
  const written = execFileSync(process.execPath, [script, 'export', 'inception-v4/features.6'], { encoding: 'utf8' });
  expect(copied).toMatch(/^class Inception_A\(nn\.Module\):\n/);
  expect(written.endsWith(copied)).toBe(true);
});

test('the explorer writes the code of the block that is shown', async ({ page }) => {
  await page.goto('/en/networks/inception-resnet-v2/?at=repeat.0');
  await page.getByText('PyTorch code of Inception-ResNet-A 1').click();
  const scaled = page.getByRole('button', { name: /out = self\.scale \* out/ });
  await scaled.click();
  await expect(page).toHaveURL(/at=repeat\.0%40scaled/);
  await expect(scaled).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('group', { name: /Inception-ResNet-A/ }).locator('[aria-pressed=true]')).toHaveCount(1);
});

fresh.describe('without JavaScript', () => {
  fresh.use({ javaScriptEnabled: false });

  fresh('code is text with shapes and notes, instruments show their first setting', async ({ page }) => {
    await page.goto(ARTICLE);
    await expect(listing(page)).toContainText('self.branch0 = BasicConv2d(384, 96, kernel_size=1)');
    await expect(listing(page)).toContainText('35×35×96');
    await expect(listing(page).getByRole('note')).toHaveCount(5);
    await expect(listing(page).locator('[role=button]')).toHaveCount(0);
    await page.goto('/en/learn/padding/');
    await expect(page.getByRole('img', { name: /a window of 3 moves by 2 and stops 149 times/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Inception-v4 at another size' })).toContainText('17×17×1024');
    await page.goto('/en/learn/asymmetric-kernels/');
    await expect(page.getByRole('region', { name: 'A square, or a row and a column' })).toContainText('702,464');
  });
});

test('the instruments answer to the keyboard, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/en/learn/padding/');
  const padding = page.getByRole('region', { name: 'Padding and stride' });
  await padding.getByRole('slider', { name: 'Stride' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(padding.getByRole('status')).toContainText('⌊(299 + 0 − 3) / 1⌋ + 1 = 297.');
  const size = page.getByRole('region', { name: 'Inception-v4 at another size' });
  await size.getByRole('slider').focus();
  await page.keyboard.press('End');
  await expect(size.getByRole('status')).toContainText('At 600×600 the work is');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

for (const language of languages) {
  test(`every row of the notes is treated on a page in ${language}, as the build collected it`, () => {
    const collected: Record<string, Record<string, string[]>> = JSON.parse(
      readFileSync(join(out, 'coverage.json'), 'utf8'),
    );
    expect(Object.keys(collected)).toHaveLength(32);
    for (const [row, places] of Object.entries(collected)) {
      expect(places[language]?.length, row).toBeGreaterThan(0);
      for (const place of places[language] ?? []) expect(htmlOf(place)).toContain(`data-seed="${row}"`);
      expect(htmlOf(`/${language}/coverage/`)).toContain(`data-row="${row}"`);
    }
  });
}
