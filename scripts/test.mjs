import './require-node.mjs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { belowAPath } from './below-a-path.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { findBrowser } from './find-browser.mjs';
import { root, runInstalled } from './run-command.mjs';
import { closingLine, countPlaywright, countVitest } from './test-report.mjs';

/** @typedef {import('./test-report.mjs').Count} Count */

const reports = join(root, 'test-results', 'reports');

/** @param {boolean} good @returns {Count} */
const one = (good) => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 });

/**
 * The count in a report that a runner wrote; one failure where it wrote none, or where it ended badly without naming
 * a failure.
 * @param {string} file
 * @param {number} code the runner's exit code
 * @param {(report: any) => Count} count
 * @returns {Promise<Count>}
 */
async function countIn(file, code, count) {
  try {
    const found = count(JSON.parse(await readFile(file, 'utf8')));
    if (code !== 0 && found.failed === 0) return { ...found, failed: 1 };
    if (found.passed + found.failed === 0) return { ...found, failed: 1 };
    return found;
  } catch {
    return one(false);
  }
}

/** @type {readonly { name: string, says: string, run: () => Promise<Count> }[]} */
const steps = [
  {
    name: 'types',
    says: 'TypeScript finds no error',
    run: async () =>
      one(
        (await runInstalled('next/dist/bin/next', ['typegen'])) === 0 &&
          (await runInstalled('typescript/bin/tsc', ['--noEmit'])) === 0 &&
          // By itself: without the page's own types, and its pure rooms without a worker's.
          (await runInstalled('typescript/bin/tsc', ['--noEmit', '-p', 'lib'])) === 0 &&
          (await runInstalled('typescript/bin/tsc', ['--noEmit', '-p', 'lib/tsconfig.pure.json'])) === 0,
      ),
  },
  {
    name: 'lint',
    says: 'Biome: format, lint, import rules',
    run: async () => one((await runInstalled('@biomejs/biome/bin/biome', ['ci', '--error-on-warnings'])) === 0),
  },
  {
    name: 'unused',
    says: 'knip: no unused file, export or dependency',
    run: async () => one((await runInstalled('knip/bin/knip.js', [])) === 0),
  },
  {
    name: 'unit',
    says: 'unit and golden tests',
    run: async () => {
      const file = join(reports, 'vitest.json');
      const code = await runInstalled('vitest/vitest.mjs', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ]);
      return countIn(file, code, countVitest);
    },
  },
  {
    name: 'build',
    says: 'the site builds, for the root of a host and below a path',
    run: async () => one((await ensureBuilt()) && (await ensureBuilt(belowAPath))),
  },
  {
    name: 'browser',
    says: 'browser tests on the built site',
    run: async () => {
      const browser = await findBrowser({ install: true });
      if (!browser) {
        console.error(
          'No browser could be found or installed. Install Chromium or Chrome, or name one with CHROME_PATH=/path/to/chrome.',
        );
        return one(false);
      }
      console.log(`Browser: ${browser}`);
      const file = join(reports, 'playwright.json');
      const code = await runInstalled('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
        CHROME_PATH: browser,
        PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      });
      return countIn(file, code, countPlaywright);
    },
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`There is no step "${unknown[0]}". The steps are: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}
if (!(await ensureInstalled())) process.exit(1);
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });

/** @type {{ name: string, says: string, seconds: number, count: Count }[]} */
const done = [];
const chosen = steps.filter((step) => wanted.length === 0 || wanted.includes(step.name));
for (const [i, step] of chosen.entries()) {
  console.log(`\n[${i + 1}/${chosen.length}] ${step.name}: ${step.says}`);
  const began = Date.now();
  const count = await step.run();
  done.push({ ...step, seconds: Math.round((Date.now() - began) / 1000), count });
}

console.log('\nSummary');
for (const { name, says, seconds, count } of done) {
  const sign = count.failed === 0 ? 'ok  ' : 'FAIL';
  console.log(`  ${sign} ${name.padEnd(8)} ${closingLine(count).padEnd(32)} ${String(seconds).padStart(4)} s  ${says}`);
}
const total = done.reduce(
  (sum, { count }) => ({
    passed: sum.passed + count.passed,
    failed: sum.failed + count.failed,
    skipped: sum.skipped + count.skipped,
  }),
  { passed: 0, failed: 0, skipped: 0 },
);
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
