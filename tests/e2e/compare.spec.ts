import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './axe';
import { choose } from './choose';
import { htmlOf } from './exported-site';
import { test } from './kept-page';
import { test as fresh } from './ready-page';

const COMPARE = '/en/compare/';
const V4 = '?a=inception-v4:paper&b=inception-v4:released';
const PAIRS = [
  ['', 'Inception-ResNet-v2: paper and code'],
  [V4, 'Inception-v4: paper and code'],
  ['?a=inception-resnet-v1:paper&b=inception-resnet-v1:released', 'Inception-ResNet-v1: paper and code'],
  ['?a=inception-v4:released&b=inception-resnet-v2:released', 'Inception-v4 and Inception-ResNet-v2'],
  ['?a=inception-v3:released&b=inception-resnet-v1:released', 'Inception-v3 and Inception-ResNet-v1'],
] as const;

const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const paramsOf = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const itemOf = (page: Page, difference: string): Locator => page.locator(`[id="difference-${difference}"]`);
const stageOf = (page: Page, stage: string): Locator => page.locator(`#stage-${stage}`);
/** What is lit in the drawings of a stage, on one side. */
const litOf = (page: Page, stage: string, side: 'a' | 'b'): Locator =>
  stageOf(page, stage).locator(`[data-side=${side}] [data-stop][aria-pressed=true]`);

/** Opens a comparison and waits until it answers: a chosen measure of the bars shows that it does. */
async function open(page: Page, query = '', heading = 'Inception-ResNet-v2: paper and code'): Promise<void> {
  await page.goto(COMPARE + query);
  await expect(title(page)).toHaveText(heading);
  const bars = page.getByRole('region', { name: 'Stage by stage' });
  await expect(async () => {
    await bars.getByRole('radio', { name: 'MACs' }).check({ timeout: 2000 });
    await expect(bars.getByRole('img')).toHaveAttribute('aria-label', /^MACs/, { timeout: 2000 });
  }).toPass();
}

test('the exported page holds the default comparison: answer, totals, list and both drawings', () => {
  const html = htmlOf(COMPARE);
  expect(html.length).toBeLessThan(600_000);
  expect(html).toContain('Inception-ResNet-v2: paper and code');
  expect(html).toContain('32,433,928');
  expect(html).toContain('55,843,464');
  expect(html).toContain('id="difference-stem.topology"');
  expect(html).toContain('id="difference-inception-resnet-c.last.activation"');
  expect(html).toContain('The figures give this network the stem of Inception-v4');
  for (const side of [
    'Paper: Stem.',
    'Released: Stem.',
    'Paper: Inception-ResNet-C ×5.',
    'Released: Inception-ResNet-C,',
  ]) {
    expect(html).toContain(`aria-label="${side}`);
  }
  expect(html).toContain('data-mark=""');
});

fresh.describe('without JavaScript', () => {
  fresh.use({ javaScriptEnabled: false });

  fresh('everything is there to be read, on a phone too', async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(COMPARE);
    await expect(itemOf(page, 'stem.topology')).toBeVisible();
    for (const side of ['a', 'b']) {
      await expect(stageOf(page, 'inception-resnet-a').locator(`[data-side=${side}] svg[role=group]`)).toBeVisible();
    }
    await expect(stageOf(page, 'stem').getByText('A: Paper', { exact: true })).toBeHidden();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});

test('a chosen difference is lit in both drawings, in the address, and in sight', async ({ page }) => {
  await open(page, V4, 'Inception-v4: paper and code');
  const item = itemOf(page, 'inception-c.branch2.order');
  await item.getByRole('button', { name: /The long branch of C/ }).click();
  await expect.poll(() => paramsOf(page).get('diff')).toBe('inception-c.branch2.order');
  for (const side of ['a', 'b'] as const) {
    await expect(litOf(page, 'inception-c', side)).toHaveCount(2);
    await expect(litOf(page, 'inception-c', side).first()).toBeInViewport();
  }
  // The drawing answers too: another op that is marked is another difference.
  await stageOf(page, 'inception-b')
    .getByRole('button', { name: /difference 2\b/ })
    .first()
    .click();
  await expect.poll(() => paramsOf(page).get('diff')).toBe('inception-b.branch1.2.kernel');
  await expect(litOf(page, 'inception-c', 'a')).toHaveCount(0);
  for (const side of ['a', 'b'] as const) await expect(litOf(page, 'inception-b', side)).toHaveCount(1);
  await expect(itemOf(page, 'inception-b.branch1.2.kernel')).toBeInViewport();
  // Going back scrolls, and what comes to lie under the pointer is lit.
  await page.mouse.move(0, 0);
  await page.goBack();
  await expect(litOf(page, 'inception-c', 'a')).toHaveCount(2);
  await page.goBack();
  await expect(litOf(page, 'inception-c', 'a')).toHaveCount(0);
  expect(paramsOf(page).has('diff')).toBe(false);
});

test('pointing at a difference lights it, and no more than pointing', async ({ page }) => {
  await open(page);
  const item = itemOf(page, 'inception-resnet-a.scale');
  await item.scrollIntoViewIfNeeded();
  await item.hover();
  await expect(litOf(page, 'inception-resnet-a', 'a')).toHaveCount(1);
  await expect(litOf(page, 'inception-resnet-a', 'b')).toHaveCount(1);
  expect(paramsOf(page).has('diff')).toBe(false);
  await title(page).hover();
  await expect(litOf(page, 'inception-resnet-a', 'a')).toHaveCount(0);
});

test('the keyboard alone reaches a difference and selects it', async ({ page }) => {
  await open(page, V4, 'Inception-v4: paper and code');
  const button = itemOf(page, 'stem.mixed-4a.branch1.order').getByRole('button', { name: /The stem/ });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  for (const side of ['a', 'b'] as const) await expect(litOf(page, 'stem', side)).toHaveCount(2);
  await page.keyboard.press('Space');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
});

test('a link to a difference opens at it', async ({ page }) => {
  await page.goto(`${COMPARE}?diff=inception-resnet-c.last.activation`);
  await expect(litOf(page, 'inception-resnet-c', 'b')).toHaveCount(1);
  await expect(stageOf(page, 'inception-resnet-c').getByRole('heading', { level: 3 })).toBeInViewport();
  // What only follows stands folded, and opens for its link.
  await page.goto(`${COMPARE}?diff=reduction-a.width`);
  await expect(itemOf(page, 'reduction-a.width')).toBeVisible();
});

test('another pair is chosen by link, list and swap, and the history leads back', async ({ page }) => {
  await open(page);
  await page.getByRole('link', { name: 'Inception-v4: paper and code' }).click();
  await expect(title(page)).toHaveText('Inception-v4: paper and code');
  await expect(stageOf(page, 'inception-a')).toContainText('Same: Inception-A ×4');
  await expect(page.locator('[data-answer]')).toContainText(/^4 differences/);

  await page.getByRole('combobox', { name: 'Right' }).selectOption('inception-resnet-v2:paper');
  await expect(page.locator('[data-total=parameters]')).toContainText('32,433,928');
  await expect.poll(() => paramsOf(page).get('b')).toBe('inception-resnet-v2:paper');

  await page.getByRole('button', { name: 'Swap sides' }).click();
  await expect.poll(() => paramsOf(page).get('a')).toBe('inception-resnet-v2:paper');
  for (const heading of [/^Inception-v4/, 'Inception-v4: paper and code', 'Inception-ResNet-v2: paper and code']) {
    await page.goBack();
    await expect(title(page)).toHaveText(heading);
  }
});

test('a difference leads to the explorer, on its own side', async ({ page }) => {
  await open(page, V4, 'Inception-v4: paper and code');
  await itemOf(page, 'inception-b.branch2.order').getByRole('link', { name: 'Open in Paper' }).click();
  await expect(page).toHaveURL(/\/networks\/inception-v4\/?\?variant=paper&at=features\.11\.branch2$/);
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('features.11.branch2');
});

test('a wrong address is said in words with what there is, and the rest of it counts', async ({ page }) => {
  await page.goto(`${COMPARE}?a=inception-v9&b=inception-v4:imagined&size=20&diff=nonsense`);
  const alerts = page.locator('main').getByRole('alert');
  await expect(alerts).toHaveCount(4);
  await expect(alerts.first()).toContainText('There is no network “inception-v9”');
  await expect(alerts.first()).toContainText('inception-resnet-v1');
  await expect(alerts.nth(1)).toContainText('inception-v4 has no variant “imagined”');
  await expect(page.getByRole('combobox', { name: 'Right' })).toHaveValue('inception-v4:released');
  for (const left of [3, 2, 1]) {
    await page.getByRole('button', { name: 'Use the default' }).first().click();
    await expect(alerts).toHaveCount(left);
  }
  await page.getByRole('button', { name: 'Clear it' }).click();
  await expect(alerts).toHaveCount(0);
  expect(new URL(page.url()).search).toBe('');
});

test('the size is one for both, and the grids follow it', async ({ page }) => {
  await open(page, '?size=160');
  await expect(page.getByRole('spinbutton', { name: 'Input size' })).toHaveValue('160');
  await expect(page.getByRole('table').first()).toContainText('at 160 × 160 pixels');
  await expect(stageOf(page, 'inception-resnet-a').getByText('17 × 17', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Back to 299×299' }).click();
  await expect(stageOf(page, 'inception-resnet-a').getByText('35 × 35', { exact: true })).toBeVisible();
  expect(paramsOf(page).has('size')).toBe(false);
});

test('on a phone one side is drawn at a time, below the list', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page);
  const stage = stageOf(page, 'inception-resnet-a');
  const drawing = (side: 'a' | 'b') => stage.locator(`[data-side=${side}] svg[role=group]`);
  await expect(drawing('a')).toBeVisible();
  await expect(drawing('b')).toBeHidden();
  await choose(stage.getByRole('radio', { name: 'B: Released' }));
  await expect(drawing('b')).toBeVisible();
  await expect(drawing('a')).toBeHidden();
});

test('on paper both sides are drawn, and what was folded is open', async ({ page }) => {
  await open(page);
  await page.emulateMedia({ media: 'print' });
  for (const side of ['a', 'b']) {
    await expect(stageOf(page, 'inception-resnet-a').locator(`[data-side=${side}] svg[role=group]`)).toBeVisible();
  }
  await expect(stageOf(page, 'inception-resnet-a').getByText('A: Paper', { exact: true })).toBeHidden();
  const folded = itemOf(page, 'reduction-a.width');
  await expect.poll(() => folded.evaluate((item) => item.getBoundingClientRect().height)).toBeGreaterThan(20);
});

for (const [query, heading] of PAIRS) {
  test(`“${heading}” fits a phone, and axe finds nothing in either theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(COMPARE + query);
    await expect(title(page)).toHaveText(heading);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await page.setViewportSize({ width: scheme === 'light' ? 360 : 1440, height: 900 });
      await expectAccessible(page, { as: scheme });
    }
  });
}
