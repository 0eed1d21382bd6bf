import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { words as en } from '../../content/en/words';
import { words as zh } from '../../content/zh/words';
import { linkPictureHash } from '../../scripts/link-picture-text.mjs';
import { expectAccessible } from './axe';
import { exportedPages, gzipBytes, htmlOf, isExported, out, scriptsOf, scriptText } from './exported-site';
import { test } from './kept-page';

const pages = exportedPages();
const articles = pages.filter((page) => /^\/[a-z]+\/learn\/[^/]+\/$/.test(page));

/** What a page of one heading and one link loads under Next 16.4, built alone: 135.07 KiB of gzip. An article may add 60. */
const framework = 135;

/** What the page complains about while it is open: console errors, uncaught errors, requests that fail. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  return complaints;
}

/** How many drawings of parts a page holds: each has boxes, which a place kept free for one has not. */
function drawingsIn(html: string): number {
  return html.split('data-standing="').filter((part, i) => i > 0 && /data-stop="/.test(part)).length;
}

const LANGUAGES = ['en', 'zh'];
/** Widths of windows, in CSS pixels, that no page may be wider than. */
const WIDTHS = [1440, 1280, 1024, 768, 600, 360];
const NETWORKS = ['inception-v4', 'inception-resnet-v2', 'inception-resnet-v1', 'inception-v3'];

test('the export holds the start pages, every article, every network, comparison, results and the benchmark', () => {
  expect(pages).toContain('/');
  const written = readdirSync(new URL('../../content/en/articles', import.meta.url)).filter((name) =>
    name.endsWith('.mdx'),
  );
  expect(written.length).toBeGreaterThanOrEqual(15);
  for (const language of LANGUAGES) {
    for (const page of ['', 'learn/', 'networks/', 'compare/', 'results/'])
      expect(pages).toContain(`/${language}/${page}`);
    for (const network of NETWORKS) expect(pages).toContain(`/${language}/networks/${network}/`);
  }
  expect([...articles].sort()).toEqual(
    LANGUAGES.flatMap((language) => written.map((name) => `/${language}/learn/${name.replace('.mdx', '')}/`)).sort(),
  );
});

test('the search index is whole, and one for each language', () => {
  const folder = join(out, 'pagefind');
  const entry = JSON.parse(readFileSync(join(folder, 'pagefind-entry.json'), 'utf8'));
  const places = Object.entries<{ page_count: number }>(entry.languages);
  expect(places.map(([language]) => language).sort()).toEqual(['en', 'zh-hans']);
  expect(places[0]?.[1].page_count).toBeGreaterThan(100);
  expect(places[0]?.[1].page_count).toBe(places[1]?.[1].page_count);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const empty = files.filter((file) => statSync(join(file.parentPath, file.name)).size === 0);
  expect(empty.map(({ name }) => name)).toEqual([]);
});

for (const page of [...pages, '/404.html']) {
  test.describe(`the HTML of ${page}`, () => {
    const html = htmlOf(page);

    test('has a language, a title, one main heading and the content policy', () => {
      expect(html).toMatch(/<html[^>]* lang="[A-Za-z-]+"/);
      expect(html).toMatch(/<title>[^<]+<\/title>/);
      expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
      expect(html).toMatch(
        /<meta http-equiv="Content-Security-Policy" content="[^"]*connect-src &#x27;self&#x27;[; "]/i,
      );
    });

    test('holds no formula that KaTeX could not read', () => {
      expect(html).not.toContain('katex-error');
    });

    test('links only to what is there', () => {
      const hrefs = [...html.matchAll(/<a\b[^>]*\bhref="([^"]+)"/g)].map((match) => match[1] ?? '');
      expect(hrefs.length).toBeGreaterThan(0);
      for (const href of hrefs) {
        const url = new URL(href.replaceAll('&amp;', '&'), `http://atlas.test${page}`);
        if (url.host !== 'atlas.test') continue;
        expect(isExported(url.pathname), `${page} links to ${href}`).toBe(true);
        if (url.hash.length < 2) continue;
        const target = url.pathname === page ? html : htmlOf(url.pathname);
        const id = decodeURIComponent(url.hash.slice(1));
        expect(target.includes(`id="${id}"`), `${page} links to ${href}, which has no such place`).toBe(true);
      }
    });
  });
}

for (const page of articles) {
  const slug = page.split('/').at(-2);
  const language = page.split('/').at(1);
  test(`the drawings of ${page} are in its HTML`, () => {
    const source = readFileSync(new URL(`../../content/${language}/articles/${slug}.mdx`, import.meta.url), 'utf8');
    const wanted = source.match(/<Diagram\b/g)?.length ?? 0;
    expect(wanted).toBeGreaterThan(0);
    expect(drawingsIn(htmlOf(page))).toBeGreaterThanOrEqual(wanted);
  });

  test(`the JavaScript of ${page} is within its budget`, () => {
    expect(scriptsOf(page).length).toBeGreaterThan(0);
    expect(gzipBytes(scriptsOf(page))).toBeLessThanOrEqual((framework + 60) * 1024);
    for (const source of scriptsOf(page)) expect(scriptText(source), source).not.toMatch(/KernelBackend|setWasmPaths/);
  });
}

for (const network of NETWORKS) {
  test(`the explorer of ${network} holds its drawing in the HTML`, () => {
    for (const language of LANGUAGES) {
      expect(drawingsIn(htmlOf(`/${language}/networks/${network}/`))).toBeGreaterThan(0);
    }
  });
}

for (const path of [...pages, '/no-such-page/']) {
  // Colours and parts are the same in every language: a translation is read by axe in one theme, the original in both.
  const schemes = path.startsWith('/zh/') ? (['light'] as const) : (['light', 'dark'] as const);
  test(`${path} is quiet, fits its window, and axe finds nothing, ${schemes.join(' and ')}`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', scheme);
      await expectAccessible(page, { as: scheme });
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 740 });
      await expect
        .poll(
          () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
          `at ${width} px`,
        )
        .toBeLessThanOrEqual(0);
    }
    // The answer to an address that does not exist is a 404, which the browser also reports.
    const unexpected = complaints.filter((text) => !(path === '/no-such-page/' && /404/.test(text)));
    expect(unexpected).toEqual([]);
  });
}

test('the theme is kept, and the skip link leads to the content', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/en/');
  const toggle = page.getByRole('button', { name: /^Colours/ });
  await toggle.click();
  await toggle.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('/en/learn/');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});

test('a page loads the words of its own language and of no other', () => {
  const said: Readonly<Record<string, string>> = { en: en.shell.skipToContent, zh: zh.shell.skipToContent };
  for (const page of pages) {
    const spoken = page.split('/')[1] || 'en';
    const scripts = scriptsOf(page).map(scriptText);
    for (const [language, sentence] of Object.entries(said)) {
      expect(
        scripts.some((text) => text.includes(sentence)),
        `${page}: ${language}`,
      ).toBe(language === spoken);
    }
  }
});

test('the picture that a link to a page shows is drawn from the page as it is', () => {
  const folder = new URL('../../public/links/', import.meta.url);
  const drawn: Record<string, string> = JSON.parse(readFileSync(new URL('pictures.json', folder), 'utf8'));
  const now = Object.fromEntries(
    pages
      .filter((page) => /^\/[a-z]+\/((learn|networks)\/[^/]+\/)?$/.test(page))
      .map((page) => {
        const [, language = '', ...rest] = page.split('/');
        const name = rest.filter((part) => part !== '').join('-') || 'home';
        return [`${language}/${name}`, linkPictureHash(htmlOf(page))];
      }),
  );
  // Where this fails, draw them anew: node scripts/link-pictures.mjs.
  expect(drawn).toEqual(now);
  for (const [name] of Object.entries(drawn)) {
    const [language = '', picture = ''] = name.split('/');
    const file = readFileSync(new URL(`${name}.png`, folder));
    // Width and height stand behind the signature and the name of the first chunk.
    expect([file.readUInt32BE(16), file.readUInt32BE(20)], name).toEqual([1200, 630]);
    const page = picture === 'home' ? `/${language}/` : `/${language}/${picture.replace('-', '/')}/`;
    expect(htmlOf(page)).toContain(`/links/${name}.png`);
  }
});

test('the map of the site holds every page, with its translations', () => {
  const map = readFileSync(join(out, 'sitemap.xml'), 'utf8');
  const listed = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => new URL(url).pathname);
  expect([...listed].sort()).toEqual(pages.filter((page) => page !== '/').sort());
  expect(map).toContain('hreflang="en"');
  expect(readFileSync(join(out, 'robots.txt'), 'utf8')).toMatch(/Sitemap: http\S+\/sitemap\.xml/);
});

test('every page names itself in its other language, and so does its language', () => {
  for (const page of pages.filter((each) => each !== '/')) {
    const html = htmlOf(page);
    const [, language, ...rest] = page.split('/');
    expect(html, page).toMatch(language === 'zh' ? /<html[^>]* lang="zh-Hans"/ : /<html[^>]* lang="en"/);
    for (const [tag, folder] of [
      ['en', 'en'],
      ['zh-Hans', 'zh'],
      ['x-default', 'en'],
    ]) {
      const there = new RegExp(`hrefLang="${tag}" href="https?://[^/"]+/${folder}/${rest.join('/')}"`);
      expect(there.test(html), `${page}: ${tag}`).toBe(true);
    }
  }
});

test('the switch of language keeps the page and what is chosen on it', async ({ page }) => {
  await page.goto('/en/networks/inception-v4/?at=features.6.branch1.0&size=139');
  await page.getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(/\/zh\/networks\/inception-v4\/\?at=features\.6\.branch1\.0&size=139$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('heading', { name: '1×1 卷积，64 个卷积核', exact: true })).toBeVisible();
  await page.goto('/zh/learn/stem/#the-whole-way-down');
  await expect(page.locator('#the-whole-way-down')).toBeInViewport();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/en\/learn\/stem\/#the-whole-way-down$/);
  await expect(page.locator('#the-whole-way-down')).toBeInViewport();
});
