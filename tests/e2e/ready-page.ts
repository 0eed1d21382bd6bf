import { test as base, type Page } from '@playwright/test';
import { held } from '../../scripts/scripts-after-paint.mjs';

/** True in a page whose heading React has taken over, and in one that is not of the site. Runs in the page. */
const isTakenOver = (type: string): boolean => {
  const heading = document.querySelector('main h1');
  if (heading === null) return document.querySelector(`script[type="${type}"]`) === null;
  return Object.keys(heading).some((key) => key.startsWith('__reactFiber$'));
};

/** React marks what it reaches in slices before all of it answers: it is through when the page has nothing to do. */
const isIdle = () => new Promise<unknown>((resolve) => requestIdleCallback(resolve));

/**
 * Lets every visit of a page end when its controls answer: its scripts wait for the first paint, and what a test does
 * before they ran is lost, which no person is quick enough for.
 */
export function answerAfterVisits(page: Page): Page {
  const ready = async (): Promise<void> => {
    // Not one function: what waits takes a promise for a yes.
    await page.waitForFunction(isTakenOver, held);
    await page.evaluate(isIdle);
  };
  const goto = page.goto.bind(page);
  const reload = page.reload.bind(page);
  page.goto = async (...visit) => {
    const response = await goto(...visit);
    await ready();
    return response;
  };
  page.reload = async (...visit) => {
    const response = await reload(...visit);
    await ready();
    return response;
  };
  return page;
}

/** A new page for each test, whose visits end when its controls answer. */
export const test = base.extend({
  page: async ({ page, javaScriptEnabled }, use) => {
    await use(javaScriptEnabled === false ? page : answerAfterVisits(page));
  },
});
