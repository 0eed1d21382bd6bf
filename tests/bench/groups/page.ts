import type { Browser, Page } from 'playwright';
import { spreadOf } from '@/components/bench/spread';
import { launch, openEngines } from '../browser';
import type { Group } from '../group';
import { load } from '../machine';
import { number, type Verdict } from '../report';

/** Blocks that are clicked in turn on the page: address of the explorer and part. */
const CLICKS = [
  ['inception-v4', 'features.0'],
  ['inception-v4', 'features.2'],
  ['inception-v4', 'features.6'],
  ['inception-v4', 'features.10'],
  ['inception-v4', 'features.18'],
  ['inception-v4', 'features.21'],
  ['inception-resnet-v2', 'repeat.0'],
  ['inception-resnet-v2', 'block8'],
] as const;

/** The longest that the main thread may be held, in milliseconds: what browsers call a long task. */
const LONG = 50;

interface Noted {
  readonly from: number;
  readonly to: number;
  readonly tasks: readonly { readonly start: number; readonly duration: number }[];
}

declare global {
  interface Window {
    /** Long tasks since the page was opened. */
    longTasks: { start: number; duration: number }[];
  }
}

async function openExplorer(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ start: startTime, duration });
    }).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(url);
  const run = page.getByRole('button', { name: /^Compute the/ }).last();
  await run.scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  // It can be pressed once the picture is prepared; the clicks that are measured below would not wait for that.
  await run.click({ trial: true });
  return page;
}

/** Clicks something on the page and waits for its maps; times are the page's own. */
async function clicked(page: Page, selector: string, node: RegExp | null): Promise<Noted> {
  const from = await page.evaluate((target) => {
    const all = document.querySelectorAll<HTMLElement | SVGElement>(target);
    const element = all[all.length - 1];
    if (!element) throw new Error(`nothing to click at ${target}`);
    // In a task of its own, as a click is, and not in that of the measurement.
    const started = performance.now();
    setTimeout(() => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })), 0);
    return started;
  }, selector);
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('[data-phase=done]') !== null &&
      (wanted === null ||
        new RegExp(wanted).test(document.querySelector('[data-made]')?.getAttribute('data-made') ?? '')),
    node?.source ?? null,
    { polling: 'raf', timeout: 120_000 },
  );
  // Two frames later it is on the screen, and observers have been told.
  const to = await page.evaluate(
    () =>
      new Promise<number>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))),
  );
  await page.waitForTimeout(150);
  const tasks = await page.evaluate(([a, b]) => window.longTasks.filter(({ start }) => start >= a && start <= b), [
    from,
    to,
  ] as const);
  return { from, to, tasks };
}

/** The button of the first run, marked so that it can be found by selector. */
async function markRun(page: Page): Promise<string> {
  await page
    .getByRole('button', { name: /^Compute the/ })
    .last()
    .evaluate((button) => button.setAttribute('data-bench-run', ''));
  return '[data-bench-run]';
}

/** Long tasks of the real exported page from click to picture, and the first click after loading. */
export const exportedPage: Group = {
  id: 'page',
  async run({ site, engines, quick, say }) {
    const origin = await site();
    const rows: (string | number)[][] = [];
    const verdicts: Verdict[] = [];
    const before = load();
    const longest: number[] = [];
    const browser = await launch();
    const firsts: number[] = [];
    try {
      for (const network of new Set(CLICKS.map(([each]) => each))) {
        say(`the exported page of ${network}`);
        const page = await openExplorer(browser, `${origin}/en/networks/${network}/`);
        const opened = await page.evaluate(() => window.longTasks.map(({ duration }) => duration));
        const first = await clicked(page, await markRun(page), null);
        const note = (name: string, { from, to, tasks }: Noted): void => {
          const durations = tasks.map(({ duration }) => duration);
          longest.push(...durations);
          rows.push([
            name,
            (to - from).toFixed(0),
            durations.length,
            durations.length > 0 ? Math.max(...durations).toFixed(0) : '–',
            durations.map((duration) => duration.toFixed(0)).join(' ') || 'none',
          ]);
        };
        rows.push([
          `${network}: opening the page (before any click)`,
          '',
          opened.length,
          opened.length > 0 ? Math.max(...opened).toFixed(0) : '–',
          opened.map((duration) => duration.toFixed(0)).join(' ') || 'none',
        ]);
        note(`${network}: first run`, first);
        for (const [at, part] of CLICKS) {
          if (at !== network) continue;
          const slice = `[data-slice="${part}"]`;
          note(
            `${network}: ${part}`,
            await clicked(page, slice, new RegExp(`^${part.replaceAll('.', '\\.')}(\\.|@|$)`)),
          );
        }
        await page.context().close();
      }
      say('the first click after loading');
      for (let round = 0; round < (quick ? 1 : 3); round++) {
        const page = await openExplorer(browser, `${origin}/en/networks/inception-v4/?at=features.2`);
        const { from, to } = await clicked(page, await markRun(page), null);
        firsts.push(to - from);
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
    const over = longest.filter((duration) => duration > LONG);
    verdicts.push({
      target: `long tasks of the main thread from click to picture: none over ${LONG} ms`,
      found: over.length === 0 ? 'none' : `${over.length}, the longest ${number(Math.max(...over))} ms`,
      reached: over.length === 0,
    });

    say('the first answer of each engine in a new worker');
    const cold: Record<string, number[]> = { ours: [], 'tfjs layers': [], 'onnxruntime-web': [] };
    const second = await launch();
    try {
      const page = await openEngines(second, engines);
      const node = 'features.2@relu';
      for (let round = 0; round < (quick ? 2 : 4); round++) {
        for (const [name, times] of Object.entries(cold)) {
          const time = await page.evaluate(
            async ([which, at]) => {
              const started = performance.now();
              if (which === 'ours') {
                await window.bench.addOurs(which, 'wasm', 'inception-v4', {});
                await window.bench.picture(which, 299);
                await window.bench.click(which, at);
              } else {
                const engine = which === 'tfjs layers' ? 'layers' : 'onnx';
                const setting = {
                  network: 'inception-v4',
                  size: 299,
                  backend: 'wasm',
                  threads: 1,
                  nodes: [at],
                } as const;
                await window.bench.addPeer(which, engine, setting);
                await window.bench.pass(which, at, 299);
              }
              const took = performance.now() - started;
              window.bench.remove(which);
              return took;
            },
            [name, node] as const,
          );
          // The first round also fetches and compiles the modules of a development server.
          if (round > 0) times.push(time);
        }
      }
    } finally {
      await second.close();
    }
    return [
      {
        id: 'page',
        title: 'From click to picture on the exported page',
        notes: [
          `At 299, on WebAssembly, weights seeded and calibrated, 1440 × 1000. ${before} before, ${load()} after.`,
          'A long task holds the main thread for 50 ms and more. From the click to two frames after the maps are there.',
        ],
        tables: [
          { title: 'clicks', columns: ['click', 'ms', 'long tasks', 'longest ms', 'all, ms'], rows },
          {
            title: 'first click after loading',
            columns: ['', 'median ms', 'min'],
            rows: [
              [
                'the exported page, features.2 (64 of 147×147), nothing cached',
                spreadOf(firsts).median,
                spreadOf(firsts).min,
              ],
              ...Object.entries(cold).map(([name, times]) => [
                `${name}: new worker to values of features.2, modules cached`,
                spreadOf(times).median,
                spreadOf(times).min,
              ]),
            ].map(([name, ...times]) => [name ?? '', ...times.map((time) => Number(Number(time).toFixed(0)))]),
          },
        ],
        verdicts,
      },
    ];
  },
};
