import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { faces, kept } from '../../scripts/subset-fonts.mjs';
import { exportedPages, htmlOf, out, scriptsOf } from './exported-site';
import { test } from './ready-page';

const require = createRequire(import.meta.url);
const pages = exportedPages();

/** The links in a page's head that ask for something, by their attributes. */
const headLinks = (html: string): readonly string[] =>
  [...html.slice(0, html.indexOf('</head>')).matchAll(/<link\b([^>]*)>/g)].map((match) => match[1] ?? '');

const hrefOf = (attributes: string): string => /\bhref="([^"]+)"/.exec(attributes)?.[1] ?? '';

/** What a page asks for, by path, from now on. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

/** Parts of another page that are fetched for a link to it. */
const isAhead = (path: string): boolean => /\/__next\.|\/index\.txt$/.test(path);

for (const page of pages) {
  test(`${page} asks ahead for three faces of 64 KiB at most, and for no stylesheet before it is painted`, () => {
    const links = headLinks(htmlOf(page));
    const fonts = links.filter((attributes) => /\bas="font"/.test(attributes)).map(hrefOf);
    expect(fonts).toHaveLength(3);
    const bytes = fonts.reduce((sum, font) => sum + statSync(join(out, decodeURIComponent(font))).size, 0);
    expect(bytes).toBeLessThanOrEqual(64 * 1024);
    expect(links.filter((attributes) => /\brel="stylesheet"/.test(attributes))).toEqual([]);
    expect(links.filter((attributes) => /\brel="preload".*\bas="script"/.test(attributes))).toEqual([]);
  });
}

for (const path of ['/en/learn/stem/', '/zh/', '/zh/networks/inception-resnet-v2/', '/en/compare/']) {
  test(`${path} asks for scripts once it is painted, and then for all that it holds`, async ({ page }) => {
    await page.goto(path, { waitUntil: 'networkidle' });
    const { painted, asked } = await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-paint')[0]?.startTime ?? Number.POSITIVE_INFINITY,
      asked: performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js'))
        .map(({ name, startTime }) => ({ path: decodeURIComponent(new URL(name).pathname), startTime })),
    }));
    expect(asked.filter(({ startTime }) => startTime < painted)).toEqual([]);
    expect(asked.map((script) => script.path)).toEqual(
      expect.arrayContaining([...scriptsOf(path)].map(decodeURIComponent)),
    );
  });
}

test('no page writes a sign that a face had before it was cut down', () => {
  // The ranges of the files that the faces are cut from, as their publisher gives them.
  const packages = [...new Set(faces.map(({ from }) => from.split('/')[0]))];
  const ranges = packages.flatMap((name) => {
    const { latin }: { latin: string } = JSON.parse(
      readFileSync(require.resolve(`@fontsource-variable/${name}/unicode.json`), 'utf8'),
    );
    return latin.split(',').map((range) => {
      const [from = 0, to = from] = range
        .replace('U+', '')
        .split('-')
        .map((code) => Number.parseInt(code, 16));
      return { from, to };
    });
  });
  expect(ranges.some(({ from, to }) => from <= 0x41 && to >= 0x41)).toBe(true);
  const cut = new Set<string>();
  for (const page of pages) {
    const text = htmlOf(page)
      .replace(/<(script|style)\b.*?<\/\1>/gs, '')
      .replace(/<[^>]+>/g, '');
    for (const sign of text) {
      const code = sign.codePointAt(0) ?? 0;
      // Signs without a form of their own need no face: spaces, breaks and invisible operators.
      if (/[\s\p{Cc}\p{Cf}]/u.test(sign) || kept.includes(sign)) continue;
      if (ranges.some(({ from, to }) => code >= from && code <= to)) cut.add(sign);
    }
  }
  expect([...cut]).toEqual([]);
});

for (const path of ['/en/', '/en/learn/stem/', '/zh/learn/residual-scaling/', '/en/networks/inception-v4/']) {
  test(`${path} fetches no other page until a reader means to go there`, async ({ page }) => {
    const asked = requestsOf(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(asked.filter(isAhead)).toEqual([]);
    // Document, fonts, scripts, the icon: nothing is asked for twice.
    expect(asked.length).toBe(new Set(asked).size);
    const way = page.locator('header nav').getByRole('link').nth(2);
    const leads = await way.getAttribute('href');
    await way.hover();
    await expect.poll(() => asked.filter(isAhead).length).toBeGreaterThan(0);
    expect(asked.filter(isAhead).every((each) => each.startsWith(leads ?? '-'))).toBe(true);
  });
}

test('a link that gets the focus is fetched ahead too', async ({ page }) => {
  const asked = requestsOf(page);
  await page.goto('/en/learn/stem/', { waitUntil: 'networkidle' });
  await page.locator('header nav').getByRole('link').nth(1).focus();
  await expect.poll(() => asked.some((path) => path.startsWith('/en/networks/') && isAhead(path))).toBe(true);
});
