import { expect } from '@playwright/test';
import { openLab, runLab, selectPart } from './lab-page';
import { test } from './ready-page';
import { plantInExport } from './session-faults';

/** What the heap of the WebAssembly backend has when it starts: it may grow once, which the first layer needs. */
const HEAP = 2 ** 24;

test('memory that runs out is said once, whatever waited for it', async ({ page }) => {
  await plantInExport(
    page,
    `const { grow } = WebAssembly.Memory.prototype;
     WebAssembly.Memory.prototype.grow = function (pages) {
       if (this.buffer.byteLength <= ${HEAP}) return grow.call(this, pages);
       console.log('planted: refused');
       throw new RangeError('planted: no more memory');
     };`,
  );
  const told: string[] = [];
  page.on('console', (message) => told.push(message.text()));
  const refusals = (): number => told.filter((text) => text === 'planted: refused').length;
  const lab = await openLab(page, '?at=features.0&size=299');
  await runLab(lab, 'features.0@relu');
  // A channel stands beside the maps; the head and other maps ask for more than there is.
  await lab.root.getByRole('listbox').focus();
  await page.keyboard.press('Enter');
  await lab.root.getByRole('button', { name: 'Ask the whole network' }).click();
  const said = lab.root.getByText('got no more memory');
  await expect(said.first()).toBeVisible();
  expect(refusals()).toBeGreaterThan(0);
  await expect(said).toHaveCount(1);
  await selectPart(lab, 'features.9');
  await expect(lab.root.locator('[data-phase]')).toHaveAttribute('data-phase', 'failed');
  await expect(said.first()).toBeVisible();
  await expect(said).toHaveCount(1);
  // Whatever else waited has heard of it by then.
  await page.waitForTimeout(1000);
  await expect(said).toHaveCount(1);
});
