import { expect, type Page, test, type Worker } from '@playwright/test';
import { coloursOf, type LabPage, openLab, phaseOf, runLab, selectPart, troublesOf, waitForMaps } from './lab-page';
import { picture } from './pictures';
import { destroyDevice, keepDevices, plantInExport } from './session-faults';

/** Real WebGPU on the software adapter, forced by the address, at a small size: it is slow. */

test.setTimeout(300_000);

const TOLERANCE = 1e-3;

interface RecordedView {
  readonly node: string;
  readonly shape: readonly number[];
  readonly mean: readonly number[];
  readonly std: readonly number[];
  readonly max: readonly number[];
}

/** Keeps the statistics of every view that a worker answers, exactly as the page gets them. */
const recordViews = (page: Page) =>
  page.addInitScript(() => {
    const views: unknown[] = [];
    Object.assign(window, { views });
    const listen = Worker.prototype.addEventListener;
    Worker.prototype.addEventListener = function (this: Worker, ...args: Parameters<typeof listen>) {
      if (args[0] === 'message') {
        listen.call(this, 'message', (event) => {
          const { data } = event as MessageEvent;
          const result = data?.result;
          if (data?.kind !== 'result' || !result?.bitmap) return;
          const { mean, std, max } = result.statistics;
          views.push({ node: result.node, shape: result.shape, mean: [...mean], std: [...std], max: [...max] });
        });
      }
      return listen.apply(this, args);
    } as typeof listen;
  });

const lastView = (page: Page): Promise<RecordedView | undefined> =>
  page.evaluate(() => (window as unknown as { views: RecordedView[] }).views.at(-1));

const upload = async (lab: LabPage) => {
  await lab.root
    .locator('input[type=file][accept="image/*"]')
    .setInputFiles({ name: 'mine.jpg', mimeType: 'image/jpeg', buffer: await picture('photograph.jpg') });
  await expect(lab.root.getByText('mine.jpg')).toBeVisible();
};

/** The worker that holds a device; the other one reads pictures. */
async function workerWithDevice(page: Page): Promise<Worker> {
  for (const worker of page.workers()) {
    const count = await worker.evaluate(() => (self as unknown as { devices?: unknown[] }).devices?.length ?? 0);
    if (count > 0) return worker;
  }
  throw new Error('no worker has a device');
}

test('an uploaded photograph gives the maps that WebAssembly gives, of the stem and of an Inception-A', async ({
  page,
}) => {
  await recordViews(page);
  const troubles = troublesOf(page);
  const views = new Map<string, RecordedView>();
  for (const backend of ['webgpu', 'wasm']) {
    const lab = await openLab(page, `?at=stem&size=75&backend=${backend}`);
    await upload(lab);
    await runLab(lab, 'features.5');
    await expect(lab.root.locator('[data-backend]')).toHaveAttribute('data-backend', backend);
    await expect(lab.root.locator('[data-backend]')).toContainText('as the address asks');
    expect(await coloursOf(lab)).toBeGreaterThan(50);
    for (const at of ['stem', 'features.6']) {
      if (at !== 'stem') {
        await selectPart(lab, at);
        await waitForMaps(lab, at);
      }
      const view = await lastView(page);
      if (!view) throw new Error('no view was answered');
      views.set(`${backend} ${at}`, view);
    }
  }
  for (const at of ['stem', 'features.6']) {
    const [gpu, wasm] = [views.get(`webgpu ${at}`), views.get(`wasm ${at}`)];
    if (!gpu || !wasm) throw new Error(`${at} is missing`);
    expect(gpu.shape).toEqual(wasm.shape);
    // A zero map agrees with nothing.
    expect(gpu.max.some((value) => value > 0)).toBe(true);
    const std = Math.sqrt(wasm.std.reduce((total, value) => total + value ** 2, 0) / wasm.std.length);
    expect(std).toBeGreaterThan(0);
    for (const statistic of ['mean', 'std', 'max'] as const) {
      const worst = Math.max(...gpu[statistic].map((value, c) => Math.abs(value - (wasm[statistic][c] ?? Number.NaN))));
      expect(worst / std, `${at} ${statistic}`).toBeLessThanOrEqual(TOLERANCE);
    }
  }
  // An uncaptured error or a lost device would have been said in the page.
  await expect(page.locator('main').getByRole('alert')).toHaveCount(0);
  expect(troubles).toEqual([]);
});

test('a destroyed device is said, and nothing but the computing is lost', async ({ page }) => {
  await plantInExport(page, keepDevices);
  const lab = await openLab(page, '?at=features.0&size=75&backend=webgpu');
  await upload(lab);
  await runLab(lab);
  await destroyDevice(await workerWithDevice(page));
  const alert = lab.root.getByRole('alert');
  await expect(alert).toBeVisible();
  await expect(alert).not.toContainText('that has no name yet');
  // The maps and the picture are still there.
  expect(await coloursOf(lab)).toBeGreaterThan(20);
  await expect(lab.root.getByText('mine.jpg')).toBeVisible();
  await alert.getByRole('button').first().click();
  await expect(alert).toHaveCount(0);
  await waitForMaps(lab, 'features.0@relu');
  expect(await phaseOf(lab)).toBe('done');
});
