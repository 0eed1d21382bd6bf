import { expect, test } from '@playwright/test';
import { openLab, runLab } from './lab-page';

declare global {
  interface Window {
    /** What went to workers and came from them, and how often the grid of maps was drawn. */
    counted: { sent: number; received: number; drawn: number };
  }
}

test('scrolling and sorting compute nothing, send nothing and draw once for each change', async ({ page }) => {
  await page.addInitScript(() => {
    window.counted = { sent: 0, received: 0, drawn: 0 };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
      window.counted.sent++;
      return Reflect.apply(post, this, message);
    };
    const OriginalWorker = window.Worker;
    window.Worker = class extends OriginalWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', () => window.counted.received++);
      }
    };
    // The grid sets its transform once at the beginning of each drawing.
    const transform = CanvasRenderingContext2D.prototype.setTransform;
    CanvasRenderingContext2D.prototype.setTransform = function (this: CanvasRenderingContext2D, ...to: unknown[]) {
      if (this.canvas instanceof HTMLCanvasElement && this.canvas.closest('[role=listbox]')) window.counted.drawn++;
      return Reflect.apply(transform, this, to);
    };
  });
  const lab = await openLab(page, '?at=stem');
  await runLab(lab, 'features.5');
  const grid = lab.root.getByRole('listbox');
  await expect(grid).toHaveAttribute('data-channels', '384');
  // What it takes to come to rest is not what is counted.
  await page.waitForTimeout(500);
  const reset = () => page.evaluate(() => Object.assign(window.counted, { sent: 0, received: 0, drawn: 0 }));
  const counted = () => page.evaluate(() => window.counted);
  // All that is counted was counted while the maps were made.
  for (const count of Object.values(await counted())) expect(count).toBeGreaterThan(0);

  await reset();
  for (const top of [40, 400, 900, 120]) {
    await grid.evaluate((element, to) => {
      element.scrollTop = to;
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, top);
  }
  const scrolled = await counted();
  expect(scrolled).toMatchObject({ sent: 0, received: 0 });
  expect(scrolled.drawn).toBeGreaterThan(0);
  expect(scrolled.drawn).toBeLessThanOrEqual(4);

  await reset();
  for (const sort of ['mean', 'variance', 'sparsity', 'index']) {
    await lab.root.getByRole('combobox', { name: 'Sort by' }).selectOption(sort);
  }
  await page.waitForTimeout(200);
  expect(await counted()).toEqual({ sent: 0, received: 0, drawn: 4 });
});
