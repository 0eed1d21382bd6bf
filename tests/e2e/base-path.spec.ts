import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { belowAPath } from '../../scripts/below-a-path.mjs';
import { ensureBuilt } from '../../scripts/ensure-built.mjs';
import { root } from '../../scripts/run-command.mjs';
import { coloursOf, HUB_HOSTS, runLab, troublesOf } from './lab-page';
import { type PlainServer, servePlainly } from './plain-server';
import { test } from './ready-page';

/** The site below a path on a host that serves files and sends no header of its own: its main jobs. */

test.describe.configure({ mode: 'default' });

const { base } = belowAPath;
const folder = join(root, belowAPath.out);
let site: PlainServer;

test.beforeAll(async () => {
  expect(await ensureBuilt(belowAPath)).toBe(true);
  site = await servePlainly(folder, base);
});
test.afterAll(() => site?.close());

/** Opens a page below the path; nothing may leave the path, be missing, or complain. */
async function visit(page: Page, path: string): Promise<{ readonly check: () => void }> {
  const troubles = troublesOf(page);
  const beside: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && !url.href.startsWith(`${site.origin}${base}/`)) beside.push(url.href);
  });
  await page.route(HUB_HOSTS, (route) => route.abort());
  const missedBefore = site.missed.length;
  await page.goto(`${site.origin}${base}${path}`);
  return {
    check: () => {
      expect(beside.filter((url) => !HUB_HOSTS.test(url))).toEqual([]);
      expect(site.missed.slice(missedBefore)).toEqual([]);
      expect(troubles.filter((text) => !/ERR_FAILED/.test(text))).toEqual([]);
    },
  };
}

test('every address in the HTML begins with the path', () => {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(50);
  let links = 0;
  for (const file of pages) {
    const html = readFileSync(join(folder, file), 'utf8');
    const found = [...html.matchAll(/\s(?:href|src|srcset|poster)="(\/[^"]*)"|url\((\/[^)]*)\)/g)].map(
      ([, attribute, style]) => attribute ?? style ?? '',
    );
    links += found.length;
    expect(
      found.filter((address) => !address.startsWith(`${base}/`)),
      file,
    ).toEqual([]);
  }
  expect(links).toBeGreaterThan(1000);
  expect(readFileSync(join(folder, 'sitemap.xml'), 'utf8')).toContain(`http://localhost:3000${base}/en/learn/stem/`);
  expect(readFileSync(join(folder, 'robots.txt'), 'utf8')).toContain(`${base}/sitemap.xml`);
  expect(readFileSync(join(folder, 'en', 'learn', 'stem', 'index.html'), 'utf8')).toContain(
    `content="http://localhost:3000${base}/links/en/learn-stem.png"`,
  );
});

test('from the start page by links to an article and its language, with its pictures', async ({ page }) => {
  const { check } = await visit(page, '/');
  for (const image of await page.locator('main img').all()) {
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((it: HTMLImageElement) => it.complete && it.naturalWidth > 0)).toBe(true);
  }
  await page.getByRole('navigation', { name: 'Languages' }).getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(`${site.origin}${base}/en/`);
  await page.getByRole('banner').getByRole('link', { name: 'Learn' }).click();
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Reduction-A/ })
    .first()
    .click();
  await expect(page).toHaveURL(`${site.origin}${base}/en/learn/reduction-a/`);
  await expect(page.getByRole('heading', { level: 1, name: 'Reduction-A' })).toBeVisible();
  await page.getByRole('banner').getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(`${site.origin}${base}/zh/learn/reduction-a/`);
  await expect(page.locator('html')).toHaveAttribute('lang', /^zh/);
  expect((await page.request.get(`${site.origin}${base}/samples/LICENSES.md`)).ok()).toBe(true);
  await expect(page.getByRole('contentinfo').locator(`a[href="${base}/samples/LICENSES.md"]`)).toHaveCount(1);
  check();
});

test('the search finds, and leads to what it found', async ({ page }) => {
  const { check } = await visit(page, '/en/');
  await page
    .getByRole('banner')
    .getByRole('button', { name: /Search/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('searchbox').fill('residual scaling');
  const first = dialog.getByRole('listitem').getByRole('link').first();
  await expect(first).toBeVisible();
  expect(await first.getAttribute('href')).toMatch(new RegExp(`^${base}/en/`));
  await first.click();
  await expect(page).toHaveURL(new RegExp(`^${site.origin}${base}/en/`));
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  check();
});

test('the explorer selects, shows a poster, and computes trained maps of a sample', async ({ page }) => {
  const { check } = await visit(page, '/en/networks/inception-v3/?size=139');
  await page.getByRole('combobox', { name: 'Jump to' }).fill('Mixed_5b');
  await page.getByRole('option').first().click();
  await expect(page).toHaveURL(/at=Mixed_5b/);
  const lab = { page, root: page.getByRole('region', { name: 'Lab', exact: true }).last() };
  await lab.root.getByRole('button', { name: /^Compute the/ }).waitFor();
  await lab.root.scrollIntoViewIfNeeded();
  await runLab(lab, 'Mixed_5b');
  expect(await coloursOf(lab)).toBeGreaterThan(16);
  await expect(lab.root.locator('[data-weights]').first()).toContainText(/Keras/);
  check();
});

test('a poster stands where nothing was computed', async ({ page }) => {
  const { check } = await visit(page, '/en/networks/inception-v3/?at=Mixed_5b');
  const root = page.getByRole('region', { name: 'Lab', exact: true }).last();
  await root.locator('[data-weights]').waitFor();
  await root.scrollIntoViewIfNeeded();
  await expect(root.locator('[data-poster="Mixed_5b"]')).toBeVisible();
  check();
});

test('the tour walks, and compare takes another pair', async ({ page }) => {
  const { check } = await visit(page, '/en/networks/inception-v3/?tour=1&size=139');
  const card = page.getByRole('region', { name: 'Guided tour' });
  await expect(card).toContainText('Step 1 of 10');
  await card.getByRole('button', { name: 'Next' }).click();
  await expect(card).toContainText('Step 2 of 10');
  await expect(page).toHaveURL(/tour=2/);
  await page.goto(`${site.origin}${base}/en/compare/`);
  const pair = page
    .getByRole('navigation', { name: /Comparisons|Prepared|Pairs/i })
    .getByRole('link')
    .last();
  expect(await pair.getAttribute('href')).toMatch(new RegExp(`^${base}/en/compare`));
  await pair.click();
  await expect(page).toHaveURL(/[?&]a=/);
  check();
});

test('what is not there is said in the site’s own words, with a way back', async ({ page }) => {
  await page.goto(`${site.origin}${base}/no-such-page/`);
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).toHaveURL(`${site.origin}${base}/en/`);
});

test('a host that sends no parts of files computes with seeded weights, and says why', async ({ page }) => {
  const whole = await servePlainly(folder, base, { ranges: false });
  await page.route(HUB_HOSTS, (route) => route.abort());
  await page.goto(`${whole.origin}${base}/en/networks/inception-v3/?at=Conv2d_1a_3x3&size=139`);
  const lab = { page, root: page.getByRole('region', { name: 'Lab', exact: true }).last() };
  await lab.root.getByRole('button', { name: /^Compute the/ }).waitFor();
  await lab.root.scrollIntoViewIfNeeded();
  await runLab(lab, 'Conv2d_1a_3x3@relu');
  expect(await coloursOf(lab)).toBeGreaterThan(16);
  await expect(lab.root).toContainText(/sends “nsfwjs” only whole, 20,602,856 bytes/);
  await whole.close();
});
