/**
 * Takes the pictures of the README from the exported site, into `docs`. Run it after a build when what they show has
 * changed: `npm run build && node scripts/screenshots.mjs`. Trained maps need the file of `npm start`.
 */
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { findBrowser } from './find-browser.mjs';
import { root } from './run-command.mjs';
import { siteHandler } from './serve.mjs';

const SIZE = { width: 1440, height: 1000 };
/** Of the maps alone: eleven tiles in a row, five rows. */
const MAPS = { width: 700, height: 325 };

const server = createServer(siteHandler(join(root, 'out')));
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/en/networks/`;
const browser = await chromium.launch({
  executablePath: (await findBrowser()) ?? undefined,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', reducedMotion: 'reduce' });

/** @param {Buffer} png @param {string} name */
const keep = (png, name) =>
  sharp(png)
    .png({ palette: true, colours: 128, compressionLevel: 9 })
    .toFile(join(root, 'docs', `${name}.png`));

/** Opens a view and waits for its maps. @param {string} view */
async function maps(view) {
  await page.goto(origin + view);
  const run = page.locator('[data-tour=run]');
  await run.scrollIntoViewIfNeeded();
  await run.getByRole('button').first().click();
  await page.locator('[data-tour=run][data-phase=done]').waitFor({ timeout: 300_000 });
  await page.mouse.move(0, 0);
}

await page.goto(`${origin}inception-v4/?at=features.6`);
await page.evaluate(() => document.fonts.ready);
await page.locator('[data-weights]').waitFor();
await keep(await page.screenshot(), 'explorer');

await maps('inception-v4/?at=features.3&weights=seeded');
await page
  .locator('#lab-title')
  .evaluate((title) => window.scrollTo(0, title.getBoundingClientRect().top + scrollY - 24));
await keep(await page.screenshot(), 'maps');

for (const [name, weights] of Object.entries({ 'maps-trained': 'keras', 'maps-seeded': 'seeded' })) {
  await maps(`inception-v3/?at=Mixed_5d&variant=keras&weights=${weights}`);
  const box = await page.locator('[data-tour=grid]').boundingBox();
  const top = await page.evaluate(() => window.scrollY);
  if (!box) throw new Error(`There are no maps of ${weights} weights.`);
  await keep(await page.screenshot({ clip: { x: box.x + 1, y: box.y + top + 1, ...MAPS }, fullPage: true }), name);
}
await browser.close();
server.close();
