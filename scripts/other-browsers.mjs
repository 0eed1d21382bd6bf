/**
 * Tries the exported site in browsers that the tests do not drive: Firefox (by WebDriver BiDi) and WebKitGTK (by its
 * WebDriver), as Debian has them (`apt-get install firefox-esr webkit2gtk-driver xvfb dbus`). Not part of `npm test`.
 *
 *     node scripts/other-browsers.mjs firefox widths [PART]  no page (with PART in its address) wider than its window
 *     node scripts/other-browsers.mjs firefox lab        maps of a block, which engine made them, and how long it took
 *     node scripts/other-browsers.mjs webkit lab [--plain]   the same; `--plain` serves without cross-origin isolation
 *
 * Exits with 1 where something is wrong.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
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
    await until(() => document.querySelector('#lab') || lab());
    (document.querySelector('#lab') || lab()).scrollIntoView();
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
    const means = [...document.querySelectorAll('details table tbody tr')].slice(0, 8).map((row) => row.children[1].textContent);
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
      engineMs: document.querySelector('[data-work]')?.textContent ?? null,
      means,
    }));
  })().catch((error) => done(JSON.stringify({ failed: String(error) })));
`;

/** Addresses of all pages of the export. */
async function pagesOf() {
  const text = await (await import('node:fs/promises')).readFile(join(root, 'out', 'sitemap.xml'), 'utf8');
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

/** @param {string} origin @param {string} job */
async function firefox(origin, job) {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
    headless: true,
  });
  let faults = 0;
  try {
    const page = await browser.newPage();
    console.log(await browser.version());
    if (job === 'widths') {
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
    } else {
      await page.setViewport({ width: 1280, height: 900 });
      await page.goto(`${origin}${LAB}`, { waitUntil: 'load' });
      const text = await page.evaluate(`new Promise((resolve) => { (function () { ${computeIn} })(resolve); })`);
      faults += report(String(text));
    }
  } finally {
    await browser.close();
  }
  return faults;
}

const LAB = '/en/networks/inception-v4/?at=features.9&weights=seeded#lab';

/** @param {string} text */
function report(text) {
  const found = JSON.parse(text);
  console.log(JSON.stringify(found, null, 1));
  return found.phase === 'done' ? 0 : 1;
}

/** @param {string} origin */
async function webkit(origin) {
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
    await ask('POST', `${at}/url`, { url: `${origin}${LAB}` });
    const text = await ask('POST', `${at}/execute/async`, { script: computeIn, args: [] });
    const faults = report(String(text));
    await ask('DELETE', at).catch(() => {});
    return faults;
  } finally {
    if (driver.pid) process.kill(-driver.pid);
    await rm(home, { recursive: true, force: true });
  }
}

const MINIBROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

const [browser = '', job = 'lab', ...flags] = process.argv.slice(2);
const filter = flags.find((flag) => !flag.startsWith('--')) ?? '';
if (!(await ensureBuilt())) process.exit(1);
const site = await serve(!flags.includes('--plain'));
try {
  const faults = browser === 'webkit' ? await webkit(site.origin) : await firefox(site.origin, job);
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  site.close();
}
