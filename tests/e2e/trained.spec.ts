import { expect } from '@playwright/test';
import { packagedInceptionV3 } from '@/lib/weights/catalogue';
import { test } from './kept-page';
import { HUB_HOSTS, runLab } from './lab-page';

/** What is trained at first sight: the row of the home page, and what the lab of Inception-v3 shows before it computes. */

const V3 = '/en/networks/inception-v3/';

test('the home page shows trained maps, lazily and without a jump, says whose they are, and leads into the lab', async ({
  page,
}) => {
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.setViewportSize({ width: 1280, height: 600 });
  await page.goto('/en/');
  const figure = page.getByRole('figure').filter({ hasText: 'The weights are trained' });
  await expect(figure).toContainText('Keras’ ImageNet weights');
  await expect(figure).toContainText('rounded to 8 bits');
  const images = figure.getByRole('img');
  await expect(images).toHaveCount(8);
  // The place is kept before the picture is there.
  const before = await images.last().boundingBox();
  expect(before?.height).toBeCloseTo(before?.width ?? 0, 0);
  for (const image of await images.all()) {
    await expect(image).toHaveAttribute('loading', 'lazy');
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((it: HTMLImageElement) => it.complete && it.naturalWidth > 0)).toBe(true);
  }
  expect((await images.last().boundingBox())?.height).toBe(before?.height);

  const last = packagedInceptionV3.lastBlock ?? '';
  await figure.getByRole('link', { name: last, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${V3}\\?at=${last}#lab$`));
  const lab = page.getByRole('region', { name: 'Lab', exact: true });
  await expect(lab.locator(`[data-poster="${last}"]`)).toBeVisible();
});

test('the lab of Inception-v3 shows a trained poster, named so, and computes the same', async ({ page }) => {
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.goto(`${V3}?at=Mixed_5b`);
  const root = page.getByRole('region', { name: 'Lab', exact: true }).last();
  // What holds its place until it is loaded has the same name, but no weights.
  await root.locator('[data-weights]').waitFor();
  await root.scrollIntoViewIfNeeded();
  await expect(root.locator('[data-poster="Mixed_5b"]')).toBeVisible();
  // The line below the maps, with the weights that made them.
  const made = root.locator('p').filter({ hasText: /^(Weights: |Mixed_5b, )/ });
  await expect(root.getByText('Drawn in advance from this picture')).toBeVisible();
  await expect(made).toContainText('trained on ImageNet');
  await expect(made).not.toContainText('seeded');
  await runLab({ page, root }, 'Mixed_5b');
  await expect(made).toContainText('trained on ImageNet, Keras’ weights');
});

test('a trained poster stands for no other weights', async ({ page }) => {
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.goto(`${V3}?at=Mixed_5b&weights=seeded`);
  const root = page.getByRole('region', { name: 'Lab', exact: true }).last();
  // What holds its place until it is loaded has the same name, but no weights.
  await root.locator('[data-weights]').waitFor();
  await root.scrollIntoViewIfNeeded();
  await expect(root.getByRole('button', { name: /^Compute the/ })).toBeEnabled();
  await expect(root.getByText(/^Weights: seeded weights/)).toBeVisible();
  await expect(root.locator('[data-poster]')).toHaveCount(0);
  await expect(root.getByText('The maps will stand here')).toBeVisible();
});
