/**
 * Draws the pictures that links to pages show where they are posted, from the drawings of the exported site, into
 * `public/links`. Run it after a build when tests/e2e/site.spec.ts says that a picture is out of date:
 * `npm run build && node scripts/link-pictures.mjs`. Chinese pictures need a Chinese font on this machine.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { findBrowser } from './find-browser.mjs';
import { linkPictureHash } from './link-picture-text.mjs';
import { root } from './run-command.mjs';
import { siteHandler } from './serve.mjs';

const SIZE = { width: 1200, height: 630 };
const out = join(root, 'out');
const target = join(root, 'public', 'links');

/** @param {string} folder */
const foldersIn = async (folder) =>
  (await readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((each) => each.isDirectory())
    .map(({ name }) => name);

/** Leaves of a page its heading, its question and its first drawing, set for a picture. */
function compose() {
  const heading = document.querySelector('h1')?.textContent ?? '';
  const lead = document.querySelector('h1 ~ p, header p:last-child, h1 + * p')?.textContent ?? '';
  const svg =
    document.querySelector('[data-standing] svg') ??
    document.querySelector('main svg[viewBox]:not([viewBox="0 0 24 24"])');
  const drawing = svg instanceof SVGSVGElement ? /** @type {SVGSVGElement} */ (svg.cloneNode(true)) : null;
  const mark = document.querySelector('header svg')?.cloneNode(true);
  const page = document.createElement('div');
  page.style.cssText =
    'position:fixed;inset:0;z-index:9;display:grid;grid-template-columns:430px 1fr;gap:48px;padding:56px 64px;background:var(--paper);color:var(--ink);box-sizing:border-box';
  const text = document.createElement('div');
  text.style.cssText = 'display:flex;flex-direction:column;gap:20px;min-width:0';
  const title = document.createElement('div');
  title.textContent = heading;
  title.style.cssText = `font:600 ${heading.length > 22 ? 50 : 62}px/1.08 var(--font-serif);letter-spacing:-.015em;text-wrap:balance`;
  const question = document.createElement('div');
  question.textContent = lead.length > 130 ? '' : lead;
  // Chinese has no slanted letters.
  const slant = document.documentElement.lang.startsWith('zh') ? 'normal' : 'italic';
  question.style.cssText = `font:${slant} 400 28px/1.35 var(--font-serif);color:var(--ink-soft)`;
  const site = document.createElement('div');
  site.style.cssText = 'margin-top:auto;display:flex;align-items:center;gap:12px;font:600 24px/1 var(--font-serif)';
  if (mark instanceof SVGElement) {
    mark.style.cssText = 'width:32px;height:32px';
    site.append(mark);
  }
  site.append(document.querySelector('header a')?.textContent ?? '');
  text.append(title, question, site);
  const frame = document.createElement('div');
  frame.style.cssText =
    'position:relative;min-width:0;display:flex;align-items:center;justify-content:center;overflow:hidden';
  if (drawing) {
    const box = drawing.viewBox.baseVal;
    const scale = Math.min(590 / box.width, 518 / box.height, 1.9);
    drawing.style.cssText = `width:${box.width * scale}px;height:${box.height * scale}px;max-width:none;overflow:visible`;
    frame.append(drawing);
  }
  page.append(text, frame);
  document.body.replaceChildren(page);
  return drawing !== null;
}

const server = createServer(siteHandler(out));
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
const executablePath = (await findBrowser()) ?? undefined;
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
// Without scripts nothing draws the page anew while the picture is composed of it.
const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light', javaScriptEnabled: false });

/** @type {Record<string, string>} */
const hashes = {};
await rm(target, { recursive: true, force: true });
for (const language of await foldersIn(out)) {
  if (!/^[a-z]{2}$/.test(language)) continue;
  const paths = [
    '',
    ...(await foldersIn(join(out, language, 'learn'))).map((name) => `learn/${name}/`),
    ...(await foldersIn(join(out, language, 'networks'))).map((name) => `networks/${name}/`),
  ];
  await mkdir(join(target, language), { recursive: true });
  for (const path of paths) {
    const name = path === '' ? 'home' : path.replace(/\/$/, '').replace('/', '-');
    await page.goto(`${origin}/${language}/${path}`, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    if (!(await page.evaluate(compose))) throw new Error(`/${language}/${path} has no drawing.`);
    const png = await page.screenshot({ type: 'png' });
    await sharp(png)
      .png({ palette: true, colours: 128, compressionLevel: 9 })
      .toFile(join(target, language, `${name}.png`));
    hashes[`${language}/${name}`] = linkPictureHash(await readFile(join(out, language, path, 'index.html'), 'utf8'));
  }
}
await writeFile(join(target, 'pictures.json'), `${JSON.stringify(hashes, null, 2)}\n`);
await browser.close();
server.close();
console.log(`${Object.keys(hashes).length} pictures in ${target}`);
