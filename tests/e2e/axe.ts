import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Where axe looks, and what the failure says beside the address. */
interface Reading {
  /** Only what lies in this selector. */
  readonly within?: string;
  /** A theme, a width. */
  readonly as?: string;
}

/**
 * Expects axe to find nothing on a page as it stands; a failure names the address, the rules and the elements. Every
 * rule is run, in the page at once, but only violations are told: telling what holds as well takes four times as long.
 */
export async function expectAccessible(page: Page, { within, as = '' }: Reading = {}): Promise<void> {
  // A colour on its way from one theme to the other is the colour of neither.
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  const { pathname, search } = new URL(page.url());
  expect(
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target}${any[0] ? `, ${any[0].message}` : ''}`),
    ),
    `axe on ${pathname}${search} ${as}`.trim(),
  ).toEqual([]);
}
