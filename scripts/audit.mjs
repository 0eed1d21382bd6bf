// Lighthouse, mobile preset, on the exported site: npm run audit [-- --runs N] [PAGE …]
import './require-node.mjs';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { articleTargets, categories, metrics, shortfalls, tableOf } from './audit-report.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';

const out = fileURLToPath(new URL('../out', import.meta.url));

/** One of each kind: a block with drawing, lab and code; a comparison with long tables; running text with formulas. */
const articles = ['stem', 'paper-against-code', 'residual-scaling'];

const loadNow = () =>
  loadavg()
    .map((load) => load.toFixed(1))
    .join(', ');

/** The languages that the site was exported in. */
async function exportedLanguages() {
  const entries = await readdir(out, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const learn = await Promise.all(
    folders.map((name) =>
      readdir(join(out, name, 'learn')).then(
        () => true,
        () => false,
      ),
    ),
  );
  return folders.filter((_, i) => learn[i]).sort();
}

/** A port that nobody holds. @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}

async function main() {
  const { values, positionals } = parseArgs({ options: { runs: { type: 'string' } }, allowPositionals: true });
  const count = Number(values.runs ?? 3);
  if (!Number.isInteger(count) || count < 1) throw new Error(`--runs ${values.runs}: a whole number from 1 is wanted`);
  if (!(await ensureBuilt())) return 1;

  // Only now: they may just have been installed.
  const [{ default: lighthouse }, { chromium }, { findBrowser }, { serveLocally }] = await Promise.all([
    import('lighthouse'),
    import('playwright'),
    import('./find-browser.mjs'),
    import('./serve.mjs'),
  ]);
  const executablePath = await findBrowser();
  if (!executablePath) throw new Error('No browser was found; set CHROME_PATH.');

  const languages = await exportedLanguages();
  const pages =
    positionals.length > 0
      ? positionals
      : languages.flatMap((language) => [
          ...articles.map((slug) => `/${language}/learn/${slug}/`),
          `/${language}/`,
          `/${language}/networks/inception-v4/`,
        ]);

  const site = await serveLocally(out, { port: 0, tries: 1 });
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: [`--remote-debugging-port=${port}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  console.log(`Lighthouse, mobile preset, ${count} runs each; load at the start ${loadNow()}`);
  /** @type {import('./audit-report.mjs').Audited[]} */
  const all = [];
  try {
    for (const page of pages) {
      const runs = [];
      for (let run = 0; run < count; run++) {
        const result = await lighthouse(`http://127.0.0.1:${site.port}${page}`, {
          port,
          logLevel: 'error',
          output: 'json',
          onlyCategories: [...categories],
        });
        if (!result) throw new Error(`${page}: no result`);
        const { lhr } = result;
        if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
        const score = (/** @type {string} */ id) => (lhr.categories[id]?.score ?? Number.NaN) * 100;
        const weighty = new Set(
          categories
            .filter((id) => id !== 'performance')
            .flatMap((id) => lhr.categories[id]?.auditRefs ?? [])
            .filter(({ weight }) => weight > 0)
            .map(({ id }) => id),
        );
        runs.push({
          scores: {
            performance: score('performance'),
            accessibility: score('accessibility'),
            'best-practices': score('best-practices'),
            seo: score('seo'),
          },
          metrics: Object.fromEntries(metrics.map(({ id }) => [id, lhr.audits[id]?.numericValue ?? Number.NaN])),
          failed: Object.values(lhr.audits)
            .filter(({ id, score: of }) => weighty.has(id) && of !== null && of < 1)
            .map(({ id, title }) => `${id}: ${title}`),
        });
      }
      const isArticle = /^\/[^/]+\/learn\/[^/]+\/$/.test(page);
      all.push({ page, targets: isArticle ? articleTargets : null, runs });
      console.log(`  ${page} ${runs.map(({ scores }) => Math.round(scores.performance)).join(' ')}`);
    }
  } finally {
    await browser.close();
    await site.close();
  }
  console.log(`\nMedians of ${count} runs; load at the end ${loadNow()}\n\n${tableOf(all)}\n`);
  const low = all.filter((audited) => shortfalls(audited).length > 0);
  if (low.length === 0) console.log('Every article page reaches its targets.');
  else console.log(`Below the targets (!): ${low.map(({ page }) => page).join(', ')}`);
  return low.length > 0 ? 1 : 0;
}

if (await ensureInstalled()) {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  // A browser that hangs must not hold the command.
  process.exit();
} else {
  process.exitCode = 1;
}
