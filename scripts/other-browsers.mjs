/**
 * Tries the exported site in browsers that the tests do not drive: Firefox (by WebDriver BiDi) and WebKitGTK (by its
 * WebDriver), as Debian has them (`apt-get install firefox-esr webkit2gtk-driver xvfb dbus`). Not part of `npm test`.
 *
 *     node scripts/other-browsers.mjs firefox widths [PART]   no page (with PART in its address) is wider than its window
 *     node scripts/other-browsers.mjs firefox lab [--stock]   a part is chosen in the drawing, its maps are computed and
 *                                                             drawn: by which engine, in what time, and whether their
 *                                                             numbers are those that Chromium computes
 *     node scripts/other-browsers.mjs webkit lab [--plain]    the same there
 *     node scripts/other-browsers.mjs webkit tour             no card of the tour moves once it can be seen
 *
 * `chromium` is a browser too. `--plain` serves without cross-origin isolation, `--stock` leaves our own kernels out. Exits
 * with 1 where something is wrong.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { findBrowser } from './find-browser.mjs';
import { root } from './run-command.mjs';
import { siteHandler } from './serve.mjs';

const WIDTHS = [360, 600, 768, 1024, 1280, 1440];

/** What of a page is measured; runs in the page. */
const overflow = () => {
  const wide = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - wide;
  if (over <= 0) return null;
  const widest = [...document.querySelectorAll('main *')]
    .filter((element) => element.getBoundingClientRect().right > wide + 1)
    .sort((a, b) => b.getBoundingClientRect().right - a.getBoundingClientRect().right)
    .slice(0, 3)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
  return `${over} px: ${widest.join(', ')}`;
};

/** Presses the button of the lab and waits for maps; runs in the page and returns text, for a driver that takes no promise. */
const computeIn = `
  const done = arguments[arguments.length - 1];
  (async () => {
    const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const until = async (find) => {
      for (let i = 0; i < 600; i++) {
        const found = find();
        if (found) return found;
        await wait(50);
      }
      throw new Error('nothing came: ' + String(find));
    };
    const lab = () => [...document.querySelectorAll('section')].find((each) => each.querySelector('[data-phase]'));
    await until(lab);
    const at = () => new URLSearchParams(location.search).get('at');
    const choose = async (part) => {
      const slice = await until(() => document.querySelector('[data-slice="' + part + '"]'));
      slice.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      await until(() => at() === part);
    };
    await choose('features.21');
    await choose('features.9');
    lab().scrollIntoView();
    const button = await until(() =>
      [...document.querySelectorAll('button')].find((each) => /^Compute the/.test(each.textContent) && !each.disabled));
    const began = performance.now();
    button.click();
    await until(() => ['done', 'failed'].includes(document.querySelector('[data-phase]')?.dataset.phase));
    const ms = Math.round(performance.now() - began);
    const line = document.querySelector('[data-backend]');
    const details = [...document.querySelectorAll('details')].find((each) => /as a table/.test(each.textContent));
    if (details) details.open = true;
    await wait(500);
    const rows = [...document.querySelectorAll('details table tbody tr')].map((row) =>
      [...row.children].map((cell) => Number(cell.textContent.replace('\u2212', '-').replace(/[,%<s]/g, ''))));
    const canvas = document.querySelector('[role=listbox] canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    done(JSON.stringify({
      phase: document.querySelector('[data-phase]').dataset.phase,
      made: document.querySelector('[data-made]')?.dataset.made ?? null,
      engine: line ? line.textContent : null,
      kernels: line ? line.dataset.kernels : null,
      threads: line ? line.dataset.threads : null,
      isolated: self.crossOriginIsolated,
      shared: typeof SharedArrayBuffer !== 'undefined',
      said: [...document.querySelectorAll('[role=alert]')].map((each) => each.textContent),
      firstMs: ms,
      work: document.querySelector('[data-work]')?.textContent ?? null,
      colours: new Set(new Uint32Array(data.buffer)).size,
      rows,
    }));
  })().catch((error) => done(JSON.stringify({ failed: String(error) })));
`;

/** Walks through the steps of the tour and notes where each card was seen; runs in the page. */
const walkIn = `
  const done = arguments[arguments.length - 1];
  const places = {};
  const look = () => {
    const card = document.querySelector('[data-placed][data-side]');
    if (card && getComputedStyle(card).opacity !== '0') {
      const step = (/Step \\d+/.exec(card.textContent) || [])[0];
      const { x, y } = card.getBoundingClientRect();
      const place = Math.round(x) + ' ' + Math.round(y);
      const seen = places[step] || (places[step] = []);
      if (!seen.includes(place)) seen.push(place);
    }
    requestAnimationFrame(look);
  };
  look();
  (async () => {
    const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    for (let step = 1; step <= 10; step++) {
      for (let i = 0; !places['Step ' + step]; i++) {
        if (i > 200) throw new Error('no card of step ' + step);
        await wait(50);
      }
      await wait(1500);
      if (step < 10) [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Next').click();
    }
    done(JSON.stringify(places));
  })().catch((error) => done(JSON.stringify({ failed: String(error) })));
`;

/** Addresses of all pages of the export. */
async function pagesOf() {
  const text = await readFile(join(root, 'out', 'sitemap.xml'), 'utf8');
  return [...text.matchAll(/<loc>https?:\/\/[^/]+([^<]*)<\/loc>/g)].map((match) => match[1] ?? '/');
}

/** @param {boolean} isolated */
async function serve(isolated) {
  const handler = siteHandler(join(root, 'out'));
  const server = createServer((request, response) => {
    if (!isolated) {
      const set = response.setHeader.bind(response);
      response.setHeader = (name, value) =>
        /^cross-origin-(opener|embedder)/i.test(name) ? response : set(name, value);
    }
    handler(request, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { origin: `http://localhost:${port}`, close: () => server.close() };
}

/** What the lab of a page came to. @typedef {{
 *   phase: string, engine: string, kernels: string, threads: string, isolated: boolean, shared: boolean,
 *   said: string[], firstMs: number, work: string, colours: number, rows: number[][], failed?: string }} Lab */

/** @param {string} name */
async function launch(name) {
  const { default: puppeteer } = await import('puppeteer-core');
  if (name === 'firefox') {
    const executablePath = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
    return puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  }
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('There is no Chromium; CHROME_PATH can name one.');
  return puppeteer.launch({ executablePath, headless: true, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

/** Pages that are wider than their windows, each said. @param {string} name @param {string} origin */
async function widths(name, origin) {
  const browser = await launch(name);
  let faults = 0;
  try {
    const page = await browser.newPage();
    console.log(await browser.version());
    const pages = (await pagesOf()).filter((page) => page.includes(filter));
    for (const path of pages) {
      await page.setViewport({ width: 1440, height: 900 });
      await page.goto(`${origin}${path}`, { waitUntil: 'load' });
      // Parts that come with scripts are part of the page too.
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        scrollTo(0, document.body.scrollHeight);
      });
      await new Promise((resolve) => setTimeout(resolve, 500));
      for (const width of WIDTHS) {
        await page.setViewport({ width, height: 900 });
        await new Promise((resolve) => setTimeout(resolve, 60));
        const found = await page.evaluate(overflow);
        if (found !== null) {
          faults++;
          console.log(`${path} at ${width}: wider by ${found}`);
        }
      }
    }
    console.log(`${pages.length} pages at ${WIDTHS.join(', ')} px: ${faults} wider than their window`);
  } finally {
    await browser.close();
  }
  return faults;
}

/** What a script finds in a page. @param {string} name @param {string} address @param {string} script */
async function runIn(name, address, script) {
  if (name === 'webkit') return webkit(address, script);
  const browser = await launch(name);
  try {
    const page = await browser.newPage();
    console.log(await browser.version());
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(address, { waitUntil: 'load' });
    return JSON.parse(
      String(await page.evaluate(`new Promise((resolve) => { (function () { ${script} })(resolve); })`)),
    );
  } finally {
    await browser.close();
  }
}

/** @param {string} name @param {string} address @returns {Promise<Lab>} */
const labOf = (name, address) => runIn(name, address, computeIn);

/** Steps whose card moved while it could be seen, each said. @param {string} name @param {string} origin */
async function tour(name, origin) {
  const found = await runIn(name, `${origin}${TOUR}`, walkIn);
  if (found.failed) throw new Error(found.failed);
  /** @type {[string, string[]][]} */
  const places = Object.entries(found);
  const moved = places.filter(([, seen]) => seen.length > 1);
  for (const [step, seen] of moved) console.log(`${step}: its card was seen at ${seen.join(', then ')}`);
  console.log(`${places.length} cards of the tour, ${moved.length} of them moved`);
  return moved.length + (places.length === 10 ? 0 : 1);
}

/** The largest difference of the numbers of two tables, in parts of the largest number of their columns. */
function difference(/** @type {number[][]} */ found, /** @type {number[][]} */ wanted) {
  if (wanted.length === 0 || found.length !== wanted.length) return Number.POSITIVE_INFINITY;
  const largest = (wanted[0] ?? []).map((_, c) => Math.max(...wanted.map((row) => Math.abs(row[c] ?? Number.NaN))));
  const parts = wanted.flatMap((row, r) =>
    row.map((value, c) =>
      value === found[r]?.[c] ? 0 : Math.abs(value - (found[r]?.[c] ?? Number.NaN)) / (largest[c] ?? 0),
    ),
  );
  return parts.reduce((worst, part) => (part <= worst ? worst : part), 0);
}

/** Numbers of the table have three digits: the last of them may be rounded otherwise. */
const ROUNDED = 5e-3;

/** What is wrong with a lab is said. @param {string} name @param {string} origin @param {boolean} stock */
async function lab(name, origin, stock) {
  const address = `${origin}${LAB}${stock ? '&kernels=stock' : ''}#lab`;
  const { rows, ...found } = await labOf(name, address);
  console.log(JSON.stringify(found, null, 1));
  const faults = [
    found.phase === 'done' ? '' : 'no maps came',
    found.colours > 20 ? '' : 'nothing was drawn',
    found.said?.length === 0 ? '' : 'errors were said',
    found.threads === '1' || found.isolated ? '' : 'threads without isolation',
    (found.kernels === 'stock') === stock ? '' : `kernels: ${found.kernels}`,
  ];
  if (name !== 'chromium' && found.phase === 'done') {
    const worst = difference(rows, (await labOf('chromium', `${origin}${LAB}#lab`)).rows);
    console.log(`${rows.length} channels, against Chromium: ${worst} of the largest at most`);
    if (!(worst <= ROUNDED)) faults.push('the numbers are others than those of Chromium');
  }
  const told = faults.filter(Boolean);
  for (const fault of told) console.log(`wrong: ${fault}`);
  return told.length;
}

const TOUR = '/en/networks/inception-v3/?tour=1&size=139';
const LAB = '/en/networks/inception-v4/?at=features.9&weights=seeded';

/** @param {string} address @param {string} script */
async function webkit(address, script) {
  const home = await mkdtemp(join(tmpdir(), 'atlas-webkit-'));
  const port = 4500 + (process.pid % 400);
  const driver = spawn('dbus-run-session', ['--', 'xvfb-run', '-a', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    env: {
      ...process.env,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {}),
    },
  });
  /** @param {string} method @param {string} path @param {unknown} [body] */
  const ask = async (method, path, body) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...init });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`);
    return value;
  };
  try {
    for (let i = 0; i < 100; i++) {
      if (await ask('GET', '/status').catch(() => null)) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const options = { binary: process.env.MINIBROWSER ?? MINIBROWSER, args: ['--automation'] };
    const { sessionId, capabilities } = await ask('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    });
    console.log(`${capabilities.browserName} ${capabilities.browserVersion}`);
    const at = `/session/${sessionId}`;
    await ask('POST', `${at}/timeouts`, { script: 120_000, pageLoad: 60_000 });
    await ask('POST', `${at}/url`, { url: address });
    const text = await ask('POST', `${at}/execute/async`, { script, args: [] });
    await ask('DELETE', at).catch(() => {});
    return JSON.parse(String(text));
  } finally {
    if (driver.pid) process.kill(-driver.pid);
    await rm(home, { recursive: true, force: true });
  }
}

const MINIBROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const [browser = '', job = 'lab', ...flags] = process.argv.slice(2);
const filter = flags.find((flag) => !flag.startsWith('--')) ?? '';
if (
  !['firefox', 'webkit', 'chromium'].includes(browser) ||
  !(job === 'lab' || job === 'tour' || (job === 'widths' && browser !== 'webkit'))
) {
  console.error(
    'node scripts/other-browsers.mjs firefox|chromium widths [PART], or firefox|webkit|chromium lab [--plain] [--stock] or tour',
  );
  process.exit(1);
}
if (!(await ensureBuilt())) process.exit(1);
const site = await serve(!flags.includes('--plain'));
try {
  const stock = flags.includes('--stock');
  const jobs = { widths, tour, lab: (/** @type {string} */ name, /** @type {string} */ at) => lab(name, at, stock) };
  const faults = await jobs[job](browser, site.origin);
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  site.close();
}
