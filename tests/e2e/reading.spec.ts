import { expect } from '@playwright/test';
import { expectAccessible } from './axe';
import { test } from './kept-page';

test('the search finds articles, sections and parts of networks, by keyboard alone', async ({ page }) => {
  await page.goto('/en/');
  const field = page.getByRole('searchbox');
  // A key means nothing before the page is alive.
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(field).toBeFocused({ timeout: 1000 });
  }).toPass();
  await page.keyboard.type('residual scale');
  await expect(page.getByRole('link', { name: 'Residual scaling', exact: true })).toBeVisible();
  await expectAccessible(page, { within: 'dialog' });
  await field.fill('mixed_6a');
  const part = page.getByRole('link', { name: /^Reduction-A of Inception-ResNet-v2/ });
  await expect(part).toBeVisible();
  await part.click();
  await expect(page).toHaveURL(/networks\/inception-resnet-v2\/\?at=mixed_6a$/);
  await expect(page.getByRole('heading', { name: 'Reduction-A', level: 2, exact: true })).toBeVisible();
});

test('the search finds the same kinds of places in Chinese', async ({ page }) => {
  await page.goto('/zh/learn/');
  await page.getByRole('button', { name: '搜索' }).click();
  const field = page.getByRole('searchbox');
  await field.fill('残差缩放');
  await expect(page.getByRole('dialog').getByRole('link', { name: '残差缩放', exact: true })).toBeVisible();
  await field.fill('mixed_6a');
  const part = page.getByRole('link', { name: /^Inception-ResNet-v2 的 Reduction-A/ });
  await expect(part).toBeVisible();
  await part.click();
  await expect(page).toHaveURL(/\/zh\/networks\/inception-resnet-v2\/\?at=mixed_6a$/);
});

test('the search finds a kernel that is typed with the letter x', async ({ page }) => {
  await page.goto('/en/learn/');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('1x7');
  await expect(page.getByRole('link', { name: 'Asymmetric kernels', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Search' })).toBeFocused();
});

test('the section that is read is marked, and the next visit leads back to it', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/en/learn/padding/');
  const contents = page.getByRole('navigation', { name: 'Contents' });
  const section = page.getByRole('heading', { name: 'The mean at the edge' });
  await section.evaluate((heading) => heading.scrollIntoView({ block: 'start', behavior: 'instant' }));
  await expect(contents.getByRole('link', { name: 'The mean at the edge' })).toHaveAttribute(
    'aria-current',
    'location',
  );
  await page.goto('/en/learn/');
  const goOn = page.getByRole('paragraph').filter({ has: page.getByRole('button', { name: 'Forget where I was' }) });
  await goOn.getByRole('link', { name: 'Padding and stride' }).click();
  await expect(page).toHaveURL(/\/en\/learn\/padding\/#the-mean-at-the-edge$/);
  await page.goto('/en/learn/');
  await page.getByRole('button', { name: 'Forget where I was' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Forget where I was' })).toHaveCount(0);
});

test('a page can be cited and an error reported', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/en/learn/stem/?at=features.3');
  await page.getByText('Cite this page').click();
  await expect(page.locator('pre').filter({ hasText: '@misc{atlas-stem,' })).toContainText('/en/learn/stem/}');
  await page.getByText('Something wrong here?').click();
  await page.getByRole('button', { name: 'Copy a report to send' }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toContain('/en/learn/stem/?at=features.3');
  expect(report).toContain('Selected: features.3');
});

test('an article prints as text and drawings, without what only a screen can use', async ({ page }) => {
  await page.goto('/en/learn/inception-a/');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('[data-standing] svg').first()).toBeVisible();
  for (const hidden of ['header nav', 'nav[aria-label="Contents"]', 'nav[aria-label="More articles"]']) {
    await expect(page.locator(hidden).first()).toBeHidden();
  }
  await expect(page.getByText('Cite this page')).toBeHidden();
});
