import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { coloursOf, type LabPage, openLab, runLab, selectPart, waitForMaps } from './lab-page';
import { test } from './ready-page';
import { sessionWorker } from './session-faults';

/**
 * A session whose worker dies, for real, on the export. Each plant proves that it took: the worker is gone, or its script
 * was asked for and refused.
 */

/** Ends the worker from inside, as a browser may when memory is short: no event tells the page of it. */
async function end(page: Page): Promise<void> {
  const worker = await sessionWorker(page);
  const gone = worker.waitForEvent('close');
  await worker.evaluate(() => self.close()).catch(() => {});
  await gone;
}

const phase = (lab: LabPage) => lab.root.locator('[data-phase]');

test('a worker that dies, and whose restart fails, is followed by one that computes', async ({ page }) => {
  // Nothing is computed ahead: a run under way would be asked again of the restart, whose failure then stands in the alert.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  const lab = await openLab(page, '?at=features.0&size=75');
  await runLab(lab, 'features.0@relu');
  const worker = await sessionWorker(page);
  const script = worker.url();
  let refused = 0;
  await page.route(
    (url) => url.href === script.split('#')[0],
    (route) => {
      refused++;
      return route.abort();
    },
  );
  const gone = worker.waitForEvent('close');
  await worker
    .evaluate(() => {
      setTimeout(() => {
        throw new Error('planted');
      });
    })
    .catch(() => {});
  await gone;
  await expect(lab.root.getByRole('alert')).toContainText('planted');
  // The restart: its script does not come.
  await selectPart(lab, 'features.1');
  await expect(phase(lab)).toHaveAttribute('data-phase', 'failed');
  expect(refused).toBeGreaterThan(0);
  await expect(lab.root.getByRole('alert')).toContainText('could not be loaded');
  await page.unrouteAll();
  await lab.root.getByRole('button', { name: 'Try again' }).click();
  await waitForMaps(lab, 'features.1@relu');
  expect(await coloursOf(lab)).toBeGreaterThan(20);
  await expect(lab.root.getByRole('alert')).toHaveCount(0);
});

test('a worker that ends without a word while nothing is asked is replaced, and what is asked is computed', async ({
  page,
}) => {
  const lab = await openLab(page, '?at=features.0&size=75');
  await runLab(lab, 'features.0@relu');
  await end(page);
  await selectPart(lab, 'features.1');
  await expect(phase(lab)).toHaveAttribute('data-phase', 'running');
  // In the browser's own time: nothing answers for half a minute.
  await expect(phase(lab)).toHaveAttribute('data-phase', 'done', { timeout: 90_000 });
  await waitForMaps(lab, 'features.1@relu');
  expect(await coloursOf(lab)).toBeGreaterThan(20);
});

test('one that ends in the middle of a run is replaced, and the run ends in maps', async ({ page }) => {
  // Long enough that it is not done when the worker ends.
  const lab = await openLab(page, '?at=features.21&size=600');
  await page.clock.install();
  await lab.root.getByRole('button', { name: /^Compute the/ }).click();
  await expect(phase(lab)).toContainText(/[1-9]\d* of \d+/);
  await end(page);
  await expect(phase(lab)).toHaveAttribute('data-phase', 'running');
  await page.clock.runFor(31_000);
  await expect(phase(lab)).toHaveAttribute('data-phase', 'done', { timeout: 120_000 });
  await waitForMaps(lab, 'features.21');
  expect(await coloursOf(lab)).toBeGreaterThan(20);
});

test('one that ends while a run is cancelled holds up neither the cancel nor the next run', async ({ page }) => {
  const lab = await openLab(page, '?at=features.0&size=75');
  await runLab(lab, 'features.0@relu');
  await page.clock.install();
  await end(page);
  await selectPart(lab, 'features.12');
  await expect(phase(lab)).toHaveAttribute('data-phase', 'running');
  await lab.root.getByRole('button', { name: 'Cancel' }).click();
  await expect(phase(lab)).toHaveAttribute('data-phase', 'cancelled');
  await lab.root.getByRole('button', { name: /^Compute/ }).click();
  await expect(phase(lab)).toHaveAttribute('data-phase', 'running');
  await page.clock.runFor(31_000);
  await waitForMaps(lab, 'features.12');
  expect(await coloursOf(lab)).toBeGreaterThan(20);
});
