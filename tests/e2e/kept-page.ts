import { test as base, type Page } from '@playwright/test';
import { answerAfterVisits } from './ready-page';

/**
 * Tests that share the page of their worker, emptied before each of them: a window with nothing in its caches costs
 * Chromium as much as all that is done in it. Whoever plants scripts, takes JavaScript away or looks at what a first
 * visit fetches takes Playwright's own `test`.
 */
export const test = base.extend<object, { keptPage: Page }>({
  keptPage: [
    async ({ browser }, use, { project }) => {
      const { baseURL, actionTimeout = 0 } = project.use;
      const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
      context.setDefaultTimeout(actionTimeout);
      await use(answerAfterVisits(await context.newPage()));
      await context.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ keptPage }, use) => use(keptPage.context()),
  page: async ({ keptPage, baseURL }, use) => {
    await use(keptPage);
    // Nothing is left to the next test but what was fetched; after a failure the next test gets another worker.
    const context = keptPage.context();
    for (const page of context.pages()) if (page !== keptPage) await page.close();
    for (const event of ['console', 'pageerror', 'request', 'response'] as const) keptPage.removeAllListeners(event);
    await keptPage.unrouteAll({ behavior: 'ignoreErrors' });
    await keptPage.goto('about:blank');
    await context.clearPermissions();
    const devtools = await context.newCDPSession(keptPage);
    await devtools.send('Storage.clearDataForOrigin', { origin: baseURL ?? '*', storageTypes: 'all' });
    await devtools.detach();
    await keptPage.emulateMedia({ media: null, colorScheme: 'light', reducedMotion: 'no-preference' });
    await keptPage.setViewportSize({ width: 1280, height: 720 });
    await keptPage.mouse.move(0, 0);
  },
});
