import { expect, type Page, test } from '@playwright/test';
import { openLab, runLab, selectPart, waitForMaps, workOf } from './lab-page';

/** What the lab does before it is asked: nothing for a reader who reads, something for one who turns to it. */

interface Seen {
  /** Names of the workers that were started. */
  readonly workers: string[];
  /** Nodes that were computed ahead. */
  readonly ahead: string[];
}

/** Notes which workers the page starts, and what they compute ahead. */
async function watchWorkers(page: Page): Promise<() => Promise<Seen>> {
  await page.addInitScript(() => {
    const seen: Seen = { workers: [], ahead: [] };
    Object.assign(window, { seen });
    const Native = Worker;
    window.Worker = class extends Native {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        seen.workers.push(options?.name ?? '');
        this.addEventListener('message', ({ data }) => {
          if (data?.kind === 'result' && data.result && 'ended' in data.result) seen.ahead.push(...data.result.nodes);
        });
      }
    };
  });
  return () => page.evaluate(() => (window as unknown as { seen: Seen }).seen);
}

test('nothing of the engine is loaded for a reader who only reads; turning to the lab opens it and computes what it shows', async ({
  page,
}) => {
  const seen = await watchWorkers(page);
  const lab = await openLab(page, '?at=features.3&size=107');
  await page.mouse.wheel(0, 200);
  expect((await seen()).workers).not.toContain('atlas-session');
  await lab.root.getByRole('heading', { level: 3 }).first().hover();
  await expect.poll(async () => (await seen()).workers).toContain('atlas-session');
  await expect.poll(async () => (await seen()).ahead).toContain('features.3');
  await runLab(lab, 'features.3');
  expect(await workOf(lab)).toMatchObject({ computed: 0 });
});

test('the next block is computed while nothing is asked, and is there when it is', async ({ page }) => {
  const seen = await watchWorkers(page);
  const lab = await openLab(page, '?at=features.3&size=107');
  await runLab(lab, 'features.3');
  await expect.poll(async () => (await seen()).ahead).toContain('features.5');
  for (const node of ['features.4', 'features.5']) {
    await selectPart(lab, node);
    await waitForMaps(lab, node);
    expect(await workOf(lab), node).toMatchObject({ computed: 0 });
  }
});

test('a reader who saves data gets nothing before asking', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  const seen = await watchWorkers(page);
  const lab = await openLab(page, '?at=features.3&size=107');
  expect(await page.evaluate(() => 'connection' in navigator && navigator.connection)).toEqual({ saveData: true });
  await lab.root.getByRole('heading', { level: 3 }).first().hover();
  await runLab(lab, 'features.3');
  await selectPart(lab, 'features.4');
  await waitForMaps(lab, 'features.4');
  const { workers, ahead } = await seen();
  expect(workers).toContain('atlas-session');
  expect(ahead).toEqual([]);
});
