import { expect, type Locator } from '@playwright/test';

/**
 * Chooses one of several, and waits until the page shows it. `check()` looks right after its click, before a page that
 * draws its choice from its address or after other work has done so.
 */
export async function choose(radio: Locator): Promise<void> {
  await radio.click();
  await expect(radio).toBeChecked();
}
